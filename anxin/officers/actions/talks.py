"""Who talks with whom, occasions that ask for a talk, the talk itself, and what became of its promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.models import (
    TALK_PROMISE_MOVES,
    Officer,
    ReadBy,
    Talk,
    TalkOccasion,
    TalkPromise,
    TalkRule,
    TalkWords,
)


@dataclass(frozen=True)
class Times:
    """A rule's numbers: months between two talks (1 to 24), days after an occasion (1 to 60)."""

    months: int
    occasion_days: int


@transaction.atomic
def set_talk_rule(
    *, by: Post, unit: Unit, talker: Post, times: Times, deputy: Post | None = None
) -> TalkRule:
    """Say who talks with the officers of a unit and how often, and whose talks count in the talker's place;
    units below it with no rule of their own follow. From the day on which a unit first has a rule talks are
    owed, and changing it postpones none. Refused: the unit lies outside the scope, a talker's post holds no
    talks or has ended, the deputy is the talker."""
    _check_covers(by, unit)
    if deputy == talker:
        raise Refused("officers.own_deputy", _("The deputy is somebody else than the one who is to talk."))
    for post in filter(None, (talker, deputy)):
        _check_talks(post, unit)
    if not (1 <= times.months <= 24 and 1 <= times.occasion_days <= 60):
        raise Refused(
            "officers.talk_times", _("Talks are 1 to 24 months apart, 1 to 60 days after an occasion.")
        )
    values = {"talker": talker, "deputy": deputy, **vars(times)}
    rule, _made = TalkRule.objects.update_or_create(
        unit=unit, defaults=values, create_defaults=values | {"since": today()}
    )
    deputy_told = deputy.pk if deputy else None
    record(
        "officers.talk_rule_set", by=by, path=unit.path, unit=unit.pk, talker=talker.pk, deputy=deputy_told,
        **vars(times),
    )  # fmt: skip
    return rule


def _check_talks(post: Post, unit: Unit) -> None:
    held = post.until is None or post.until > today()
    if not post.holds("officers.talk") or not post.has_subtree or not held:
        raise Refused("officers.not_a_talker", _("Choose a clerk's or leader's post that is held today."))
    lo, hi = post.bounds
    if not lo <= unit.path < hi:
        raise Refused(
            "officers.talker_elsewhere", _("This unit lies outside the scope of the one who is to talk.")
        )


@transaction.atomic
def drop_talk_rule(*, by: Post, unit: Unit) -> None:
    """Take a unit's own rule away: the nearest one above it holds again."""
    _check_covers(by, unit)
    gone, _each = TalkRule.objects.filter(unit=unit).delete()
    if not gone:
        raise Refused("officers.no_talk_rule", _("This unit has no rule of its own."))
    record("officers.talk_rule_dropped", by=by, path=unit.path, unit=unit.pk)


def _check_covers(by: Post, unit: Unit) -> None:
    lo, hi = by.bounds
    if not lo <= unit.path < hi:  # the directory is not under row security, so the act itself must look
        raise Refused(
            "officers.unit_out_of_scope", _("This unit lies outside the scope of the post you act in.")
        )


@transaction.atomic
def note_occasion(*, by: Post, officer: Officer, kind: TalkOccasion.Kind | str, on: date) -> TalkOccasion:
    """Note that something happened after which somebody should talk with an officer soon: by the day that the
    rule of the unit says. Refused: no rule stands there, or the day lies ahead."""
    if on > today():
        raise Refused("officers.day_ahead", _("The day lies in the future."))
    rule = TalkRule.objects.for_officer(officer.path, officer.account_id)
    if rule is None:
        raise Refused(
            "officers.no_talk_rule_here",
            _("No rule says who talks with the officers of this unit. Set one under “Who talks with whom”."),
        )
    occasion = _open(by, officer, rule, str(kind), on)
    record("officers.occasion_noted", by=by, on=occasion, officer=officer.pk)
    return occasion


def raise_occasion(by: Post, officer: Officer, kind: TalkOccasion.Kind | str, on: date) -> bool:
    """Ask for a talk because another act says that something happened; that act records it. Not where no rule
    stands (the pages show that gap), nor where a talk is asked for on the same ground already, nor with
    somebody who is no longer there."""
    rule = TalkRule.objects.for_officer(officer.path, officer.account_id)
    asked = TalkOccasion.objects.filter(officer=officer).open()
    if rule is None or not officer.is_at_work or any(one.kind == str(kind) for one in asked):
        return False
    _open(by, officer, rule, str(kind), on)
    return True


def _open(by: Post, officer: Officer, rule: TalkRule, kind: str, on: date) -> TalkOccasion:
    due = max(on, today()) + timedelta(rule.occasion_days)
    return TalkOccasion.objects.create(officer=officer, path=officer.path, kind=kind, on=on, due=due, by=by)


@dataclass(frozen=True)
class Sentences:
    """Three sentences after a talk, each may be empty."""

    news: str = ""
    said: str = ""
    promised: str = ""


@dataclass(frozen=True)
class Promised:
    """What was promised, who does it, by when."""

    words: str
    doer: Post
    due: date


@transaction.atomic
def record_talk(
    *,
    by: Post,
    officer: Officer,
    on: date,
    sentences: Sentences,
    read_by: ReadBy | str = ReadBy.TALKER,
    promises: Sequence[Promised] = (),
) -> Talk:
    """Record a talk of a day past or present. Held by whoever owes it, or by the deputy, it begins the cycle
    anew and closes every occasion up to that day; held by anybody else it stands beside what is owed. Each
    promise is a task with a day. Refused: with oneself, a day ahead, a promise due before the talk."""
    _check(by, officer, on, promises)
    about = {"officer": officer, "path": officer.path}
    rule = TalkRule.objects.for_officer(officer.path, officer.account_id)
    closes = rule is not None and rule.counts(by)
    talk = Talk.objects.create(on=on, by=by, entered_at=now(), closes=closes, **about)
    TalkWords.objects.create(talk=talk, by=by, read_by=str(read_by), **vars(sentences), **about)
    for one in promises:
        TalkPromise.objects.create(talk=talk, by=by, read_by=str(read_by), **vars(one), **about)
    closed = _close_occasions(officer, on) if closes else 0
    told = len(promises)
    record("officers.talked", by=by, on=talk, day=on, promises=told, occasions=closed, closes=closes)
    return talk


def _close_occasions(officer: Officer, on: date) -> int:
    return TalkOccasion.objects.filter(officer=officer, on__lte=on).open().update(talked_on=on)


def _check(by: Post, officer: Officer, on: date, promises: Sequence[Promised]) -> None:
    if officer.account_id is not None and officer.account_id == by.acting_id:
        raise Refused("officers.talk_with_oneself", _("Nobody holds a talk with themselves."))
    if on > today():
        raise Refused("officers.day_ahead", _("The day lies in the future."))
    if any(one.due < on for one in promises):
        raise Refused("officers.promise_before_talk", _("What was promised is due before the talk itself."))


@transaction.atomic
def settle_talk_promise(
    *, by: Post, promise: TalkPromise, to: TalkPromise.State | str, answer: str = ""
) -> TalkPromise:
    """A promise is kept, or cannot be kept, which needs the reason that the officer is told."""
    promise = TalkPromise.objects.select_for_update().get(pk=promise.pk)
    check(TALK_PROMISE_MOVES, promise.state, str(to), by=by, reason=answer)
    promise.state, promise.answer, promise.settled_on = str(to), answer, today()
    promise.save(update_fields=["state", "answer", "settled_on"])
    record("officers.talk_promise_settled", by=by, on=promise, outcome=str(to))
    return promise
