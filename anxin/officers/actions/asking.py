"""Asking for help, deciding what is done about it, doing it, and telling whoever asked."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.actions import give, withdraw_each
from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.officers.models import REQUEST_MOVES, Help, HelpEntry, HelpRequest, HelpStep, Leaving, Officer
from anxin.officers.models.help import TO_DO

from .talks import raise_occasion

S = HelpRequest.State


def limit(name: str) -> int:
    """A limit of requests for help (limits.toml, [help])."""
    return int(settings.LIMITS["help"][name])


@dataclass(frozen=True)
class Asked:
    """What is asked for: for whom, in the asker's own words, how it came and when. ``happened``: an
    illness, an accident or a bereavement, if whoever asks says so (TalkOccasion.Kind)."""

    wanted_for: str
    words: str
    channel: str = HelpRequest.Channel.PAGE
    asked_on: date | None = None
    happened: str = ""


@dataclass(frozen=True)
class Decided:
    """What will be done: of which kind, by which entry of the catalogue or why case by case, by whom and
    when. ``words`` are read by whoever asked."""

    kind: str
    words: str
    doer: Post
    due: date
    entry: HelpEntry | None = None
    case_by_case: str = ""


@transaction.atomic
def ask_for_help(*, by: Post, officer: Officer, asked: Asked) -> HelpRequest:
    """Take in what an officer asks for: sent from his own page, or told to a clerk by him or his family. The
    day of the answer is set at once. If it says what happened, a talk is asked for besides."""
    on = asked.asked_on or today()
    _check_words(asked.words, on)
    request = HelpRequest.objects.create(
        officer=officer, path=officer.path, wanted_for=asked.wanted_for, words=asked.words.strip(),
        channel=asked.channel, asked_on=on, due=add_working_days(on, limit("answer_working_days")),
        entered_by=by, entered_at=now(),
    )  # fmt: skip
    _step(request, by)
    if asked.happened:
        raise_occasion(by, officer, asked.happened, on)
    record("officers.help_asked", by=by, on=request, channel=request.channel, due=request.due)
    return request


def _check_words(words: str, on: date) -> None:
    if not words.strip():
        raise Refused("officers.words_missing", _("Say what you need; a few words are enough."))
    if len(words) > limit("word_chars"):
        raise Refused(
            "officers.words_too_long",
            _("This is longer than %(n)d characters. Shorten it, or tell the rest by telephone."),
            n=limit("word_chars"),
        )
    if on > today():
        raise Refused("officers.day_ahead", _("The day lies in the future."))


def _step(request: HelpRequest, by: Post, words: str = "") -> None:
    HelpStep.objects.create(
        request=request, path=request.path, at=now(), by=by, move=request.state, words=words.strip()
    )


def move_request(request: HelpRequest, to: str, *, by: Post, words: str = "") -> HelpRequest:
    """Move a request by its table, under lock, with its step; the caller records the act."""
    request = HelpRequest.objects.select_for_update(of=("self",)).select_related("officer").get(pk=request.pk)
    check(REQUEST_MOVES, request.state, to, by=by, reason=words)
    request.state = to
    request.answered_on = today() if to == S.ANSWERED else None
    request.save(update_fields=["state", "answered_on"])
    _step(request, by, words)
    return request


def _check_lives(request: HelpRequest) -> None:
    """Nobody is told anything any more who has died; what becomes of the request is another decision."""
    if request.officer.left_why == Leaving.DIED:
        raise Refused(
            "officers.asker_died",
            _("This officer has died: decide on the page of the request what becomes of it."),
        )


def give_planned_up(by: Post, request: HelpRequest, reason: str) -> None:
    """Give up what was planned for a request that is declined or closed, with the same reason."""
    planned = Help.objects.filter(request=request, state=Help.State.PLANNED)
    planned.update(state=Help.State.DROPPED, outcome=reason.strip())
    end_doing(by, request)


def end_doing(by: Post, request: HelpRequest) -> None:
    """Nothing is left to do about a request: access given for its help ends."""
    helps = Help.objects.filter(request=request).values_list("pk", flat=True)
    withdraw_each(by=by, records=helps, path=request.path, part=TO_DO)


@transaction.atomic
def agree_to_help(*, by: Post, request: HelpRequest, decided: Decided) -> Help:
    """Decide that something is done about a request: it joins the list of help of the officer's unit."""
    request = move_request(request, S.AGREED, by=by, words=decided.words)
    _check_lives(request)
    about = {"unit_id": request.officer.unit_id, "path": request.path, "officer": request.officer}
    given = open_help(by, decided, request=request, **about)
    record("officers.help_agreed", by=by, on=request, kind=decided.kind, due=decided.due)
    return given


def open_help(by: Post, decided: Decided, **about: object) -> Help:
    """Put a help on the list; the caller has checked the right and records the act."""
    if decided.due < today():
        raise Refused("officers.day_past", _("This day has passed. Choose today or a later day."))
    if decided.entry is None and not decided.case_by_case.strip():
        raise Refused(
            "officers.no_ground",
            _("Choose the entry of the catalogue that this rests on, or say why it is decided case by case."),
        )
    if decided.entry is not None and not decided.entry.holds:
        raise Refused(
            "officers.entry_ended", _("This entry of the catalogue is not in force. Choose another.")
        )
    given = Help.objects.create(
        **about, kind=decided.entry.kind if decided.entry else decided.kind, entry=decided.entry,
        case_by_case="" if decided.entry else decided.case_by_case.strip(), words=decided.words.strip(),
        doer=decided.doer, due=decided.due, decided_by=by, decided_at=now(),
    )  # fmt: skip
    _let_see(by, given)
    return given


def _let_see(by: Post, given: Help) -> None:
    """Whoever sees to a help and does not answer for its place is given access to this one help."""
    lo, hi = given.doer.bounds
    if not lo <= given.path < hi:
        give(by=by, holder=given.doer_id, record_id=given.pk, path=given.path, part=TO_DO, purpose=TO_DO)


@transaction.atomic
def decline_help(*, by: Post, request: HelpRequest, reason: str) -> HelpRequest:
    """Decide that it cannot be done, and why, in words that whoever asked will read. A help that was planned
    for it is given up with the same reason."""
    request = move_request(request, S.DECLINED, by=by, words=reason)
    _check_lives(request)
    give_planned_up(by, request, reason)
    record("officers.help_declined", by=by, on=request)
    return request


@transaction.atomic
def withdraw_request(*, by: Post, request: HelpRequest) -> HelpRequest:
    """Take back one's own request before anything was decided."""
    officer = request.officer
    if officer.account_id is None or officer.account_id != by.account_id:
        raise Refused("officers.not_yours", _("Only whoever asked takes a request back."))
    request = move_request(request, S.WITHDRAWN, by=by)
    record("officers.help_withdrawn", by=by, on=request)
    return request


@transaction.atomic
def answer_request(*, by: Post, request: HelpRequest, words: str) -> HelpRequest:
    """Tell whoever asked what came of it: in person first; these words stay on his page."""
    request = move_request(request, S.ANSWERED, by=by, words=words)
    _check_lives(request)
    end_doing(by, request)
    record("officers.help_answered", by=by, on=request, late=today() > request.due)
    return request
