"""A leave from the plan to the day after it: planned, asked for, decided, taken, taken back, called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.models import LEAVE_MOVES, Leave, LeaveStep, Officer, days_told, rest_at
from anxin.officers.reckoning import halves_of, standings

from .leave_years import keep_years, settled_already

State = Leave.State


@dataclass(frozen=True)
class Span:
    """From which day to which, both counted; from noon of the first, until noon of the last."""

    first: date
    last: date
    from_noon: bool = False
    until_noon: bool = False


@dataclass(frozen=True)
class PlanLine:
    """One line of a unit's plan: whose leave, and when."""

    officer: Officer
    span: Span


@transaction.atomic
def plan_leave(*, by: Post, unit: Unit, year: int, lines: Sequence[PlanLine]) -> int:
    """Plan the leave of a unit's officers for a year: one planned leave a line. Whoever it is for asks for it
    when the time comes, or for other days. Returns how many were planned; one entry tells."""
    for line in lines:
        if line.span.first.year != year:
            raise Refused("officers.other_year", _("Every day of this plan lies in its year."))
        try:
            _enter(by, line.officer, line.span, State.PLANNED)
        except Refused as no:  # whose line it is: the page says it there
            raise Refused(no.code, no.sentence, **no.params, line=line.officer.pk) from no
    if lines:
        record("officers.leave_planned", by=by, path=unit.path, unit=unit.pk, year=year, count=len(lines))
    return len(lines)


@transaction.atomic
def ask_leave(*, by: Post, officer: Officer, span: Span, words: str = "") -> Leave:
    """Ask for leave: the officer, or the clerk who enters what the officer wrote on paper."""
    leave = _enter(by, officer, span, State.ASKED, words)
    record("officers.leave_asked", by=by, on=leave, halves=leave.halves)
    return leave


@transaction.atomic
def ask_planned_leave(*, by: Post, leave: Leave) -> Leave:
    """Ask for a leave as it stands in the plan."""
    leave = move_leave(by, leave, State.ASKED)
    record("officers.leave_asked", by=by, on=leave, halves=leave.halves)
    return leave


@transaction.atomic
def approve_leave(*, by: Post, leave: Leave, words: str = "") -> Leave:
    """Grant a leave that was asked for. The days must be there, so the facts of the year must be known."""
    standing = standings([leave.officer], leave.year)[leave.officer_id]
    if standing.left is None:
        raise Refused(
            "officers.leave_facts_missing",
            _("The facts of this year are not complete. Note them first; then the days can be told."),
        )
    granted = standing.halves.get(State.APPROVED, 0)
    if granted + leave.halves > standing.left:
        raise _too_many(standing.left - granted)
    leave = move_leave(by, leave, State.APPROVED, words)
    record("officers.leave_approved", by=by, on=leave, halves=leave.halves)
    return leave


@transaction.atomic
def refuse_leave(*, by: Post, leave: Leave, reason: str) -> Leave:
    """Say that a leave is not possible on these days, and why; the officer reads it and asks for others."""
    leave = move_leave(by, leave, State.REFUSED, reason)
    record("officers.leave_refused", by=by, on=leave)
    return leave


@transaction.atomic
def withdraw_leave(*, by: Post, leave: Leave, words: str = "") -> Leave:
    """Take a leave back that has not begun."""
    if leave.state == State.APPROVED and leave.first <= today():
        raise Refused(
            "officers.leave_begun", _("This leave has begun. Note up to which day it was taken instead.")
        )
    leave = move_leave(by, leave, State.WITHDRAWN, words)
    record("officers.leave_withdrawn", by=by, on=leave)
    return leave


@transaction.atomic
def call_off_leave(*, by: Post, leave: Leave, reason: str) -> Leave:
    """Call an officer back, or keep him, before a granted leave begins: the days stay his."""
    if leave.first <= today():
        raise Refused(
            "officers.leave_begun", _("This leave has begun. Note up to which day it was taken instead.")
        )
    leave = move_leave(by, leave, State.CALLED_OFF, reason)
    record("officers.leave_called_off", by=by, on=leave)
    return leave


