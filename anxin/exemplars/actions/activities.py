"""Recording study: an activity in a minute, how many people a unit has, what was entered wrongly."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.models import Activity, Establishment, Exemplar, Programme
from anxin.exemplars.reach import study_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

LARGEST = 100_000  # people: more is a slip of the pen


@dataclass(frozen=True)
class Held:
    """One activity: when, in which form, about what, how many people; in which programme, about which quality
    or whom, and a few words, if there are any."""

    on: date
    form: str
    subject: str
    people: int
    programme: Programme | None = None
    theme: str = ""
    exemplar: Exemplar | None = None
    words: str = ""


def check_study_place(by: Post, path: str) -> None:
    """Study is recorded by the unit itself or from above it, never from beside it."""
    if not study_of(by).holds(path):
        raise Refused("study.out_of_scope", _("This unit lies outside the scope of the post you act in."))


def _check(unit_id: uuid.UUID, held: Held, but: Activity | None = None) -> None:
    if held.on > today():
        raise Refused("study.day_ahead", _("The day lies in the future."))
    if not 0 < held.people <= LARGEST:
        raise Refused("study.nobody", _("Check the number of people: at least one, at most 100,000."))
    same = Activity.objects.held().filter(
        unit=unit_id, on=held.on, form=held.form, subject=held.subject.strip()
    )
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refused(
            "study.recorded_already",
            _("This unit has recorded the same activity for that day already. Open the list of activities."),
        )


def _values(held: Held) -> dict[str, object]:
    return {**vars(held), "subject": held.subject.strip(), "words": held.words.strip()}


@transaction.atomic
def record_activity(*, by: Post, unit: Unit, held: Held) -> Activity:
    """Record an activity of a unit. More people than the unit has is no fault: guests come to study too."""
    check_study_place(by, unit.path)
    Unit.objects.select_for_update().get(pk=unit.pk)  # sent twice from a telephone, it is recorded once
    _check(unit.pk, held)
    made = Activity.objects.create(
        unit=unit, path=unit.path, **_values(held), entered_by=by, entered_at=now()
    )
    record("study.recorded", by=by, on=made, form=made.form, people=made.people)
    return made


def _standing(by: Post, activity: Activity) -> Activity:
    check_study_place(by, activity.path)
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if activity.struck_on:
        raise Refused("study.struck_out", _("This was struck out already."))
    return activity


@transaction.atomic
def correct_activity(*, by: Post, activity: Activity, held: Held) -> Activity:
    """Write an activity anew; the journal keeps both head-counts."""
    activity = _standing(by, activity)
    _check(activity.unit_id, held, but=activity)
    before = activity.people
    for name, value in _values(held).items():
        setattr(activity, name, value)
    activity.save()
    record("study.corrected", by=by, on=activity, people=held.people, before=before)
    return activity


@transaction.atomic
def strike_activity(*, by: Post, activity: Activity, reason: str) -> Activity:
    """Strike an activity out that was not held, and say why: it counts no more and can still be read."""
    activity = _standing(by, activity)
    if not reason.strip():
        raise Refused("study.no_reason", _("Say why: whoever reads this later must understand it."))
    activity.struck_on, activity.struck_why = today(), reason.strip()
    activity.save(update_fields=["struck_on", "struck_why"])
    record("study.struck", by=by, on=activity)
    return activity


@transaction.atomic
def enter_establishment(*, by: Post, unit: Unit, people: int) -> Establishment:
    """Enter how many people a unit has, as of today."""
    check_study_place(by, unit.path)
    if not 0 < people <= LARGEST:
        raise Refused("study.nobody", _("Check the number of people: at least one, at most 100,000."))
    said = {"people": people, "as_of": today(), "entered_by": by, "entered_at": now(), "path": unit.path}
    found, _made = Establishment.objects.update_or_create(unit=unit, defaults=said)
    record("study.establishment_entered", by=by, on=found, people=people)
    return found
