"""The monthly pension of a dependant as a line."""

from datetime import date
from typing import Any

from anxin.policy.codes import Refusal
from anxin.policy.deadlines import deadline
from anxin.policy.lines import Deadline, Line, Step
from anxin.policy.rules import ParameterUsed
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, local_used, marks, version_of
from anxin.policy.telling.work_injury import LOCAL_WAGE, SHARED, assumed, grounds, payer

NAME = "dependants_pension"
SHARES = ("share_of_wage", "share_of_least_wage", "share_of_most_wage")  # by own_wage_bound
STOPS = {  # what ended or suspended the pension, and the day of it
    Refusal.DIED: "died_on",
    Refusal.EMPLOYED: "employed_on",
    Refusal.ENLISTED: "enlisted_on",
    Refusal.REMARRIED: "remarried_on",
    Refusal.ADOPTED: "adopted_on",
    Refusal.IN_PRISON: "prison_from",
}


def tell(law: Tables, it: Any) -> Line:
    """A share of the own wage, cut where all shares together are above it."""
    version = version_of(law, NAME, it)
    missing = it.missing_since_known
    return line(
        NAME, law, it, version,
        arithmetic=_steps(it),
        citations=grounds(it) + (("council_586_41",) if missing else ()),
        parameters=local_used(law, LOCAL_WAGE, it.local_wage_row) + _settings(law, it),
        assumptions=assumed(it) + marks(others_unsettled=it.dependants_unsettled and not it.gaps),
        period="month", deadlines=_told(it), conventions=_conventions(law, it), **payer(it),
    )  # fmt: skip


def _steps(it: Any) -> tuple[Step, ...]:
    share = Step(SHARES[it.own_wage_bound], it.dependant_share, it.own_wage_fen, divisor=1000)
    return (share, Step("cut_to_wage", 1, it.fen)) if it.dependants_over_cap else (share,)


def _rows(it: Any) -> dict[str, int]:
    """The open points that played a part, and the rows of their settings."""
    rows = {"eligibility": it.dependants_eligibility_row}
    if not it.missing_since_known:
        rows["starts"] = it.dependants_starts_row
    if it.dependants_over_cap:
        rows["scale_down"] = it.dependants_scale_row
    return rows


def _settings(law: Tables, it: Any) -> tuple[ParameterUsed, ...]:
    local = (used for name, row in _rows(it).items() for used in local_used(law, f"{NAME}.{name}", row))
    return (*local, law.settled["age_reached"], law.settled["leap_birthday"])


def _conventions(law: Tables, it: Any) -> tuple[str, ...]:
    """Each open point with how it is settled here; nothing where the rule was out of time."""
    used = ((name, law.local[f"{NAME}.{name}"].used[row]) for name, row in _rows(it).items())
    local = tuple(f"dependants_{name}_{one.value}" for name, one in used if one)
    ages = (f"age_reached_{law.conventions.age_reached}",)
    leap = (f"leap_birthday_{law.conventions.leap_birthday}",) if _leap(it.birth, it.birth_known) else ()
    return local + ages + leap


def _leap(birth: date, known: bool) -> bool:
    return known and (birth.month, birth.day) == (2, 29)


def _told(it: Any) -> tuple[Deadline, ...]:
    """Until when the agency is to be told of what ended or suspended the pension (F2-11, 20 working days)."""
    days = [getattr(it, name) for stop, name in STOPS.items() if stop & it.refusals]
    return (deadline("tell_agency", min(days)),) if days else ()


RULE = Rule(
    NAME,
    of_person=True,
    reads=(
        *SHARED,
        *STOPS.values(),
        "birth",
        "birth_known",
        "local_wage_row",
        "own_wage_fen",
        "own_wage_bound",
        "dependant_share",
        "dependants_over_cap",
        "dependants_unsettled",
        "dependants_eligibility_row",
        "dependants_starts_row",
        "dependants_scale_row",
        "missing_since_known",
    ),
    tell=tell,
)