@transaction.atomic
def take_leave(*, by: Post, leave: Leave, last: date | None = None) -> Leave:
    """Note that a leave was taken, up to ``last`` if the officer came back earlier: the rest stays his."""
    until = last or leave.last
    if not leave.first <= until <= leave.last:
        raise Refused("officers.not_of_this_leave", _("That day does not lie in this leave."))
    if until > today():
        raise Refused("officers.day_ahead", _("The day lies in the future."))
    if until != leave.last:
        leave.last, leave.until_noon = until, False
        leave.halves = _counted(leave.officer, Span(leave.first, until, leave.from_noon))
    leave = move_leave(by, leave, State.TAKEN, changed=("last", "until_noon", "halves"))
    record("officers.leave_taken", by=by, on=leave, halves=leave.halves)
    return leave


def _enter(by: Post, officer: Officer, span: Span, state: State, words: str = "") -> Leave:
    halves = _counted(officer, span)
    if officer.left_on and span.last >= officer.left_on:
        raise Refused(
            "officers.left_before_leave",
            _("On these days the officer is not at work any more. Only earlier days can be entered."),
        )
    if state == State.PLANNED and span.last < today():
        raise Refused(
            "officers.plan_of_the_past",
            _("These days have passed. Plan days ahead; leave that was taken is entered as such."),
        )
    if Leave.objects.filter(officer=officer).within(span.first, span.last).exists():
        raise Refused(
            "officers.leave_overlaps", _("On some of these days there is a leave already. Choose other days.")
        )
    standing = standings([officer], span.first.year)[officer.pk]
    if standing.facts.settled_on:
        raise settled_already()
    # A plan binds nobody: whoever asks for other days may use those that are planned.
    planned = 0 if state == State.PLANNED else standing.halves.get(State.PLANNED, 0)
    if standing.open is not None and halves > standing.open + planned:
        raise _too_many(standing.open + planned)
    leave = Leave.objects.create(
        officer=officer, path=officer.path, first=span.first, last=span.last, from_noon=span.from_noon,
        until_noon=span.until_noon, halves=halves, state=state, asked_by=by, entered_at=now(),
    )  # fmt: skip
    _step(leave, by, words)
    keep_years([officer], leave.year)
    return leave


def _counted(officer: Officer, span: Span) -> int:
    """The halves of working days of a leave. Raises Refused for days that cannot be a leave."""
    if span.last < span.first or span.last.year != span.first.year:
        raise Refused(
            "officers.leave_days",
            _("A leave ends after it begins, in the same year. Across New Year, enter two."),
        )
    if (span.from_noon or span.until_noon) and not rest_at(officer.path).half_days:
        raise Refused("officers.whole_days", _("This unit takes leave in whole days."))
    halves = halves_of(span.first, span.last, from_noon=span.from_noon, until_noon=span.until_noon)
    if halves is None:
        raise Refused(
            "officers.no_calendar",
            _(
                "The holidays of that year are not known yet, so its working days cannot be counted."
                " The system administrator enters them under 'Working days' once the State Council has"
                " announced them."
            ),
        )
    if halves == 0:
        raise Refused("officers.no_working_day", _("There is no working day among these days."))
    return halves


def _too_many(halves: int) -> Refused:
    words = _(
        "Of the leave of this year %(days)s days are free. Choose no more, or take other leave back first."
    )
    return Refused("officers.too_many_days", words, days=days_told(max(halves, 0)))


def move_leave(by: Post, leave: Leave, to: State, words: str = "", *, changed: Sequence[str] = ()) -> Leave:
    """Take a leave one step on, as the table of its life allows, and note the step. Part of an act."""
    held = Leave.objects.select_for_update().get(pk=leave.pk)
    check(LEAVE_MOVES, held.state, to, by=by, reason=words)
    leave.state = to
    leave.save(update_fields=["state", *changed])
    _step(leave, by, words)
    keep_years([leave.officer], leave.year)
    return leave


def _step(leave: Leave, by: Post, words: str) -> None:
    LeaveStep.objects.create(
        leave=leave, officer_id=leave.officer_id, path=leave.path, at=now(), by=by, move=leave.state,
        words=words,
    )  # fmt: skip
