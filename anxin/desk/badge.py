"""The number beside the door of one's own day: what is due today or overdue. It must cost next to nothing,
since every page shows it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from anxin.care.models import Measure, Promise
from anxin.care.queries import awake
from anxin.care.queries.tasks import TO_SEND
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach, ranges, through
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.officers.queries import helps_to_do

from . import at_posts, papers
from .glance import Parts, counts, kept_at_once

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
        return _due_in_own(post, Reach.of(post), today())
    given_ranges = list(ranges(post))
    if len(given_ranges) > RANGES:
        return None
    helps = sum(one.due <= today() for one in helps_to_do(post))
    given = through(given_ranges, lambda reach: [_due(_parts, post, reach, today()).total()])
    return helps + sum(given) + papers.due(post, today())


def _due_in_own(post: Post, reach: Reach, day: date) -> int:
    """Of the post's own range, with the rounds that its place has to answer: looked through one by one only
    where there may be any."""
    numbers = _due(_own_parts, post, reach, day)
    rounds = papers.due(post, day) if numbers.pop(papers.ROUNDS, 0) else 0
    return rounds + numbers.total()


def _due(parts: Parts, post: Post, reach: Reach, day: date) -> Counter[str]:
    """Of one range: promises of this post, measures that are the clerk's to deal with, and what officers are
    owed; not what concerns a family that has a quiet day."""
    numbers, _codes = kept_at_once(parts, post, reach, day)
    return Counter({code: number or 0 for code, number in numbers.items()})


def _own_parts(post: Post, reach: Bounds, day: date) -> Mapping[str, Combinable]:
    rounds = {papers.ROUNDS: papers.may_be_due(reach, day)} if post.may("surveys.answer") else {}
    return {**_parts(post, reach, day), **rounds}


def _parts(post: Post, reach: Bounds, day: date) -> Mapping[str, Combinable]:
    promises = Promise.objects.visible_to(reach).open().filter(doer=post.pk, due__lte=day)
    found: dict[str, QuerySet[Any]] = {"promises": awake(promises, day)}
    if post.may("care.measure"):
        to_send = Measure.objects.visible_to(reach).filter(state__in=TO_SEND, due__lte=day)
        found["measures"] = awake(to_send, day)
    return {**counts(found), **at_posts.due_counts(post, reach, day)}
