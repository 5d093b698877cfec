"""What is paid while somebody is missing, as lines."""

from typing import Any

from anxin.policy.lines import Line, Step
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import income_used, line, marks, version_of
from anxin.policy.telling.work_injury import SHARED, grounds, payer


def tell_wage(law: Tables, it: Any) -> Line:
    """The unit goes on paying the wage; in the fourth month the dependants' pension follows."""
    version = version_of(law, "missing", it)
    return line(
        "missing_wage", law, it, version,
        arithmetic=(Step("wage", 1, it.wage_fen),), payer="unit_of_deceased", period="month",
        assumptions=_assumed(it),
    )  # fmt: skip


def tell_advance(law: Tables, it: Any) -> Line:
    """Half of the lump sum, for a family in hardship."""
    version = version_of(law, "missing", it)
    times, share = version.number("income_multiple"), version.number("advance_share")
    step = Step("advance_of_income", times * share, it.urban_income_fen, it.income_year, 1000)
    return line(
        "missing_advance", law, it, version,
        arithmetic=(step,), citations=grounds(it),
        parameters=income_used(law, it.income_year, it.provisional) if times else (),
        assumptions=_assumed(it), **payer(it),
    )  # fmt: skip


def _assumed(it: Any) -> tuple[str, ...]:
    """Of an insured unit the channel is taken for work-injury insurance where it is not stated."""
    return marks(assumed_work_injury_channel=not it.channel_known)


RULES = (
    Rule(
        "missing_wage",
        of_person=False,
        reads=("wage_fen", "channel_known"),
        tell=tell_wage,
        by_category=False,
    ),
    Rule(
        "missing_advance",
        of_person=False,
        reads=(*SHARED, "urban_income_fen", "channel_known"),
        tell=tell_advance,
        by_category=False,
    ),
)
