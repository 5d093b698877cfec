"""The number beside the door of one's own day: what is due today or overdue. It must cost next to nothing,
since every page shows it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from anxin.care.models import Measure, Promise
from anxin.care.queries.tasks import TO_SEND
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach, gather, ranges
from anxin.ground.days.clock import today

from .glance import at_once, counts

RANGES = 12  # more than this many given ranges: the number stands on the day's own page only


def remember(request: HttpRequest, number: int) -> None:
    """Keep the number that the day's own page has found already."""
    request.META["anxin.due"] = number


def due_now(request: HttpRequest) -> int | None:
    """How many things are due today or overdue for the post at work; None where that is nobody's question.
    A department's desk has its number at the door of its requests."""
    known: int | None = request.META.get("anxin.due")
    post: Post | None = getattr(request, "post", None)
    if known is not None or post is None or not post.may("care.promise"):
        return known
    if post.has_subtree:
        return _due(post, Reach.of(post), today())
    if len(list(ranges(post))) > RANGES:
        return None
    return sum(gather(post, lambda reach: [_due(post, reach, today())]))


def _due(post: Post, reach: Reach, day: date) -> int:
    """Of the cards of one range: promises of this post, and measures that are the clerk's to deal with."""
    found: dict[str, QuerySet[Any]] = {
        "promises": Promise.objects.visible_to(reach).open().filter(doer=post, due__lte=day)
    }
    if post.may("care.measure"):
        found["measures"] = Measure.objects.visible_to(reach).filter(state__in=TO_SEND, due__lte=day)
    return sum(at_once(post.pk, counts(found)).values())
