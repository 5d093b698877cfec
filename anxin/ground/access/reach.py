"""Reach: the ranges of paths that the post at work may see in this request."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from anxin.ground.database.scope import narrow, scope

from .models import Grant, Post

T = TypeVar("T")


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
    for grant in Grant.objects.held_by(post).current().filter(part=part):
        if not own.holds(grant.path):
            yield Reach.through(post, grant)


def gather(post: Post, rows: Callable[[Reach], Iterable[T]], part: str = "card") -> list[T]:
    """Evaluate ``rows`` inside each range the post may see, and return all of it in one list."""
    found: list[T] = []
    reaches = list(ranges(post, part))
    with scope("", ""):  # one frame, narrowed from range to range: half the questions of a frame for each
        for reach in reaches:
            narrow(reach.lo, reach.hi)
            found.extend(rows(reach))
    return found
