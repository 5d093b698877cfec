"""Check-ups: a batch with a hospital, whom it invites, and who went. Never what was found."""

from collections import Counter
from collections.abc import Iterable, Sequence
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
from anxin.officers.models import CHECK_UP_MOVES, CheckUp, CheckUpBatch, Officer

State, Why = CheckUp.State, CheckUp.Why
PUTS_OFF = (Why.DUTY, Why.AWAY, Why.OWN)
NEEDS_NONE = (Why.ELSEWHERE, Why.OWN)


@dataclass(frozen=True)
class Mark:
    """What came of one invitation: went on a day, puts it off until a day and why, or needs none and why."""

    check_up: CheckUp
    state: CheckUp.State
    on: date | None = None
    until: date | None = None
    why: str = ""


@transaction.atomic
def arrange_check_up(
    *, by: Post, unit: Unit, hospital: str, first: date, last: date, officers: Iterable[Officer]
) -> CheckUpBatch:
    """Arrange a batch of check-ups with a hospital and invite officers to it."""
    people = list(officers)
    if last < first:
        raise Refused("officers.batch_days", _("The last day lies before the first."))
    if not people:
        raise Refused("officers.nobody_invited", _("Choose whom to invite: at least one officer."))
    batch = CheckUpBatch.objects.create(
        unit=unit, path=unit.path, hospital=hospital, first=first, last=last, by=by, entered_at=now()
    )
    CheckUp.objects.bulk_create(CheckUp(batch=batch, officer=one, path=one.path) for one in people)
    record("officers.check_up_arranged", by=by, on=batch, first=first, last=last, count=len(people))
    return batch


@transaction.atomic
def withdraw_check_up(*, by: Post, batch: CheckUpBatch) -> None:
    """Take back a batch that was arranged by mistake, with its invitations. Refused once it is noted of
    anybody what came of it: that somebody went is not to be lost."""
    held = CheckUpBatch.objects.select_for_update().get(pk=batch.pk)
    if held.check_ups.exclude(state=State.INVITED).exists():
        raise Refused(
            "officers.batch_noted", _("It is noted already what came of it for somebody; the batch stays.")
        )
    record("officers.check_up_withdrawn", by=by, on=held, count=held.check_ups.count())
    held.delete()


@transaction.atomic
def note_check_ups(*, by: Post, batch: CheckUpBatch, marks: Sequence[Mark]) -> int:
    """Note what came of invitations of one batch. Returns how many; one entry tells the numbers."""
    for mark in marks:
        try:
            _note(by, batch, mark)
        except Refused as no:  # whose line it is: the page says it there
            raise Refused(no.code, no.sentence, **no.params, line=mark.check_up.pk) from no
    if marks:
        n = Counter(mark.state for mark in marks)
        record(
            "officers.check_ups_noted", by=by, on=batch, attended=n[State.ATTENDED],
            deferred=n[State.DEFERRED], excused=n[State.EXCUSED],
        )  # fmt: skip
    return len(marks)


def _note(by: Post, batch: CheckUpBatch, mark: Mark) -> None:
    held = CheckUp.objects.select_for_update().get(pk=mark.check_up.pk, batch=batch)
    check(CHECK_UP_MOVES, held.state, mark.state, by=by)
    _check_mark(batch, mark)
    held.state, held.on, held.until, held.why = mark.state, mark.on, mark.until, mark.why
    held.save(update_fields=["state", "on", "until", "why"])


def _check_mark(batch: CheckUpBatch, mark: Mark) -> None:
    if mark.state == State.ATTENDED and (mark.on is None or not batch.first <= mark.on <= today()):
        raise Refused(
            "officers.check_up_day",
            _("Give the day of the check-up: not before the batch begins and not in the future."),
        )
    if mark.state == State.DEFERRED and (mark.until is None or mark.until <= today()):
        raise Refused("officers.check_up_until", _("Give a day ahead until which it is put off."))
    if mark.state == State.DEFERRED and mark.why not in PUTS_OFF:
        raise Refused("officers.check_up_why", _("Say why it is put off."))
    if mark.state == State.EXCUSED and mark.why not in NEEDS_NONE:
        raise Refused("officers.check_up_excused", _("Say why none is needed."))
