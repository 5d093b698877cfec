"""What waits for somebody's agreement or review: what the pages and one's own day list.

A post that answers for a part of the tree without seeing its families (an administrator) has no bounds of its
own; its requests and reviews are read within the path of its scope root, and nothing else is.
"""

import json
import logging
import uuid
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from anxin.ground.database.scope import range_of, scope
from anxin.ground.days.clock import now, today

from .approvals import kinds
from .models import Approval, EmergencyAccess, Post

log = logging.getLogger(__name__)
# What a subject of another version raises while it is read: a key or value it has not, a record that is gone.
# A fault of the database is none of these: it breaks the transaction, and the page must say so.
UNTOLD = (LookupError, TypeError, ValueError, AttributeError, ObjectDoesNotExist)
SHOWN = 50  # of what is done, the newest
KEPT = timedelta(days=90)  # how long what is done stays on the page; the journal keeps it for good


def _area(post: Post) -> AbstractContextManager[None]:
    """The bounds of what the post answers for. In its own request a post with a subtree has them already."""
    root = post.scope_root.path
    return nullcontext() if post.bounds == range_of(root) else scope(root)


def _waiting(post: Post) -> QuerySet[Approval]:
    mine = [code for code, one in kinds().items() if post.may(one.permission)]
    return Approval.objects.asked().under(post.scope_root.path).filter(kind__in=mine).exclude(asked_by=post)


def _late(post: Post) -> QuerySet[EmergencyAccess]:
    return EmergencyAccess.objects.late().under(post.scope_root.path)


def numbers(post: Post) -> tuple[int, int]:
    """How many requests wait for this post's decision and how many reviews of its area are late, in one
    question: on most days both are none, and the page of one's day is opened often."""
    with _area(post):
        row = Post.objects.filter(pk=post.pk).values_list(_count(_waiting(post)), _count(_late(post))).get()
    return row[0], row[1]


def _count(rows: QuerySet[Any]) -> Coalesce:
    one = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def waiting_for(post: Post) -> list[Approval]:
    """The requests that this post may decide, oldest first."""
    with _area(post):
        rows = _waiting(post).select_related("asked_by__unit").order_by("asked_at")
        return [one for one in rows if one.asked_account != post.acting_id]


def request_for(post: Post, pk: uuid.UUID) -> Approval | None:
    """One request: one's own, or one that this post may decide or has decided."""
    with _area(post):
        found = Approval.objects.select_related("asked_by__unit", "decided_by__unit").filter(pk=pk).first()
    if found is None or post.pk in (found.asked_by_id, found.decided_by_id):
        return found
    wanted = kinds().get(found.kind)
    near = found.path.startswith(post.scope_root.path)
    return found if wanted and near and post.may(wanted.permission) else None


def asked_by(post: Post) -> list[Approval]:
    """What this post asked for lately, newest first."""
    with scope(post.unit.path):
        mine = Approval.objects.asked_from(post).filter(asked_at__gt=now() - KEPT)
        return list(mine.select_related("decided_by__unit")[:SHOWN])


def decided_by(post: Post) -> list[Approval]:
    """What this post decided lately, newest first."""
    with _area(post):
        mine = Approval.objects.filter(decided_by=post, decided_at__gt=now() - KEPT)
        return list(mine.select_related("asked_by__unit").order_by("-decided_at")[:SHOWN])


def words_of(approval: Approval) -> str:
    """What is asked for, in words."""
    kind = kinds().get(approval.kind)
    return str(kind.words) if kind else approval.kind


def details_of(approval: Approval) -> str:
    """The subject in words, if its kind has any, read within the part of the tree that the request is of.
    Empty where the kind cannot read it (asked for by an older version, or gone since): the page stands."""
    kind = kinds().get(approval.kind)
    if kind is None or kind.tells is None:
        return ""
    try:
        with scope(approval.path):
            return str(kind.tells(json.loads(approval.subject)))
    except UNTOLD:
        log.warning("the subject of a request of kind %s cannot be told", approval.kind)
        return ""


def reviews_of(post: Post) -> list[EmergencyAccess]:
    """The emergency accesses that this post reviews, those waiting first, then what is done: its own, and
    those of its area whose reviewer has left the post."""
    with _area(post):
        left = Q(reviewer__until__lte=today(), outcome="", path__startswith=post.scope_root.path)
        mine = EmergencyAccess.objects.filter(Q(reviewer=post) | left).filter(opened_at__gt=now() - KEPT)
        rows = list(mine.select_related("post__unit", "grant")[:SHOWN])
        rows = [one for one in rows if one.account != post.acting_id]
    return sorted(rows, key=lambda one: (bool(one.outcome), one.review_due))


def late_reviews(post: Post) -> list[EmergencyAccess]:
    """The reviews of this post's part of the tree that have waited too long, longest first."""
    with _area(post):
        late = _late(post).select_related("post__unit", "reviewer__unit")
        return list(late.order_by("review_due")[:SHOWN])


def review_for(post: Post, pk: uuid.UUID) -> EmergencyAccess | None:
    """One emergency access that this post may review or has reviewed."""
    with _area(post):
        found = (
            EmergencyAccess.objects.select_related("post__unit", "reviewer", "reviewed_by", "grant")
            .filter(pk=pk)
            .first()
        )
    mine = found is not None and (post.pk == found.reviewer_id or found.path.startswith(post.scope_root.path))
    return found if found is not None and mine and found.account != post.acting_id else None


def opened_by(post: Post) -> list[EmergencyAccess]:
    """What this post opened in an emergency lately, newest first."""
    mine = EmergencyAccess.objects.filter(post=post, opened_at__gt=now() - KEPT)
    return list(mine.select_related("grant", "reviewer")[:SHOWN])
