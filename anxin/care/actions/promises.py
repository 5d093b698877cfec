"""Keeping a promise, putting it off with its reason, finding that it cannot be kept; and the word back to the
family, without which a promise is not over."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.events import FamilySideChanged
from anxin.care.models import PROMISE_MOVES, TOLD, Promise, PromiseStep, check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record


@dataclass(frozen=True)
class WordBack:
    """When and how the family was told how a promise ended."""

    on: date
    how: Promise.Told | str


def _move(promise: Promise, to: Promise.State, *, by: Post, words: str, due: date | None = None) -> Promise:
    promise = Promise.objects.select_for_update().get(pk=promise.pk)
    check(PROMISE_MOVES, promise.state, to, by=by, reason=words)
    promise.state = to
    promise.settled_on = None if promise.is_open else today()
    promise.due = due or promise.due
    promise.save(update_fields=["state", "settled_on", "due"])
    PromiseStep.objects.create(
        promise=promise, household_id=promise.household_id, path=promise.path,
        at=now(), by=by, move=to, words=words, due=due,
    )  # fmt: skip
    publish(FamilySideChanged([promise.household_id]))
    return promise


@transaction.atomic
def keep_promise(*, by: Post, promise: Promise, words: str = "", told: WordBack | None = None) -> Promise:
    """Record that a promise was kept, with a word about how; ``told`` if the family knows already."""
    promise = _move(promise, Promise.State.KEPT, by=by, words=words)
    if told:
        _tell(promise, told, by=by)
    record("care.promise_kept", by=by, on=promise, told=bool(told))
    return promise


@transaction.atomic
def put_off_promise(*, by: Post, promise: Promise, due: date, reason: str) -> Promise:
    """Put a promise off to a later day, with the reason that the family will be told."""
    if due < today() or due <= promise.due:
        raise Refused("care.not_later", _("The new day must lie after the old one and not in the past."))
    promise = _move(promise, Promise.State.CHANGED, by=by, words=reason, due=due)
    record("care.promise_put_off", by=by, on=promise, due=due)
    return promise


@transaction.atomic
def answer_promise(*, by: Post, promise: Promise, words: str, told: WordBack | None = None) -> Promise:
    """Settle a promise that cannot be kept, with the reason; ``told`` if the family knows already."""
    promise = _move(promise, Promise.State.ANSWERED, by=by, words=words)
    if told:
        _tell(promise, told, by=by)
    record("care.promise_answered", by=by, on=promise, told=bool(told))
    return promise


@transaction.atomic
def tell_family(*, by: Post, promise: Promise, told: WordBack, words: str = "") -> Promise:
    """Record the word back: when and how the family was told how a promise ended, and what they said."""
    promise = Promise.objects.select_for_update().get(pk=promise.pk)
    if promise.is_open:
        raise Refused("care.promise_open", _("This promise is still to be kept. Settle it first."))
    if promise.told_on is not None:
        raise Refused("care.told_already", _("The family was told already."))
    _tell(promise, told, by=by, words=words)
    record("care.promise_told", by=by, on=promise, day=told.on, how=str(told.how))
    return promise


def _tell(promise: Promise, told: WordBack, *, by: Post, words: str = "") -> None:
    if told.on > today():
        raise Refused("care.day_ahead", _("The day lies in the future."))
    if told.on < promise.visit.on:
        raise Refused("care.told_before_promised", _("The family cannot have been told before the visit."))
    promise.told_on, promise.told_how = told.on, str(told.how)
    promise.save(update_fields=["told_on", "told_how"])
    PromiseStep.objects.create(
        promise=promise, household_id=promise.household_id, path=promise.path, at=now(), by=by,
        move=TOLD, words=words, due=told.on,
    )  # fmt: skip
    publish(FamilySideChanged([promise.household_id]))
