"""Three families of whom everything is told that the law asks: police, work injury with dependants, and one
whose allowance waits for a local standard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from anxin.families.actions import Origin, correct_officer, record_standing
from anxin.families.models import FallenOfficer, Kinship, Source
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today

ELDER = {"relied": "yes", "monthly_income": "0", "lone": "no", "incapable": "no", "assistance": "none"}
CHILD = {"relied": "yes", "monthly_income": "0", "lone": "no", "incapable": "no", "assistance": "none"}
SPOUSE = {"relied": "no", "monthly_income": "320000", "incapable": "no", "assistance": "none"}


@dataclass(frozen=True)
class Asked:
    """What the unit told of one officer, and the family of each relation (GB/T 4761)."""

    officer: str
    told: Mapping[str, object]
    family: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


FAMILIES = (
    Asked(
        "何慧玲",
        {"employment": "police", "police_allowance_fen": 56000, "wage_fen": 918000},
        {
            "11": SPOUSE,
            "20": CHILD | {"study": "senior", "boarding": "yes", "needy": "yes"},
            "51": ELDER,
            "52": ELDER,
        },
    ),
    Asked(
        "谢家明",
        {
            "employment": "institution",
            "insured": True,
            "insured_wage_fen": 960000,
            "wage_fen": 960000,
            "pension_insured": False,
        },
        {
            "12": SPOUSE,
            "30": CHILD | {"study": "primary", "boarding": "no", "needy": "yes"},
            "51": ELDER,
            "52": ELDER,
        },
    ),
    Asked(
        "姚家明",
        {"employment": "civil_servant", "wage_fen": 785000},
        {
            "52": ELDER | {"lone": "yes"},
            "20": CHILD | {"study": "postgraduate", "needy": "no"},
            "30": CHILD | {"study": "college", "needy": "yes"},
        },
    ),
)


def tell_what_the_law_asks(clerk: Post) -> None:
    """Record it as the clerk would: from the unit, and from a visit."""
    on = today() - timedelta(days=20)
    for asked in FAMILIES:
        officer = FallenOfficer.objects.select_related("person__household").get(person__name=asked.officer)
        unit = Origin(Source.UNIT, "单位工资和参保证明", on)
        correct_officer(by=clerk, officer=officer, values=asked.told, origin=unit)
        for kin in Kinship.objects.filter(of=officer.person_id, kind__in=asked.family):
            record_standing(
                by=clerk, household=officer.person.household, person=kin.person,
                values=asked.family[kin.kind], origin=Origin(Source.FAMILY, "入户了解", on),
            )  # fmt: skip
