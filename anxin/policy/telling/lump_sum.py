"""The lump sum as a line."""

from typing import Any

from anxin.policy.codes import EMPLOYMENTS, OTHER_RULE
from anxin.policy.lines import Line, Step
from anxin.policy.rules import NO_VERSION, Version
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import income_steps, income_used, line, local_used, marks, version_of

LIKE_CIVIL_SERVANTS_GROUND = "mohrss_2008_42"
POLICE_GROUND = "mca_2014_101"
DECIDED_ELSEWHERE = int(OTHER_RULE)  # a plain number: an enum's & costs more than the rest of a line
LIKE_CIVIL_SERVANTS = EMPLOYMENTS.index("as_civil_servant")
OFFICER_PAY = "martyr.second_lieutenant_pay"


def tell(law: Tables, it: Any) -> Line:
    """Income and months of pay, by the version in force; nothing of it where another rule decides."""
    elsewhere = it.refusals or it.gaps & DECIDED_ELSEWHERE
    version = NO_VERSION if elsewhere else version_of(law, "lump_sum", it)
    times = version.number("income_multiple")
    return line(
        "lump_sum", law, it, version,
        arithmetic=income_steps(times, it.urban_income_fen, it.income_year) + _pay_steps(version, it),
        citations=_grounds(version, it),
        parameters=(income_used(law, it.income_year, it.provisional) if times else ()) 
        + local_used(law, OFFICER_PAY, it.officer_pay_row),
        assumptions=marks(
            assumed_pension_channel=it.assumed_pension_channel,
            assumed_work_injury_channel=it.assumed_work_injury_channel,
            assumed_civil_servant=it.assumed_civil_servant,
        ),
        conflict="pension_or_work_injury" if it.pension_or_work_injury else "",
    )  # fmt: skip


def _pay_steps(version: Version, it: Any) -> tuple[Step, ...]:
    months, of_officer = version.number("pay_multiple"), version.number("officer_pay_multiple")
    steps = [Step("basic_pay", months, it.basic_pay_fen)] if months else []
    if months and it.rank_allowance_counts and it.rank_allowance_fen:
        steps.append(Step("rank_allowance", months, it.rank_allowance_fen))
    if of_officer:
        steps.append(Step("second_lieutenant_pay", of_officer, it.officer_pay_fen))
    return tuple(steps)


def _grounds(version: Version, it: Any) -> tuple[str, ...]:
    like = version.grounds and it.employment == LIKE_CIVIL_SERVANTS
    police = version.number("pay_multiple") and it.rank_allowance_counts
    return ((LIKE_CIVIL_SERVANTS_GROUND,) if like else ()) + ((POLICE_GROUND,) if police else ())


RULE = Rule(
    "lump_sum",
    of_person=False,
    reads=(
        "employment",
        "basic_pay_fen",
        "rank_allowance_fen",
        "rank_allowance_counts",
        "officer_pay_fen",
        "officer_pay_row",
        "urban_income_fen",
        "assumed_pension_channel",
        "assumed_work_injury_channel",
        "assumed_civil_servant",
        "pension_or_work_injury",
    ),
    tell=tell,
)
