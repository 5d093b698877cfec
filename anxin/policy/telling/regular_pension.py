"""The regular pension of a martyr's survivor, and the six months after that survivor's death, as lines."""

from typing import Any

from anxin.policy.codes import Refusal
from anxin.policy.lines import Line, Step
from anxin.policy.rules import ParameterUsed
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, local_used, version_of

AMOUNT = "regular_pension.martyr"
AVERAGE = "regular_pension.average_income"
STOP_GROUNDS = {Refusal.REMARRIED: "council_2024_791_20", Refusal.IN_PRISON: "council_2024_791_62"}
READS = ("regular_amount_row", "regular_average_row")


def tell(law: Tables, it: Any) -> Line:
    """The amount a month. It runs from the month in which the conditions are confirmed, on application."""
    version = version_of(law, "regular_pension", it)
    return line(
        "regular_pension", law, it, version,
        arithmetic=(Step("standard", 1, it.fen),),
        citations=tuple(code for stop, code in STOP_GROUNDS.items() if stop & it.refusals),
        parameters=_used(law, it), period="month",
        conventions=("from_month_of_confirmation", f"age_reached_{law.conventions.age_reached}"),
    )  # fmt: skip


def tell_last(law: Tables, it: Any) -> Line:
    """Six more months of it."""
    version = version_of(law, "regular_pension", it)
    months = version.number("months_after_death")
    return line(
        "regular_pension_last", law, it, version,
        arithmetic=(Step("months_of_standard", months, it.fen // months if months else 0),),
        parameters=_used(law, it),
    )  # fmt: skip


def _used(law: Tables, it: Any) -> tuple[ParameterUsed, ...]:
    amount, average = it.regular_amount_row, it.regular_average_row
    return local_used(law, AMOUNT, amount) + local_used(law, AVERAGE, average)


RULES = (
    Rule("regular_pension", of_person=True, reads=READS, tell=tell),
    Rule("regular_pension_last", of_person=True, reads=READS, tell=tell_last),
)
