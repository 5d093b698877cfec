"""Making a date that lies years ahead a task already today."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.calendar import DutyDay
from anxin.care.models import Duty, DutyStep
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .in_use import check_in_use


@transaction.atomic
def take_up_date(
    *, by: Post, household: Household, date_ahead: DutyDay, words: str, on: date | None = None
) -> Duty:
    """Plan something for a date ahead before it comes near: it is stored from today on, with what is planned,
    moves along when the register changes, and is settled on its own page like any other."""
    check_in_use(household)
    kind, person, n = date_ahead.key
    if not words.strip():
        raise Refused("care.plan_needs_words", _("Say in a sentence what is planned for this date."))
    if Duty.objects.filter(household=household).named(date_ahead.key).exists():
        raise Refused("care.date_taken_up", _("This date is a task already: open it among the dates."))
    duty = Duty.objects.create(
        household=household, path=household.path, kind=kind, person_id=person, n=n, day=date_ahead.day,
        until=date_ahead.until, expected=date_ahead.expected, state=Duty.State.PLANNED, planned_for=on,
    )  # fmt: skip
    DutyStep.objects.create(
        duty=duty, household=household, path=household.path, at=now(), by=by, move=duty.state, words=words
    )
    record("care.date_taken_up", by=by, on=duty, kind_of_date=kind, day=on)
    return duty
