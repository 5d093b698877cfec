"""The martyr's praise money as a line. It reads neither channel nor employment."""

from typing import Any

from anxin.policy.lines import Line
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import income_steps, income_used, line, version_of


def tell(law: Tables, it: Any) -> Line:
    """Thirty times the income."""
    version = version_of(law, "martyr_praise", it)
    times = version.number("income_multiple")
    return line(
        "martyr_praise", law, it, version,
        arithmetic=income_steps(times, it.urban_income_fen, it.income_year),
        parameters=income_used(law, it.income_year, it.provisional) if times else (),
    )  # fmt: skip


RULE = Rule("martyr_praise", of_person=False, reads=("urban_income_fen",), tell=tell)
