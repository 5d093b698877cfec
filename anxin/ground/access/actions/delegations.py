"""Handing one's post to a colleague for a time (代理), and taking it back."""

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account, Delegation, Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record

from .accounts import check_administers
from .posts import check_one_kind


@transaction.atomic
def delegate(*, by: Post, to: Account, until: date, reason: str, since: date | None = None) -> Delegation:
    """Hand the post one acts in to a colleague from ``since`` (left out: today) until the end of ``until``.
    He acts in it with its rights, the journal keeps his account; it ends by itself."""
    first = since or today()
    _check_days(by, first, until, reason)
    _check_colleague(by, to)
    try:
        with transaction.atomic():
            made = Delegation.objects.create(post=by, to=to, since=first, until=until, reason=reason.strip())
    except IntegrityError as taken:
        raise Refused(
            "access.handed_on_already",
            _("This post is in a colleague's hands on some of these days. End that first."),
        ) from taken
    record("access.delegated", by=by, path=by.unit.path, delegation=made.pk, to=to.pk, until=until)
    return made


def _check_days(by: Post, first: date, last: date, reason: str) -> None:
    if by.stand_in is not None:
        raise Refused(
            "access.not_yours_to_hand_on",
            _("You act in this post for somebody else: what was handed to you is not handed on."),
        )
    days = settings.LIMITS["access"]["delegation_days"]
    if first < today() or not first <= last < first + timedelta(days):
        raise Refused(
            "access.too_long",
            _("A post is handed on from today or later, for %(n)d days at most."),
            n=days,
        )
    if by.until is not None and last >= by.until:
        raise Refused("access.post_ends_before", _("This post itself ends before that day."))
    if not reason.strip():
        raise Refused("access.reason_missing", _("Say why: whoever reads this later must understand it."))


def _check_colleague(by: Post, to: Account) -> None:
    """A colleague is somebody else, active, who holds a post today in the same office."""
    if by.account is None or by.account.is_same_human(to):
        raise Refused("access.not_oneself_again", _("Choose a colleague: this is yourself."))
    near = Post.objects.current().filter(account=to, unit=by.unit_id)
    if not to.is_active or not near.exists():
        raise Refused("access.no_colleague", _("Choose somebody who holds a post today in your own office."))
    check_one_kind(to, by.role)


@transaction.atomic
def end_delegation(*, by: Actor, delegation: Delegation) -> None:
    """Take a post back before its day: by whoever holds it, by the stand-in himself, or by the security
    administrator of the place."""
    held = (
        Delegation.objects.select_for_update(of=("self",)).select_related("post__unit").get(pk=delegation.pk)
    )
    mine = isinstance(by, Post) and by.acting_id in (held.post.account_id, held.to_id)
    if not mine:
        check_administers(by, "access.posts", held.post.unit)
    if held.ended_at is not None or held.until < today():
        raise Refused("access.delegation_ended", _("This has ended already."))
    Delegation.objects.filter(pk=held.pk).update(ended_at=now())
    record("access.delegation_ended", by=by, path=held.post.unit.path, delegation=held.pk)
