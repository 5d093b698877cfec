"""Seeing to a date ahead: planning, doing, setting aside with a reason; deciding, and the second look."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Duty, DutyStep, Measure, check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

SETTLED = (Duty.State.DONE, Duty.State.NOT_NEEDED, Duty.State.CONFIRMED)


def _move(duty: Duty, to: Duty.State, *, by: Post, words: str, **changes: object) -> Duty:
    """Move a date by the table of its kind, under lock, and keep the step with its words."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    check(duty.moves, duty.state, to, by=by, reason=words)
    duty.state = to
    duty.settled_on = today() if to in SETTLED else None
    for name, value in changes.items():
        setattr(duty, name, value)
    duty.save(update_fields=["state", "settled_on", *changes])
    DutyStep.objects.create(
        duty=duty, household_id=duty.household_id, path=duty.path, at=now(), by=by, move=to, words=words,
        decision=duty.decision if to == Duty.State.DECIDED else "",
    )  # fmt: skip
    return duty


@transaction.atomic
def plan_duty(
    *, by: Post, duty: Duty, words: str, on: date | None = None, measure: Measure | None = None
) -> Duty:
    """Say what is planned for a date ahead: a visit or another day, a measure, or a note in words. It comes
    back to the desk on its day unless it is settled before."""
    if measure is not None and measure.household_id != duty.household_id:
        raise Refused("care.not_of_this_family", _("This measure does not belong to this family."))
    duty = _move(duty, Duty.State.PLANNED, by=by, words=words, planned_for=on, measure=measure)
    record("care.duty_planned", by=by, on=duty, kind_of_date=duty.kind, day=on)
    return duty


@transaction.atomic
def finish_duty(*, by: Post, duty: Duty, words: str) -> Duty:
    """Record what was done about a date ahead. A date that decides is settled by a decision only."""
    duty = _move(duty, Duty.State.DONE, by=by, words=words)
    record("care.duty_done", by=by, on=duty, kind_of_date=duty.kind)
    return duty


@transaction.atomic
def set_duty_aside(*, by: Post, duty: Duty, reason: str) -> Duty:
    """Say why nothing is needed on a date ahead."""
    duty = _move(duty, Duty.State.NOT_NEEDED, by=by, words=reason)
    record("care.duty_not_needed", by=by, on=duty, kind_of_date=duty.kind)
    return duty


@transaction.atomic
def decide_duty(*, by: Post, duty: Duty, decision: Duty.Decision | str, reason: str) -> Duty:
    """Decide whether what runs until this date goes on, is changed or ends, and why.

    This changes nothing by itself: it is carried out on the pages of entitlements and measures, once a second
    person has looked at it."""
    duty = _move(
        duty,
        Duty.State.DECIDED,
        by=by,
        words=reason,
        decision=str(decision),
        decided_by=by,
        confirmed_by=None,
    )
    record("care.duty_decided", by=by, on=duty, kind_of_date=duty.kind, decision=str(decision))
    return duty


def _look(duty: Duty, by: Post) -> Duty:
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    same_human = duty.decided_by is not None and duty.decided_by.account_id == by.acting_id
    if duty.decided_by_id == by.pk or (same_human and by.acting_id is not None):
        raise Refused(
            "care.own_decision",
            _("Who decided does not confirm it: another clerk or the leader looks at it a second time."),
        )
    return duty


@transaction.atomic
def confirm_decision(*, by: Post, duty: Duty, words: str = "") -> Duty:
    """Agree, as a second person, to what was decided."""
    duty = _move(_look(duty, by), Duty.State.CONFIRMED, by=by, words=words, confirmed_by=by)
    record("care.duty_confirmed", by=by, on=duty, kind_of_date=duty.kind, decision=duty.decision)
    return duty


@transaction.atomic
def send_decision_back(*, by: Post, duty: Duty, reason: str) -> Duty:
    """Send a decision back: the date is open again."""
    duty = _move(_look(duty, by), Duty.State.OPEN, by=by, words=reason, decision="", decided_by=None)
    record("care.duty_sent_back", by=by, on=duty, kind_of_date=duty.kind)
    return duty
