"""What happens when nobody acts in a post any more; the one way, however it came about."""

from datetime import timedelta

from django.db import transaction

from anxin.ground.access.events import PostLeft
from anxin.ground.access.models import Delegation, Grant, Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.journal.actions import OPERATOR, Actor, record


def leave(*, by: Actor, post: Post) -> None:
    """End the post now if its day has not come yet, let upper rooms pass on what it was responsible for, then
    end its delegations and the access given to it. Part of an act, which writes the journal."""
    post.until, post.left_at = post.until or max(today(), post.since), now()
    post.until = min(post.until, max(today(), post.since))
    post.save(update_fields=["until", "left_at"])
    publish(PostLeft(post, by))
    Delegation.objects.standing().filter(post=post).update(ended_at=now())
    with (
        everywhere()
    ):  # cards lie anywhere in the house; only this post's own access is touched, nothing read
        Grant.objects.filter(holder=post.pk, ended_at=None, until__gte=today() - timedelta(1)).update(
            ended_at=now()
        )


@transaction.atomic
def leave_posts_whose_day_came() -> int:
    """Pass on what posts had in hand whose last day has gone by; returns how many posts. Run every night."""
    gone = Post.objects.filter(until__lte=today(), left_at=None).select_for_update(of=("self",))
    posts = list(gone.select_related("unit", "scope_root"))
    for post in posts:
        leave(by=OPERATOR, post=post)
        record("access.post_left", by=OPERATOR, path=post.unit.path, post=post.pk)
    return len(posts)
