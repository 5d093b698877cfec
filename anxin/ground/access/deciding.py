"""What waits for somebody's agreement or review: what the pages and one's own day list.

A post that answers for a part of the tree without seeing its families (an administrator) has no bounds of its
own; its requests and reviews are read within the path of its scope root, and nothing else is.
"""

import json
import uuid
from datetime import timedelta

from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now

from .approvals import kinds
from .models import Approval, EmergencyAccess, Post

SHOWN = 50  # of what is done, the newest
KEPT = timedelta(days=90)  # how long what is done stays on the page; the journal keeps it for good


def waiting_for(post: Post) -> list[Approval]:
    """The requests that this post may decide, oldest first."""
    mine = [code for code, one in kinds().items() if post.may(one.permission)]
    if not mine:
        return []
    with scope(post.scope_root.path):
        asked = Approval.objects.asked().under(post.scope_root.path).filter(kind__in=mine)
        rows = asked.exclude(asked_by=post).select_related("asked_by__unit").order_by("asked_at")
        return [one for one in rows if one.asked_account != post.account_id]


def request_for(post: Post, pk: uuid.UUID) -> Approval | None:
    """One request: one's own, or one that this post may decide or has decided."""
    with scope(post.scope_root.path):
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
    with scope(post.scope_root.path):
        mine = Approval.objects.filter(decided_by=post, decided_at__gt=now() - KEPT)
        return list(mine.select_related("asked_by__unit").order_by("-decided_at")[:SHOWN])


def words_of(approval: Approval) -> str:
    """What is asked for, in words."""
    kind = kinds().get(approval.kind)
    return str(kind.words) if kind else approval.kind


def details_of(approval: Approval) -> str:
    """The subject in words, if its kind has any."""
    kind = kinds().get(approval.kind)
    return str(kind.tells(json.loads(approval.subject))) if kind and kind.tells else ""


def reviews_of(post: Post) -> list[EmergencyAccess]:
    """The emergency accesses that this post reviews, those waiting first, then what is done."""
    with scope(post.scope_root.path):
        mine = EmergencyAccess.objects.filter(reviewer=post).filter(opened_at__gt=now() - KEPT)
        rows = list(mine.select_related("post__unit", "grant")[:SHOWN])
    return sorted(rows, key=lambda one: (bool(one.outcome), one.review_due))


def late_reviews(post: Post) -> list[EmergencyAccess]:
    """The reviews of this post's part of the tree that have waited too long, longest first."""
    with scope(post.scope_root.path):
        late = EmergencyAccess.objects.late().under(post.scope_root.path)
        return list(late.select_related("post__unit", "reviewer__unit").order_by("review_due")[:SHOWN])


def review_for(post: Post, pk: uuid.UUID) -> EmergencyAccess | None:
    """One emergency access that this post may review or has reviewed."""
    with scope(post.scope_root.path):
        found = (
            EmergencyAccess.objects.select_related("post__unit", "reviewer", "reviewed_by", "grant")
            .filter(pk=pk)
            .first()
        )
    mine = found is not None and (post.pk == found.reviewer_id or found.path.startswith(post.scope_root.path))
    return found if found is not None and mine and found.account != post.account_id else None


def opened_by(post: Post) -> list[EmergencyAccess]:
    """What this post opened in an emergency lately, newest first."""
    mine = EmergencyAccess.objects.filter(post=post, opened_at__gt=now() - KEPT)
    return list(mine.select_related("grant", "reviewer")[:SHOWN])
