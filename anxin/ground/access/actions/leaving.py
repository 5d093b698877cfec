"""What happens when nobody acts in a post any more; the one way, however it came about."""

from datetime import timedelta

from anxin.ground.access.events import PostLeft
from anxin.ground.access.models import Delegation, Grant, Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.journal.actions import Actor


def leave(*, by: Actor, post: Post) -> None:
    """End the post now, let upper rooms pass on what it was responsible for, then end its delegations and
    the access given to it. Part of an act, never an act of its own: the act writes the journal."""
    Post.objects.filter(pk=post.pk).update(until=max(today(), post.since))
    post.until = max(today(), post.since)
    publish(PostLeft(post, by))
    Delegation.objects.standing().filter(post=post).update(ended_at=now())
    with (
        everywhere()
    ):  # cards lie anywhere in the house; only this post's own access is touched, nothing read
        Grant.objects.filter(holder=post.pk, ended_at=None, until__gte=today() - timedelta(1)).update(
            ended_at=now()
        )
