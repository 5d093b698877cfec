"""Reading for an export with the rights that its requester has now, not with the worker's."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.access.models import Account, Grant, Post
from anxin.ground.access.models.delegations import posts_in_hand
from anxin.ground.access.models.grants import EMERGENCY
from anxin.ground.access.reach import Reach, ranges
from anxin.ground.access.rights import FIGURES
from anxin.ground.database.scope import holder, narrow, scope
from anxin.ground.jobs.refusals import Refused
from anxin.oversight.models import Export

from .kinds import Kind, Line, Wish

MAKE = "exports.make"


def limit(name: str) -> int:
    """One of the limits of exports (config/limits.toml)."""
    value: int = settings.LIMITS["export"][name]
    return value


def wish_of(export: Export) -> Wish:
    """What an export asks for."""
    return Wish(export.filters, export.numbers, export.children)


def post_of(export: Export) -> Post:
    """The post of an export in the hands of whoever asked for it, his own or handed to him for a time; as
    it stands now. Raises Refused once it is in his hands no more."""
    post = next((one for one in _in_hand(export.account) if one.pk == export.post_id), None)
    if post is None:
        raise _no_right()
    return post


def check_rights(post: Post, kind: Kind) -> None:
    """Refuse whoever may not export this list now: post ended, account closed, right gone, figures only, or
    while emergency access is open (nothing is taken out of the house meanwhile)."""
    held = any(one.pk == post.pk for one in _in_hand(post.acting_id))
    if not held or not post.may(MAKE) or not post.may(kind.permission):
        raise _no_right()
    if post.depth == FIGURES:
        raise Refused("exports.figures_only", _("This post sees figures, not persons: nothing to export."))
    if Grant.objects.held_by(post).current().filter(part=EMERGENCY).exists():
        raise Refused(
            "exports.emergency",
            _(
                "Nothing can be exported while emergency access is open to you:"
                " end it under 'Emergency access'."
            ),
        )


def _in_hand(account: uuid.UUID | None) -> list[Post]:
    """The posts in which an account may act now; none once it is closed."""
    found = Account.objects.filter(pk=account, is_active=True).first() if account else None
    return posts_in_hand(found) if found else []


def _no_right() -> Refused:
    return Refused("exports.no_right", _("You may not export this list any more. Nothing was made."))


@contextmanager
def as_requester(post: Post) -> Iterator[None]:
    """The database shows what this post may see, as in its own request; afterwards what it showed before."""
    with scope(*post.bounds):
        before = _held_by()
        holder(str(post.id), str(post.unit_id))
        yield
        if not connection.needs_rollback:
            holder(*before)


def _held_by() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.post', true), ''),"
            " coalesce(current_setting('app.unit', true), '')"
        )
        found = cursor.fetchone()
    return (found[0], found[1]) if found else ("", "")


def reaches(post: Post, part: str) -> Iterator[Reach]:
    """Every range the post may see, one after the other, each with the database's bounds set to it; inside
    ``as_requester``, which sets them back. No frame of its own: a loop may be left in the middle of it."""
    for reach in list(ranges(post, part)):
        narrow(reach.lo, reach.hi)
        yield reach
    narrow(*post.bounds)


def counted(post: Post, kind: Kind, wish: Wish) -> int:
    """How many rows the post may export now."""
    return sum(kind.count(reach, wish) for reach in reaches(post, kind.part))


def lines(post: Post, kind: Kind, wish: Wish) -> Iterator[Line]:
    """The rows themselves. What is sealed stays where it is."""
    for reach in reaches(post, kind.part):
        sealed = set(
            Household.objects.visible_to(reach).filter(status=Status.SEALED).values_list("pk", flat=True)
        )
        yield from (line for line in kind.rows(reach, wish) if line.card not in sealed)


def still_seen(post: Post, kind: Kind, export: Export) -> bool:
    """Does the post still see every card that is in the file, and is none of them sealed?"""
    left = set(export.cards)
    for reach in reaches(post, kind.part):
        seen = Household.objects.visible_to(reach).filter(pk__in=left, status=Status.OPEN)
        left -= set(seen.values_list("pk", flat=True))
    return not left
