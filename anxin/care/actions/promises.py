"""Keeping a promise, putting it off with its reason, or telling the family that it cannot be done."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import PROMISE_MOVES, Promise, PromiseStep, check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record


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
    return promise


@transaction.atomic
def keep_promise(*, by: Post, promise: Promise, words: str = "") -> Promise:
    """Record that a promise was kept, with a word about how."""
    promise = _move(promise, Promise.State.KEPT, by=by, words=words)
    record("care.promise_kept", by=by, on=promise)
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
def answer_promise(*, by: Post, promise: Promise, words: str) -> Promise:
    """Settle a promise that cannot be kept: what the family was told."""
    promise = _move(promise, Promise.State.ANSWERED, by=by, words=words)
    record("care.promise_answered", by=by, on=promise)
    return promise
