"""Reach: the ranges of paths that the post at work may see in this request, and the one it only counts in."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings

from anxin.ground.database.prepared import planned_once
from anxin.ground.database.scope import narrow, scope

from .models import Grant, Post
from .rights import FIGURES

T = TypeVar("T")
FEW = 4  # of so few ranges each may be planned for by itself
# What was given to whom, as far as this reading has asked; None outside of one (see grants_kept).
_kept: ContextVar[dict[tuple[uuid.UUID, str], list[Grant]] | None] = ContextVar("grants", default=None)


@dataclass(frozen=True)
class Reach:
    """One range of paths, and by what right: the post's own subtree, or a grant."""

    post: Post
    lo: str
    hi: str
    grant: Grant | None = None

    @classmethod
    def of(cls, post: Post) -> "Reach":
        """What the post sees by itself."""
        return cls(post, *post.bounds)

    @classmethod
    def through(cls, post: Post, grant: Grant) -> "Reach":
        """What the post sees through one grant."""
        return cls(post, grant.path, grant.path + "~", grant)

    def holds(self, path: str) -> bool:
        """Does ``path`` lie in this range?"""
        return self.lo <= path < self.hi


def ranges(post: Post, part: str = "card") -> Iterator[Reach]:
    """Every range the post may see: its subtree if it has one, and each grant of ``part`` outside it."""
    own = Reach.of(post)
    if post.has_subtree:
        yield own
    for grant in _grants(post, part):
        if not own.holds(grant.path):
            yield Reach.through(post, grant)


@contextmanager
def grants_kept() -> Iterator[None]:
    """Around a request that only reads: its doors and its page need the same access, which is asked once.
    Nothing is kept beyond it, and an act, which may give or end access, always asks."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def _grants(post: Post, part: str) -> list[Grant]:
    """The access to this part that a post holds now. A desk may hold thousands of another part."""
    kept = _kept.get()
    if kept is not None and (post.pk, part) in kept:
        return kept[post.pk, part]
    found = list(Grant.objects.held_by(post).current().filter(part=part))
    if kept is not None:
        kept[post.pk, part] = found
    return found


def gather(post: Post, rows: Callable[[Reach], Iterable[T]], part: str = "card") -> list[T]:
    """Evaluate ``rows`` inside each range the post may see, and return all of it in one list."""
    return through(list(ranges(post, part)), rows)


def through(reaches: Sequence[Reach], rows: Callable[[Reach], Iterable[T]]) -> list[T]:
    """Evaluate ``rows`` inside each of these ranges of a post (``ranges``)."""
    found: list[T] = []
    cards = len(reaches) > FEW and all(reach.grant for reach in reaches)  # alike: one plan is good for all
    # One frame, narrowed from range to range: half the questions of a frame for each.
    with scope("", ""), planned_once() if cards else nullcontext():
        for reach in reaches:
            narrow(reach.lo, reach.hi)
            found.extend(rows(reach))
    return found


@dataclass(frozen=True)
class Area:
    """The range in which a post counts (Post.area)."""

    lo: str
    hi: str


def counting(post: Post, ask: Callable[[Area], T], within: tuple[str, str] | None = None) -> T:
    """Count in the whole area a post answers for, above the county too, where it sees no record of a person;
    or ``within`` the range whose papers it writes (Post.papers), for the number such a paper states.

    The one door between the two depths: ``ask`` runs with the bounds of the area open, and only numbers and
    ids come back out of it, in dicts, lists and tuples under codes. Anything else is a programming error
    (TypeError), so no name, row or lazy query can leave."""
    area = Area(*(within or post.area))
    with scope(area.lo, area.hi):
        found = ask(area)
    _numbers_only(found)
    return found


def _numbers_only(found: Any) -> None:
    if found is None or isinstance(found, int | uuid.UUID):
        return
    if isinstance(found, Mapping):
        for one in found.values():
            _numbers_only(one)
    elif isinstance(found, list | tuple):
        for one in found:
            _numbers_only(one)
    else:
        raise TypeError(f"only numbers and ids are counted, not {type(found).__name__}")


def cells(post: Post, numbers: Mapping[uuid.UUID, int]) -> dict[uuid.UUID, int | None]:
    """The numbers of a table across units as this post may see them. From whoever is not in the line that
    looks after these families small ones are hidden (None), since so few people could be recognised; and
    where only one is hidden the next smallest is too, since the total would tell it."""
    if post.depth != FIGURES:
        return dict(numbers)
    small = settings.LIMITS["access"]["small_cell"]
    rising = sorted((number, key) for key, number in numbers.items() if number)
    hidden = {key for number, key in rising if number < small}
    if len(hidden) == 1:
        hidden |= {key for _number, key in rising[:2]}
    return {key: None if key in hidden else number for key, number in numbers.items()}
