"""What the pension fund pays, as lines."""

from typing import Any

from anxin.policy.lines import Line, Step
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, version_of
from anxin.policy.telling.localities import of_packs, used

READS = ("pension_fund_income_fen", "pension_fund_income_row", "year_of_event")


def tell_funeral(law: Tables, it: Any) -> Line:
    """Two months of the province's income. In a work-injury death it stands beside the fund's: choose one."""
    version = version_of(law, "pension_fund_funeral", it)
    parameters = used(law, province_income__monthly=it.pension_fund_income_row)
    income = Step(
        "province_income", version.number("income_months"), it.pension_fund_income_fen, it.year_of_event - 1
    )
    return line(
        "pension_fund_funeral", law, it, version,
        arithmetic=(income,),
        citations=of_packs(parameters),
        conflict="funeral_aid",
        conventions=("two_funds_to_be_checked",) if it.category == "work_injury" else (),
        parameters=parameters,
    )  # fmt: skip


def tell_survivors(law: Tables, it: Any) -> Line:
    """Months by the years of contributions."""
    version = version_of(law, "pension_fund_survivors", it)
    parameters = used(law, province_income__monthly=it.pension_fund_income_row)
    income = Step("province_income", it.pension_fund_months, it.pension_fund_income_fen, it.year_of_event - 1)
    return line(
        "pension_fund_survivors", law, it, version,
        arithmetic=(income,), citations=of_packs(parameters), parameters=parameters,
    )  # fmt: skip


FUNERAL = Rule("pension_fund_funeral", of_person=False, reads=READS, tell=tell_funeral)
SURVIVORS = Rule(
    "pension_fund_survivors", of_person=False, reads=(*READS, "pension_fund_months"), tell=tell_survivors
)
