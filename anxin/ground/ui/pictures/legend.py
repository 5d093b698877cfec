"""What the signs of the care timeline mean, as a line below it: for paper, which has no page round it."""

from collections.abc import Iterator

from django.utils.translation import gettext

from . import ink
from .drawing import Attribute, element, line, width
from .shapes import STATE_WORDS, State
from .spans import MARK_WORDS, Mark, Timeline

HIGH, ROW, KEY, GAP = 34, 20, 30, 18  # of the whole line, of a row in it, of a sign, between two
SIZE = 12
Looks = dict[State, dict[str, str | float]]


def legend(picture: Timeline, bars: Looks, wide: int, top: float) -> str:
    """The signs with their words, from left to right, on as many rows as they need."""
    keys = [*_dots(), *_spans(picture, bars), *_marks(picture)]
    return "".join(
        element("g", sign, line(KEY + 6, 4.5, said, fill=ink.INK_2), transform=f"translate({x:g} {y:g})")
        for (sign, said), (x, y) in zip(keys, _places([said for _sign, said in keys], wide, top), strict=True)
    )


def height(picture: Timeline, bars: Looks, wide: int) -> float:
    """How much room the signs need."""
    said = [one for _sign, one in (*_dots(), *_spans(picture, bars), *_marks(picture))]
    return _places(said, wide, 0)[-1][1] + HIGH - ROW


def _places(words: list[str], wide: int, top: float) -> list[tuple[float, float]]:
    """Where each sign begins."""
    x, y, found = 0.0, top + ROW, []
    for said in words:
        long = KEY + 6 + width(said, SIZE)
        if x and x + long > wide:
            x, y = 0.0, y + ROW
        found.append((x, y))
        x += long + GAP
    return found


def _dots() -> Iterator[tuple[str, str]]:
    yield element("circle", cx=22, cy=0, r=4, fill=ink.INK_2), gettext("visit, met in person")
    planned = element("circle", cx=22, cy=0, r=3, fill=ink.PAPER, stroke=ink.BRAND, stroke_width=2)
    yield planned, gettext("visit planned")


def _spans(picture: Timeline, bars: Looks) -> Iterator[tuple[str, str]]:
    states = {bar.state for _lane, bar in picture.bars}
    for state, look in bars.items():
        if state in states:
            given: dict[str, Attribute] = {**look}
            yield element("rect", x=1, y=-6, width=28, height=12, **given), str(STATE_WORDS[state])


def _marks(picture: Timeline) -> Iterator[tuple[str, str]]:
    for mark in picture.marks:
        look: dict[str, Attribute] = {
            "fill": ink.PAPER if mark == "age" else ink.BRAND, "stroke": ink.BRAND, "stroke_width": 1.5
        }  # fmt: skip
        shape = _shape(mark, look)
        yield shape, str(MARK_WORDS[mark])
    if any(flag.expected for _lane, flag in picture.flags):
        dashes = element("path", d="M22 -7v14", stroke=ink.INK_3, stroke_dasharray="3 3")
        yield dashes, gettext("a day that may move")


def _shape(mark: Mark, look: dict[str, Attribute]) -> str:
    if mark == "review":
        return element("path", d="M17 4.5l5 -9l5 9z", **look)
    if mark == "other":
        return element("rect", x=18, y=-4, width=8, height=8, **look)
    return element("circle", cx=22, cy=0, r=4, **look)
