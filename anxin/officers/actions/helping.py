"""The list of real help (办实事) and the catalogue of the four kinds that it rests on."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.actions import withdraw_each
from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.models import HELP_MOVES, Help, HelpEntry, HelpRequest
from anxin.officers.models.help import TO_DO

from .asking import Decided, move_request, open_help


def check_scope(by: Post, unit: Unit) -> None:
    """Papers of a unit are written from above it or from itself, never from beside it."""
    lo, hi = by.bounds
    if not lo <= unit.path < hi:
        raise Refused(
            "officers.unit_out_of_scope", _("This unit lies outside the scope of the post you act in.")
        )


@transaction.atomic
def plan_help(*, by: Post, unit: Unit, decided: Decided) -> Help:
    """Decide on a help for the officers of a unit that nobody had to ask for."""
    check_scope(by, unit)
    given = open_help(by, decided, unit=unit, path=unit.path)
    record("officers.help_planned", by=by, on=given, kind=given.kind, due=given.due)
    return given


def _settle(given: Help, to: str, *, by: Post, words: str) -> Help:
    given = Help.objects.select_for_update(of=("self",)).select_related("request").get(pk=given.pk)
    check(HELP_MOVES, given.state, to, by=by, reason=words)
    given.state, given.outcome = to, words.strip()
    given.done_on = today() if to == Help.State.DONE else None
    given.save(update_fields=["state", "outcome", "done_on"])
    return given


@transaction.atomic
def finish_help(*, by: Post, given: Help, words: str) -> Help:
    """Note that a help was given and what came of it. Whoever asked for it is told next. Refused: by a post
    that neither decides on help nor is the one who sees to this one."""
    if given.doer_id != by.pk and not by.may("officers.help"):
        raise Refused("officers.not_your_help", _("Somebody else sees to this help."))
    given = _settle(given, Help.State.DONE, by=by, words=words)
    if given.request:
        move_request(given.request, HelpRequest.State.DONE, by=by, words=words)
    record("officers.help_done", by=by, on=given, late=today() > given.due)
    return given


@transaction.atomic
def drop_help(*, by: Post, given: Help, reason: str) -> Help:
    """Give a help up, and say why. A request it was for counts as declined and waits for its answer."""
    given = _settle(given, Help.State.DROPPED, by=by, words=reason)
    withdraw_each(by=by, records=[given.pk], path=given.path, part=TO_DO)
    if given.request:
        move_request(given.request, HelpRequest.State.DECLINED, by=by, words=reason)
    record("officers.help_dropped", by=by, on=given)
    return given


@dataclass(frozen=True)
class Offered:
    """What an entry of the catalogue says: of which kind, what, on what ground, from when on."""

    kind: str
    title: str
    text: str
    ground: str
    since: date


@transaction.atomic
def write_help_entry(*, by: Post, unit: Unit, offered: Offered) -> HelpEntry:
    """Write an entry of the catalogue for a unit and all below it."""
    check_scope(by, unit)
    if HelpEntry.objects.filter(unit=unit, title=offered.title, until=None).exists():
        raise Refused(
            "officers.entry_exists",
            _("An entry of this name is in force already. End it first, then write it anew."),
        )
    entry = HelpEntry.objects.create(unit=unit, **vars(offered), entered_by=by, entered_at=now())
    record("officers.help_entry_written", by=by, path=unit.path, entry=entry.pk, kind=entry.kind)
    return entry


@transaction.atomic
def end_help_entry(*, by: Post, entry: HelpEntry, reason: str) -> HelpEntry:
    """Let an entry end today. Help that rests on it stands."""
    entry = HelpEntry.objects.select_for_update(of=("self",)).select_related("unit").get(pk=entry.pk)
    check_scope(by, entry.unit)
    if not reason.strip():
        raise Refused("lifecycle.reason_missing", _("Say why: whoever reads this later must understand it."))
    if entry.until is not None:
        raise Refused(
            "officers.entry_ended", _("This entry of the catalogue is not in force. Choose another.")
        )
    entry.until, entry.ended_why = max(today(), entry.since), reason.strip()
    entry.save(update_fields=["until", "ended_why"])
    record("officers.help_entry_ended", by=by, path=entry.unit.path, entry=entry.pk)
    return entry
