"""The special subsidy for a martyr's survivors as a line."""

from typing import Any

from anxin.policy.lines import Line, Step
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, marks, version_of


def tell(law: Tables, it: Any) -> Line:
    """Months of basic pay; before 2025 the convention says of which pay."""
    version = version_of(law, "martyr_subsidy", it)
    months = version.number("pay_multiple")
    said = version.start >= "2025-01-01"
    term, pay = ("wage", it.wage_fen) if it.martyr_subsidy_of_wage else ("basic_pay", it.basic_pay_fen)
    reading = law.settled["martyr_subsidy_pay"]
    return line(
        "martyr_subsidy", law, it, version,
        arithmetic=(Step(term, months, pay),),
        parameters=() if said else (reading,),
        conventions=() if said else (f"martyr_subsidy_pay_{reading.value}",),
        assumptions=marks(assumed_work_injury_channel=it.assumed_work_injury_channel),
    )  # fmt: skip


RULE = Rule(
    "martyr_subsidy",
    of_person=False,
    reads=("basic_pay_fen", "wage_fen", "martyr_subsidy_of_wage", "assumed_work_injury_channel"),
    tell=tell,
)
