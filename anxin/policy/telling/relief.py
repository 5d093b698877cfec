"""Medical cover, elder allowance, funeral aid of organs and what may be applied for, as lines."""

from functools import partial
from typing import Any

from anxin.policy.lines import Line, Step
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, version_of
from anxin.policy.telling.localities import of_packs, settled, used
from anxin.policy.variables.elder_allowance import AGES

# Where an application is made: 乡镇, 街道 of the hukou (社会救助暂行办法), or the school for education.
AT_TOWNSHIP, AT_SCHOOL = "apply_at_township", "apply_at_school"


def tell_application(rule: str, place: str, period: str, law: Tables, it: Any) -> Line:
    """Who may be asked, and where; no sum."""
    return line(rule, law, it, version_of(law, rule, it), period=period, conventions=("may_apply", place))


def tell_medical_share(law: Tables, it: Any) -> Line:
    """The local ratio of the person's own payment."""
    ratio = "medical__aid_destitute" if it.assistance == DESTITUTE else "medical__aid_low_income"
    rows = {"medical__personal_share": it.medical_share_payment_row, ratio: it.medical_share_ratio_row}
    parameters = used(law, **rows)
    step = Step("medical_payment", it.medical_share_ratio, it.medical_share_payment_fen, divisor=1000)
    return line(
        "medical_share", law, it, version_of(law, "medical_share", it),
        arithmetic=(step,),
        period="year",
        citations=of_packs(parameters),
        parameters=parameters,
    )  # fmt: skip


def tell_elder(law: Tables, it: Any) -> Line:
    """The local amount of the age reached."""
    place = it.elder_allowance_bracket
    rows = {f"elder_allowance__age_{AGES[place - 1]}": it.elder_allowance_local_row} if place else {}
    parameters = used(law, **rows)
    open_points = settled(law, "age_reached") if it.birth_known else {"conventions": (), "parameters": ()}
    return line(
        "elder_allowance", law, it, version_of(law, "elder_allowance", it),
        arithmetic=(Step("standard", 1, it.fen),),
        period="month",
        citations=of_packs(parameters),
        conventions=open_points["conventions"],
        parameters=(*parameters, *open_points["parameters"]),
    )  # fmt: skip


def tell_funeral(law: Tables, it: Any) -> Line:
    """The local amount, once."""
    parameters = used(law, funeral_aid__organ=it.funeral_aid_organ_local_row)
    return line(
        "funeral_aid_organ", law, it, version_of(law, "funeral_aid_organ", it),
        arithmetic=(Step("standard", 1, it.fen),),
        citations=of_packs(parameters),
        conflict="funeral_aid",
        parameters=parameters,
    )  # fmt: skip


DESTITUTE = 3  # place of "destitute" in codes.ASSISTANCE
PLACES = {
    "social_assistance": (AT_TOWNSHIP, "month"),
    "destitute_support": (AT_TOWNSHIP, "month"),
    "temporary_aid": (AT_TOWNSHIP, "once"),
    "medical_aid": (AT_TOWNSHIP, "once"),
    "education_aid": (AT_SCHOOL, "year"),
}
APPLICATIONS = tuple(
    Rule(
        rule,
        of_person=rule == "destitute_support",
        reads=(),
        tell=partial(tell_application, rule, *where),
        by_category=False,
    )
    for rule, where in PLACES.items()
)
MEDICAL_SHARE = Rule(
    "medical_share",
    of_person=True,
    reads=("medical_share_payment_row", "medical_share_ratio_row", "medical_share_ratio",
           "medical_share_payment_fen", "assistance"),
    tell=tell_medical_share,
    by_category=False,
)  # fmt: skip
ELDER = Rule(
    "elder_allowance",
    of_person=True,
    reads=("elder_allowance_bracket", "elder_allowance_local_row", "birth_known"),
    tell=tell_elder,
    by_category=False,
)
FUNERAL = Rule(
    "funeral_aid_organ",
    of_person=False,
    reads=("funeral_aid_organ_local_row",),
    tell=tell_funeral,
    by_category=False,
)
