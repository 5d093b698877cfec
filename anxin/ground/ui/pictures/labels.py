"""Setting labels so that none covers another: boxes in user units, three levels above a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .drawing import width
from .spans import Flag

SIZE = 12  # of a label
LEVELS = 3
RISE = 17  # from one level to the next
RADIUS = 5  # half a mark
REACH = 10  # from the middle of a mark to its label
CLOSE = 12  # marks nearer than this share one flag


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x1: float
    y1: float
    x2: float
    y2: float

    def meets(self, other: "Box") -> bool:
        """Do the two cover a common place?"""
        return self.x1 < other.x2 and other.x1 < self.x2 and self.y1 < other.y2 and other.y1 < self.y2


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wishes to stand at x, and its flag; ``rest``: how many others it speaks for."""

    x: float
    words: str
    flag: Flag
    rest: int = 0

    @property
    def said(self) -> str:
        """The words as they are set."""
        return f"{self.words} +{self.rest}" if self.rest else self.words


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place: its level from the top, and on which side of its mark it stands."""

    wish: Wish
    level: int
    left: bool

    @property
    def box(self) -> Box:
        """What the label covers, level 0 at 0."""
        wide, y = width(self.wish.said, SIZE), self.level * RISE
        near = self.wish.x - REACH - wide if self.left else self.wish.x + REACH
        return Box(near, y, near + wide + 2, y + RISE - 2)

    @property
    def mark(self) -> Box:
        """What the mark covers."""
        y = self.level * RISE
        return Box(self.wish.x - RADIUS - 1, y + 1, self.wish.x + RADIUS + 1, y + RISE - 2)

    @property
    def pole(self) -> Box:
        """What the pole covers, down to the line."""
        return Box(self.wish.x - 1, self.level * RISE + RISE, self.wish.x + 1, LEVELS * RISE)

    @property
    def boxes(self) -> tuple[Box, Box, Box]:
        """Everything that it covers."""
        return self.box, self.mark, self.pole


def place(wishes: Iterable[Wish], left: float, right: float, most: int) -> list[Placed]:
    """At most ``most`` labels between left and right, none of which covers another, its mark or its pole.
    What finds no place is counted by the nearest label before it ("+2"). Set from the left and from the
    right: whichever leaves fewer out."""
    waiting = _thinned(sorted(wishes, key=lambda wish: wish.x), most)
    ways = (_placed(waiting, left, right, step) for step in (1, -1))
    return min(ways, key=lambda placed: sum(one.wish.rest for one in placed))


def _placed(waiting: list[Wish], left: float, right: float, step: int) -> list[Placed]:
    while True:
        placed = list(_attempt(waiting[::step], left, right))
        if len(placed) == len(waiting):
            return placed[::step]
        lost = len(placed) if step > 0 else len(waiting) - 1 - len(placed)
        waiting = _without(waiting, lost)


def _attempt(wishes: list[Wish], left: float, right: float) -> Iterator[Placed]:
    """The labels in order, as far as each finds a place."""
    taken: list[Box] = []
    for wish in wishes:
        found = next((one for one in _choices(wish) if _fits(one, taken, left, right)), None)
        if found is None:
            return
        taken += found.boxes
        yield found


def _choices(wish: Wish) -> Iterator[Placed]:
    """Where a label may stand, the best place first."""
    for level in range(LEVELS):
        yield Placed(wish, level, left=False)
    for level in range(LEVELS):
        yield Placed(wish, level, left=True)


def _fits(one: Placed, taken: list[Box], left: float, right: float) -> bool:
    if one.box.x1 < left or one.box.x2 > right:
        return False
    return not any(box.meets(other) for box in one.boxes for other in taken)


def _without(wishes: list[Wish], number: int) -> list[Wish]:
    """The wishes without the one that found no place; its neighbour counts it. One alone always finds a
    place, since a label is never wider than half the picture."""
    lost, near = wishes[number], number - 1 if number else 1
    kept = replace(wishes[near], rest=wishes[near].rest + 1 + lost.rest)
    return [kept if n == near else wish for n, wish in enumerate(wishes) if n != number]


def _thinned(wishes: list[Wish], most: int) -> list[Wish]:
    """At most so many, evenly from what there is: each stands for those that follow it."""
    if len(wishes) <= most:
        return wishes
    step = -(-len(wishes) // most)
    groups = [wishes[n : n + step] for n in range(0, len(wishes), step)]
    return [
        replace(group[0], rest=sum(one.rest + 1 for one in group[1:]) + group[0].rest) for group in groups
    ]
