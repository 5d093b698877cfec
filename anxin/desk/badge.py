"""The number beside the door of one's own day: how many of its lines are due today or overdue, as the head of
the day says it. It must cost next to nothing, since every page shows it: where the day reads lines, this
counts the same rows, all kinds in one question (glance)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models.expressions import Combinable
from django.http import HttpRequest

from anxin.care.queries import pressing
from anxin.ground.access.models import Grant, Post
from anxin.ground.access.reach import Reach, ranges, through
from anxin.ground.access.rights import Role
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.officers.queries import helps_to_do

from . import at_posts, claims, overdue, papers, seconds
from .glance import Parts, counts, kept_at_once

RANGES = 12  # more than this many given ranges: the number stands on the day's own page only
OUTSIDE = "outside"


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
    return _due_in_own(post, today()) if post.has_subtree else _due_in_given(post, today())


def _due_in_own(post: Post, day: date) -> int | None:
    """Of the post's own range; with the rounds that its place has to answer and the cards that were given to
    it besides, which are looked through one by one only where there may be any."""
    numbers = _due(_own_parts, post, Reach.of(post), day)
    if numbers.pop(papers.ROUNDS, 0):
        numbers[papers.ROUNDS] = papers.due(post, day)
    if numbers.pop(OUTSIDE, 0):
        return _with(numbers.total(), _cards(post, [one for one in ranges(post) if one.grant], _parts, day))
    return numbers.total()


def _due_in_given(post: Post, day: date) -> int | None:
    """Of a post without a subtree: a township's officer, or above the county whoever was given cards."""
    cards = list(ranges(post))
    if post.role != Role.TOWNSHIP:
        return _with(papers.due(post, day), _cards(post, cards, _parts, day))
    of_cards = _cards(post, cards, _parts_of_responsible, day)
    if of_cards is None:
        return None
    helps = sum(one.due <= day for one in helps_to_do(post))
    return helps + papers.due(post, day) + of_cards


def _with(number: int, more: int | None) -> int | None:
    return None if more is None else number + more


def _cards(post: Post, cards: Sequence[Reach], parts: Parts, day: date) -> int | None:
    """Of single cards, one after the other; None where they are too many for every page."""
    if len(cards) > RANGES:
        return None
    return sum(through(cards, lambda reach: [_due(parts, post, reach, day).total()]))


def _due(parts: Parts, post: Post, reach: Reach, day: date) -> Counter[str]:
    """Of one range, kind by kind; nothing of what concerns a family that has a quiet day."""
    numbers, _codes = kept_at_once(parts, post, reach, day)
    return Counter({code: number or 0 for code, number in numbers.items()})


def _own_parts(post: Post, reach: Bounds, day: date) -> Mapping[str, Combinable]:
    """What the pages of a clerk and of a leader read."""
    found = {**_parts(post, reach, day), **at_posts.due_counts(post, reach, day)}
    found["decisions"] = overdue.count_of_others(post, reach, day)
    if post.may("surveys.answer"):
        found[papers.ROUNDS] = papers.may_be_due(reach, day)
    if post.may("emergency.late"):
        found["reviews"] = seconds.late(reach, day)
    if post.role == Role.CLERK:
        found["determinations"] = claims.determinations_due(reach, day)
        found[OUTSIDE] = _outside(post, reach, day)
    return found


def _outside(post: Post, reach: Bounds, day: date) -> CountOf:
    """Access to cards elsewhere that holds at some moment of the day: most clerks have none."""
    given = Grant.objects.held_by(post).filter(part="card", since__lte=day, until__gte=day, ended_at=None)
    return CountOf.rows(given.exclude(path__gte=reach.lo, path__lt=reach.hi))


def _parts(post: Post, reach: Bounds, day: date) -> dict[str, CountOf]:
    return counts(pressing(post, reach, day))


def _parts_of_responsible(post: Post, reach: Bounds, day: date) -> Mapping[str, Combinable]:
    return {**_parts(post, reach, day), "determinations": claims.determinations_due(reach, day)}
