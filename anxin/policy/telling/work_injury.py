"""The two sums that work-injury insurance pays once, as lines; and what all its lines share."""

from typing import Any

from anxin.policy.deadlines import deadline
from anxin.policy.lines import Deadline, Line, Step
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import income_steps, income_used, line, local_used, marks, version_of

UNINSURED_GROUND = "council_586_62"
CHOOSE_ONE_GROUND = "npc_insurance_49"
SHARED = ("paid_by_fund", "insurance_open", "assumed_work_injury_channel", "event_on", "event_known")
LOCAL_WAGE = "local_wage.monthly"


def payer(it: Any) -> dict[str, str]:
    """An uninsured unit pays the same items itself (F2-6); where it is not known, one of the two does."""
    if it.insurance_open:
        return {"payer": "work_injury_fund_or_unit"}
    return {} if it.paid_by_fund else {"payer": "unit_of_deceased"}


def grounds(it: Any) -> tuple[str, ...]:
    """The article that makes an uninsured unit pay."""
    return () if it.paid_by_fund and not it.insurance_open else (UNINSURED_GROUND,)


def assumed(it: Any) -> tuple[str, ...]:
    """What a scenario takes for granted."""
    return marks(assumed_work_injury_channel=it.assumed_work_injury_channel, fund_or_unit=it.insurance_open)


def applications(it: Any) -> tuple[Deadline, ...]:
    """While the determination is pending: by when unit and family apply (F2-4). Counted from the event, as
    the day of the accident is not on record; it is never later."""
    if not (it.pending and it.event_known):
        return ()
    return (deadline("unit_applies", it.event_on), deadline("family_applies", it.event_on))


def tell_funeral(law: Tables, it: Any) -> Line:
    """Months of the average wage. Of funeral aid from several funds one is chosen (社会保险法 art 49)."""
    version = version_of(law, "work_injury_funeral", it)
    return line(
        "work_injury_funeral", law, it, version,
        arithmetic=(Step("local_wage", version.number("wage_months"), it.local_wage_fen, it.wage_year),),
        citations=(*grounds(it), CHOOSE_ONE_GROUND),
        parameters=local_used(law, LOCAL_WAGE, it.local_wage_row),
        assumptions=assumed(it), deadlines=applications(it), conflict="funeral_aid", **payer(it),
    )  # fmt: skip


def tell_death(law: Tables, it: Any) -> Line:
    """Times the income. An advance paid while the officer was missing is settled against it (F2-5)."""
    version = version_of(law, "work_injury_death", it)
    times = version.number("income_multiple")
    return line(
        "work_injury_death", law, it, version,
        arithmetic=income_steps(times, it.urban_income_fen, it.income_year),
        citations=(*grounds(it), *(("council_586_41",) if it.missing_since_known else ())),
        parameters=income_used(law, it.income_year, it.provisional) if times else (),
        assumptions=assumed(it) + marks(advance_to_be_settled=it.missing_since_known),
        deadlines=applications(it),
        conflict="pension_or_work_injury" if it.pension_or_work_injury else "", **payer(it),
    )  # fmt: skip


RULES = (
    Rule(
        "work_injury_funeral",
        of_person=False,
        reads=(*SHARED, "local_wage_fen", "local_wage_row"),
        tell=tell_funeral,
    ),
    Rule(
        "work_injury_death",
        of_person=False,
        reads=(*SHARED, "urban_income_fen", "missing_since_known", "pension_or_work_injury"),
        tell=tell_death,
    ),
)
