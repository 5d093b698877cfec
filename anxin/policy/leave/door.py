"""What annual leave an officer has in a year, and what untaken days are worth: all officers in one run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

import numpy as np
from openfisca_core.simulations import SimulationBuilder

from anxin.policy.columns import days
from anxin.policy.leave.calendar import WorkCalendar, official_calendar, work_calendar
from anxin.policy.leave.codes import UNTAKEN_REASONS, Exclusion, LeaveGap
from anxin.policy.leave.table import TIERS, leave_table
from anxin.policy.lines import Deadline, Step
from anxin.policy.rules import ParameterUsed
from anxin.policy.run import PERIOD
from anxin.policy.system import system

HIGHEST: Final = 10**12  # beyond any possible number; what lies outside the possible stays outside


@dataclass(frozen=True, slots=True)
class LeaveCase:
    """One officer and one calendar year, as it stands on `on`. None means that it is not known.

    started: first day of the cumulative years of work. continuous: has worked a year without a break.
    vacation_days: winter and summer vacation. personal_days: personal leave without loss of pay. sick_months:
    full months of sick leave, added up. taken_days: leave taken, before anything excluded it.
    excluded_by_last_year: last year's answer said `next_year_none`. carried_over_days come from last year,
    carried_on_days go into the next. untaken_reason: work, own. annual_pay_fen: the pay that counts.
    first, last: a leave whose days are to be counted.
    """

    on: date
    started: date | None = None
    continuous: bool | None = None
    vacation_days: int | None = None
    personal_days: int | None = None
    sick_months: int | None = None
    taken_days: int | None = None
    excluded_by_last_year: bool = False
    carried_over_days: int = 0
    carried_on_days: int = 0
    untaken_reason: str | None = None
    annual_pay_fen: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class LeaveAnswer:
    """The leave of a year, a calculation and never a decision. None where a gap keeps it from being told."""

    tier_days: int  # of the tier, whatever excludes it; 0: not a year of work yet
    days: int | None
    left_days: int | None
    next_year_none: bool
    exclusions: tuple[str, ...]
    gaps: tuple[str, ...]
    untaken_days: int | None  # those that are paid
    untaken_pay_fen: int | None  # besides the normal pay
    pay_gaps: tuple[str, ...]
    arithmetic: tuple[Step, ...]  # leads to untaken_pay_fen
    deadline: Deadline | None  # until when it is paid
    counted_days: int | None  # working days from `first` to `last`
    citations: tuple[str, ...]
    parameters: tuple[ParameterUsed, ...]


NAMES: Final = {
    "started": "service_start",
    "on": "leave_on",
    "continuous": "continuous_year",
    "first": "leave_first",
    "last": "leave_last",
}
TOLD: Final = (
    "leave_tier", "leave_tier_days", "leave_exclusions", "leave_gaps", "leave_next_year_none", "leave_days",
    "leave_left_days", "untaken_paid_days", "untaken_pay_gaps", "untaken_pay_fen", "leave_count_gaps",
    "leave_counted_days",
)  # fmt: skip
GROUNDS: Final = ("council_2007_514_2", "council_2007_514_3", "personnel_leave_2")
EXCLUDED: Final = ("council_2007_514_4", "personnel_leave_4")
CARRIED: Final = ("council_2007_514_5",)
PAID: Final = ("personnel_leave_7", "personnel_leave_8")
DECLINED: Final = ("personnel_leave_9",)


def leave(
    cases: Sequence[LeaveCase], calendar: Mapping[int, Mapping[date, bool]] | None = None
) -> list[LeaveAnswer]:
    """The answer to each case. `calendar`: years of one's own (see leave.calendar.work_calendar).

    Raises ValueError for a reason that does not exist or a leave that ends before it starts, TypeError for a
    number that is not whole.
    """
    if not cases:
        return []
    for case in cases:
        if case.first and case.last and case.last < case.first:
            raise ValueError("last: before first")
    results = _results(cases, work_calendar(calendar) if calendar else official_calendar())
    return [
        _answer(case, dict(zip(TOLD, values, strict=True)))
        for case, values in zip(cases, zip(*results, strict=True), strict=True)
    ]


def _results(cases: Sequence[LeaveCase], calendar: WorkCalendar) -> list[list[Any]]:
    simulation = SimulationBuilder.build_default_simulation(system(), len(cases))
    simulation.work_calendar = calendar
    for name, values in _inputs(cases).items():
        simulation.set_input(name, PERIOD, values)
    return [simulation.calculate(name, PERIOD).tolist() for name in TOLD]


def _inputs(cases: Sequence[LeaveCase]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in fields(LeaveCase):
        name = NAMES.get(field.name, field.name)
        values = [getattr(case, field.name) for case in cases]
        made[name] = _column(field.name, values)
        if name not in ("untaken_reason", "excluded_by_last_year"):
            made[name.removesuffix("_fen") + "_known"] = np.array([value is not None for value in values])
    return made


def _column(name: str, values: list[Any]) -> Any:
    if name in ("on", "started", "first", "last"):
        found = days(values)
        return np.where(np.isnat(found), np.datetime64("1970-01-01"), found)
    if name in ("continuous", "excluded_by_last_year"):
        return np.array([bool(value) for value in values])
    if name == "untaken_reason":
        return np.array([_reason(value) for value in values], dtype=np.int16)
    return np.array([_whole(name, value) for value in values], dtype=np.int64)


def _reason(value: str | None) -> int:
    if value is not None and value not in UNTAKEN_REASONS[1:]:
        raise ValueError("untaken_reason: no such code")
    return 0 if value is None else UNTAKEN_REASONS.index(value)


def _whole(name: str, value: int | None) -> int:
    if value is not None and type(value) is not int:
        raise TypeError(f"{name}: not a whole number")
    return max(0, min(value or 0, HIGHEST))


def _answer(case: LeaveCase, it: dict[str, Any]) -> LeaveAnswer:
    gaps, pay_gaps = it["leave_gaps"], it["untaken_pay_gaps"]
    left_known = not gaps and case.taken_days is not None
    counts = case.first is not None and case.last is not None
    return LeaveAnswer(
        tier_days=it["leave_tier_days"],
        days=None if gaps else it["leave_days"],
        left_days=it["leave_left_days"] if left_known else None,
        next_year_none=it["leave_next_year_none"],
        exclusions=_names(Exclusion, it["leave_exclusions"]),
        gaps=_names(LeaveGap, gaps | it["leave_count_gaps"]),
        untaken_days=None if pay_gaps else it["untaken_paid_days"],
        untaken_pay_fen=None if pay_gaps else it["untaken_pay_fen"],
        pay_gaps=_names(LeaveGap, pay_gaps),
        arithmetic=() if pay_gaps else _steps(case, it),
        deadline=None if pay_gaps or not it["untaken_pay_fen"] else _due(case),
        counted_days=it["leave_counted_days"] if counts and not it["leave_count_gaps"] else None,
        citations=_citations(case, it),
        parameters=_parameters(it["leave_tier"], bool(it["untaken_pay_fen"])),
    )


def _names(codes: Any, value: int) -> tuple[str, ...]:
    return tuple(str(code.name).lower() for code in codes if code & value)


def _steps(case: LeaveCase, it: dict[str, Any]) -> tuple[Step, ...]:
    """Days x 200 % of the annual pay over 261."""
    table = leave_table(system())
    times = it["untaken_paid_days"] * table.extra_percent
    step = Step("untaken_days", times, case.annual_pay_fen or 0, case.on.year, 100 * table.paid_days)
    return (step,) if it["untaken_pay_fen"] else ()


def _due(case: LeaveCase) -> Deadline:
    """The first quarter of the next year."""
    return Deadline("untaken_leave_pay", date(case.on.year + 1, 3, 31))


def _citations(case: LeaveCase, it: dict[str, Any]) -> tuple[str, ...]:
    own = case.untaken_reason == "own"
    parts = (
        (GROUNDS, True),
        (EXCLUDED, bool(it["leave_exclusions"])),
        (CARRIED, bool(case.carried_over_days or case.carried_on_days)),
        (PAID, bool(it["untaken_pay_fen"])),
        (DECLINED, own),
    )
    return tuple(code for codes, applies in parts if applies for code in codes)


def _parameters(tier: int, paid: bool) -> tuple[ParameterUsed, ...]:
    used = leave_table(system()).used
    names = [f"{TIERS[tier - 1]}.{name}" for name in ("from_years", "days", "sick_months")] if tier else []
    names += ["personal_days"] + (["extra_percent", "paid_days"] if paid else [])
    return tuple(used[name] for name in names)
