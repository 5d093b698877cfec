"""How often families are visited, unit by unit; and what to mind on a visit to one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import FESTIVALS, VisitCycle, VisitNote
from anxin.families.models import Household, Source
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

from .in_use import check_in_use


@dataclass(frozen=True)
class Intervals:
    """The intervals of a cycle in months (1 to 24), None where none is set: for everybody's visit, for the
    contact leader's, in the first year after the death, and where only elders or only children live."""

    months: int | None = None
    leader_months: int | None = None
    first_year_months: int | None = None
    alone_months: int | None = None


@transaction.atomic
def set_visit_cycle(*, by: Post, unit: Unit, every: Intervals, festivals: Sequence[str] = ()) -> VisitCycle:
    """Set how often the families of a unit are visited, and at which festivals; units below that set none of
    their own follow. An interval for special cases only shortens the ordinary one."""
    if not _covers(by, unit):  # the directory is not under row security, so the act itself must look
        raise Refused("care.unit_out_of_scope", _("This unit lies outside the scope of the post you act in."))
    _check(every, festivals)
    values = vars(every) | {"festivals": list(festivals), "since": today()}
    cycle, _made = VisitCycle.objects.update_or_create(unit=unit, defaults=values)
    record("care.visit_cycle_set", by=by, path=unit.path, unit=unit.pk, **vars(every), festivals=festivals)
    return cycle


def _covers(post: Post, unit: Unit) -> bool:
    lo, hi = post.bounds
    return lo <= unit.path < hi


def _check(every: Intervals, festivals: Sequence[str]) -> None:
    chosen = [one for one in vars(every).values() if one is not None]
    if any(not 1 <= one <= 24 for one in chosen):
        raise Refused("care.months_out_of_range", _("An interval is 1 to 24 months."))
    special = [one for one in (every.first_year_months, every.alone_months) if one is not None]
    if every.months is not None and any(one > every.months for one in special):
        raise Refused(
            "care.special_cycle_longer", _("The interval for a special case must not be the longer one.")
        )
    if set(festivals) - {one.value for one in FESTIVALS}:
        raise Refused("care.not_a_festival", _("On this day there is no such festival."))


@transaction.atomic
def drop_visit_cycle(*, by: Post, unit: Unit) -> None:
    """Take a unit's own cycle away: it follows the nearest unit above it again."""
    if not _covers(by, unit):
        raise Refused("care.unit_out_of_scope", _("This unit lies outside the scope of the post you act in."))
    gone, _each = VisitCycle.objects.filter(unit=unit).delete()
    if not gone:
        raise Refused("care.no_cycle_here", _("This unit has no cycle of its own."))
    record("care.visit_cycle_dropped", by=by, path=unit.path, unit=unit.pk)


@transaction.atomic
def note_for_visits(
    *, by: Post, household: Household, kind: VisitNote.Kind | str, words: str, source: Source | str
) -> VisitNote:
    """Note what to do or not to do on visits to this family, and who says so."""
    check_in_use(household)
    if not words.strip():
        raise Refused("care.note_empty", _("Say what to mind on a visit."))
    note = VisitNote.objects.create(
        household=household, path=household.path, kind=str(kind), words=words, source=str(source), by=by
    )
    record("care.visit_noted", by=by, on=note, kind=str(kind), source=str(source))
    return note


@transaction.atomic
def end_note(*, by: Post, note: VisitNote) -> VisitNote:
    """Take back what was to be minded: it no longer stands in the brief."""
    note = VisitNote.objects.select_for_update().get(pk=note.pk)
    if note.until is not None:
        raise Refused("care.note_ended", _("This has been taken back already."))
    note.until = today()
    note.save(update_fields=["until"])
    record("care.visit_note_ended", by=by, on=note)
    return note
