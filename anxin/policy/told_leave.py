"""An officer's annual leave as it is handed out, with words."""

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from anxin.policy.citations import CITATIONS
from anxin.policy.leave.door import LeaveAnswer
from anxin.policy.told import (
    ToldCitation,
    ToldDeadline,
    ToldParameter,
    ToldStep,
    Word,
    plain,
    told_citation,
    told_deadline,
    told_parameter,
    told_step,
    words,
    yuan,
)


@dataclass(frozen=True, slots=True)
class ToldLeave:
    """Annual leave of one officer in one year: a calculation, never a decision."""

    tier_days: Annotated[int, "days of the tier, whatever excludes it"]
    days: Annotated[int | None, "days of the year; null where a gap is open"]
    left_days: int | None
    next_year_none: Annotated[bool, "something excluded the leave after it was taken: none next year"]
    exclusions: tuple[Word, ...]
    gaps: tuple[Word, ...]
    counted_days: Annotated[int | None, "working days from the first to the last day of a leave"]
    untaken_days: int | None
    untaken_pay_fen: Annotated[int | None, "besides the normal pay"]
    untaken_pay: Annotated[str, "yuan with two decimals; empty without an amount"]
    pay_gaps: tuple[Word, ...]
    arithmetic: tuple[ToldStep, ...]
    deadline: ToldDeadline | None
    citations: tuple[ToldCitation, ...]
    parameters: tuple[ToldParameter, ...]


def leave_of(answer: LeaveAnswer) -> dict[str, Any]:
    """The answer as plain JSON."""
    pay = answer.untaken_pay_fen
    due = answer.deadline
    made = ToldLeave(
        tier_days=answer.tier_days,
        days=answer.days,
        left_days=answer.left_days,
        next_year_none=answer.next_year_none,
        exclusions=words("exclusions", answer.exclusions),
        gaps=words("leave_gaps", answer.gaps),
        counted_days=answer.counted_days,
        untaken_days=answer.untaken_days,
        untaken_pay_fen=pay,
        untaken_pay="" if pay is None else f"{yuan(pay):.2f}",
        pay_gaps=words("leave_gaps", answer.pay_gaps),
        arithmetic=tuple(told_step(step) for step in answer.arithmetic),
        deadline=told_deadline(due.code, due.on) if due else None,
        citations=tuple(told_citation(CITATIONS[code]) for code in answer.citations),
        parameters=tuple(told_parameter(one) for one in answer.parameters),
    )
    answered: dict[str, Any] = plain(asdict(made))
    return answered
