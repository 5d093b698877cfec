"""Aid to pupils and students as a line."""

from typing import Any

from anxin.policy.lines import Line, Step
from anxin.policy.rules import ParameterUsed
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, version_of
from anxin.policy.telling.localities import of_packs, told_convention
from anxin.policy.variables.student_aid import RULE, STANDARDS


def tell(law: Tables, it: Any) -> Line:
    """The standard of a school year. An average is no promise: the school sets the band."""
    parameters = local(law, it)
    average = bool(it.student_aid_average)
    names = (*(("average_not_promised",) if average else ()), *(("school_year_ends",) if it.ends else ()))
    return line(
        RULE, law, it, version_of(law, RULE, it),
        arithmetic=(Step("average" if average else "standard", 1, it.student_aid_standard_fen),),
        period="year",
        citations=of_packs(parameters),
        conventions=tuple(told_convention(law, name) for name in names),
        parameters=(*parameters, *(law.settled[name] for name in names if name in law.settled)),
    )  # fmt: skip


def local(law: Tables, it: Any) -> tuple[ParameterUsed, ...]:
    """The standard that was used."""
    if not it.student_aid_standard:
        return ()
    found = law.local[f"{RULE}.{STANDARDS[it.student_aid_standard - 1]}"].used[it.student_aid_local_row]
    return (found,) if found else ()


STUDENT_AID = Rule(
    RULE,
    of_person=True,
    reads=(
        "student_aid_standard",
        "student_aid_local_row",
        "student_aid_standard_fen",
        "student_aid_average",
    ),
    tell=tell,
    by_category=False,
)
