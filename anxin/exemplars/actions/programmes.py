"""Acts on standing programmes and the intervals that units set themselves."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.content import two_studies
from anxin.exemplars.models import Programme, Schedule
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit

from .drafts import check_place


@transaction.atomic
def publish_two_studies(*, by: Actor) -> Programme:
    """Publish the programme that the notice names for the whole house; where it stands, give it back."""
    standing = Programme.objects.filter(code=two_studies.CODE).first()
    if standing:
        return standing
    title, words, source = two_studies.TITLE, two_studies.WORDS, two_studies.SOURCE
    programme = Programme.objects.create(
        code=two_studies.CODE, title=title.zh, title_en=title.en, words=words.zh, words_en=words.en,
        source=source.zh, source_en=source.en, since=two_studies.SINCE,
    )  # fmt: skip
    record("study.programme_opened", by=by, on=programme, path="")
    return programme


@dataclass(frozen=True)
class Opened:
    """What a programme is: its name, what for, the document it rests on, from when."""

    title: str
    words: str
    source: str
    since: date


@transaction.atomic
def open_programme(*, by: Post, unit: Unit, opened: Opened) -> Programme:
    """Open a standing programme for a unit and all below it."""
    check_place(by, unit.path)
    programme = Programme.objects.create(unit=unit, path=unit.path, **vars(opened))
    record("study.programme_opened", by=by, on=programme)
    return programme


@transaction.atomic
def close_programme(*, by: Post, programme: Programme, on: date) -> Programme:
    """Let a programme of one's own units end. What was done in it stays."""
    if programme.unit_id is None:
        raise Refused("study.of_the_house", _("This programme is the whole house's; it does not end here."))
    check_place(by, programme.path)
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if programme.until:
        raise Refused("study.programme_closed", _("This programme has its end already."))
    if on < programme.since:
        raise Refused("exemplars.ends_before", _("This ends before it begins. Check both dates."))
    programme.until = on
    programme.save(update_fields=["until"])
    record("study.programme_closed", by=by, on=programme, day=on)
    return programme


@dataclass(frozen=True)
class Interval:
    """One form at one interval, with a word about what."""

    form: str
    every: int
    words: str = ""


@transaction.atomic
def set_interval(*, by: Post, programme: Programme, unit: Unit, interval: Interval) -> Schedule:
    """Set how often a unit and all below it study in one form; what held before ends today."""
    check_place(by, unit.path)
    if not unit.path.startswith(programme.path):
        raise Refused("study.not_here", _("This programme does not run in that unit."))
    held = Schedule.objects.filter(programme=programme, unit=unit, form=interval.form, until=None)
    held.filter(since=today()).delete()  # set and mended on one day: nothing rested on it yet
    held.update(until=today())
    made = Schedule.objects.create(
        programme=programme, unit=unit, path=unit.path, **vars(interval), since=today(),
        entered_by=by, entered_at=now(),
    )  # fmt: skip
    record("study.interval_set", by=by, on=made, form=made.form, every=made.every)
    return made


@transaction.atomic
def drop_interval(*, by: Post, schedule: Schedule) -> Schedule:
    """Let an interval end today."""
    check_place(by, schedule.path)
    schedule = Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)
    if schedule.until:
        raise Refused("study.interval_ended", _("This interval has ended already."))
    schedule.until = today()
    schedule.save(update_fields=["until"])
    record("study.interval_dropped", by=by, on=schedule, form=schedule.form)
    return schedule
