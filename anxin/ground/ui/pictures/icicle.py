"""The cascade as an icicle: a row a level, a column a unit below, as wide as the units it stands for.

Colour is never alone: a wash is signed for, a hatch waits, a dotted frame has nothing yet, a plain grey is
exempt. A label stands where there is room for it; the table beside the picture carries every number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext, ngettext, pgettext

from . import ink
from .drawing import Attribute, element, fit, line, width, words, wrap

WIDTH, MARGIN = 1270, 170  # of the picture, and of the names of the rows at its left
SIZE, SMALL = 13, 12
TOP, NAMES, HIGH, BETWEEN = 34, 52, 62, 8  # heights of the first row, of the second, of the others; the gap
EDGE = 8  # from an edge to its words
STEP, BASE = 16, 12  # from line to line; from the top of a line to its foot
BADGE = 12  # how far a badge reaches into the cell on which it sits
BREAK = "\u200b"  # where a label may break in two: the catalogue says so, for 家 belongs to its number
Light = Literal["late", "soon", "ok"]
Part = Literal["signed", "waiting", "far", "exempt"]  # of a cell, as far as a notice has come
BADGES: dict[Light, str] = {"late": ink.LATE, "soon": ink.SOON, "ok": ink.NONE}


@dataclass(frozen=True, slots=True)
class Cell:
    """The units of one level below one unit; ``one`` says its state instead of a number."""

    signed: int = 0
    waiting: int = 0
    far: int = 0
    exempt: int = 0
    one: bool = False
    badge: int = 0
    light: Light = "ok"

    @property
    def total(self) -> int:
        """How many there are."""
        return self.signed + self.waiting + self.far + self.exempt


@dataclass(frozen=True, slots=True)
class Stack:
    """One unit below with all that hangs on it: a cell a row, from the second row on."""

    name: str
    url: str
    cells: Sequence[Cell]

    @property
    def weight(self) -> int:
        """How wide it is: everything below it, and itself."""
        return sum(cell.total for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Icicle:
    """What is drawn: the unit at the top with a word on the right, the names of the rows, the columns."""

    title: str
    description: str
    top: str
    top_word: str
    top_signed: bool
    rows: Sequence[tuple[str, str]]
    stacks: Sequence[Stack]


def icicle(picture: Icicle) -> str:
    """The picture as SVG with attributes only, so that page and paper take the same."""
    places = list(_rows(len(picture.rows)))
    bottom = places[-1][0] + places[-1][1] + 4
    return element(
        "svg",
        element("title", words(picture.title), id="icicle-title"),
        element("desc", words(picture.description), id="icicle-desc"),
        element("defs", _hatch()),
        *_margin(picture, places),
        _top(picture, places[0]),
        *_stacks(picture, places[1:]),
        xmlns="http://www.w3.org/2000/svg",
        class_="pic",
        width=WIDTH,
        height=bottom,
        viewBox=f"0 0 {WIDTH} {bottom}",
        # An image has no parts to go to: one whose stacks lead on is a group.
        role="group" if any(stack.url for stack in picture.stacks) else "img",
        aria_labelledby="icicle-title icicle-desc",
        font_family=ink.SANS,
        font_size=SMALL,
        fill=ink.INK_2,
    )


def key(kind: Part) -> str:
    """The sign of a kind, for the legend below the picture (whose hatch it takes from the picture)."""
    return element("svg", *_box(kind, 1, 1, 26, 12, late=False), class_="pic-key", width=28, height=14,
                   aria_hidden="true")  # fmt: skip


def _rows(count: int) -> Iterator[tuple[int, int]]:
    y = 12
    for place in range(count):
        high = (TOP, NAMES)[place] if place < 2 else HIGH
        yield y, high
        y += high + BETWEEN


def _hatch() -> str:
    ground = element("rect", width=7, height=7, fill=ink.SOON_WASH)
    stroke = element("path", d="M0 0V7", stroke=ink.SOON, stroke_width=1.2, opacity=0.55)
    return element(
        "pattern", ground, stroke, id="hatch", width=7, height=7, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip


def _margin(picture: Icicle, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The name of each row and the note below it, in the middle of the row's height."""
    for (name, note), (y, high) in zip(picture.rows, places, strict=True):
        names = wrap(name, SIZE, MARGIN - EDGE, 2)
        base = y + high / 2 - STEP / 2 * (len(names) + bool(note)) + BASE
        for place, part in enumerate(names):
            yield line(0, base + STEP * place, part, size=SIZE, bold=True, fill=ink.INK)
        if note:
            yield line(0, base + STEP * len(names), note, fill=ink.INK_3, room=MARGIN - EDGE)


def _top(picture: Icicle, place: tuple[int, int]) -> str:
    y, high = place
    kind: Literal["signed", "waiting"] = "signed" if picture.top_signed else "waiting"
    return element(
        "g",
        *_box(kind, MARGIN, y, WIDTH - MARGIN, high, late=False),
        line(MARGIN + 12, y + 22, picture.top, size=SIZE, bold=True, fill=ink.INK),
        line(WIDTH - 12, y + 22, picture.top_word, fill=ink.INK_2, anchor="end"),
    )


def _stacks(picture: Icicle, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    total = sum(stack.weight for stack in picture.stacks) or 1
    x = float(MARGIN)
    badges: list[str] = []
    for stack in picture.stacks:
        wide = stack.weight / total * (WIDTH - MARGIN)
        for row, (cell, (y, high)) in enumerate(zip(stack.cells, places, strict=True)):
            if cell.total:
                drawn = _cell(stack, cell, x, y, wide, high, named=row == 0)
                yield element("a", drawn, href=stack.url) if stack.url and row == 0 else drawn
                badges += _badge(cell, x, y, wide)
        x += wide
    yield from badges


def _cell(stack: Stack, cell: Cell, x: float, y: int, wide: float, high: int, *, named: bool) -> str:
    """One cell: its parts beside one another, and what they are on pointing at it."""
    drawn: list[str] = []
    at, name = x, stack.name if named else ""
    for kind, count in _parts(cell):
        share = wide * count / cell.total
        drawn += _box(kind, at, y, share, high, late=cell.light == "late")
        drawn += _label(name, _word(kind, cell, count), kind, at, y, share, high)
        at, name = at + share, ""
    tip = gettext("%(unit)s: %(told)s") % {"unit": stack.name, "told": tell(cell)}
    return element("g", element("title", words(tip)), *drawn)


def _parts(cell: Cell) -> Iterator[tuple[Part, int]]:
    parts: tuple[tuple[Part, int], ...] = (
        ("signed", cell.signed), ("exempt", cell.exempt), ("waiting", cell.waiting), ("far", cell.far),
    )  # fmt: skip
    yield from ((kind, count) for kind, count in parts if count)


def tell(cell: Cell) -> str:
    """The whole cell in words: 12 signed for, 22 not signed for."""
    said = (_word(kind, cell, count).replace(BREAK, "") for kind, count in _parts(cell))
    return pgettext("between counts", ", ").join(said)


def _word(kind: Part, cell: Cell, count: int) -> str:
    if cell.one and cell.total == 1:
        return ONE[kind]()
    if kind == "signed" and count == cell.total:
        return ngettext("the one signed", "all %(n)d signed", count) % {"n": count}
    return MANY[kind](count) % {"n": count}


ONE = {
    "signed": lambda: pgettext("icicle", "signed for"),
    "waiting": lambda: pgettext("icicle", "not signed for"),
    "far": lambda: pgettext("icicle", "not delivered"),
    "exempt": lambda: pgettext("icicle", "exempt"),
}
MANY = {
    "signed": lambda n: ngettext("%(n)d signed", "%(n)d signed", n),
    "waiting": lambda n: ngettext("%(n)d not signed", "%(n)d not signed", n),
    "far": lambda n: ngettext("%(n)d not delivered", "%(n)d not delivered", n),
    "exempt": lambda n: ngettext("%(n)d exempt", "%(n)d exempt", n),
}


def _box(kind: Part, x: float, y: float, wide: float, high: float, *, late: bool) -> Iterator[str]:
    where: dict[str, Attribute] = {"x": x, "y": y, "width": max(wide - 1, 0.6), "height": high}
    if kind == "signed":
        yield element("rect", **where, fill=ink.BRAND_WASH)
    elif kind == "exempt":
        yield element("rect", **where, fill=ink.SUNK)
    elif kind == "waiting":
        stroke, thick = (ink.LATE, 2) if late else (ink.SOON, 1.5)
        yield element("rect", **where, fill="url(#hatch)", stroke=stroke, stroke_width=thick)
    else:
        yield element("rect", **where, fill=ink.PAPER, stroke=ink.NONE, stroke_width=1.2,
                      stroke_dasharray="2 3")  # fmt: skip


def _label(name: str, word: str, kind: Part, x: float, y: int, wide: float, high: int) -> Iterator[str]:
    """The name and the word below it, or the word alone on one or two lines; nothing where nothing fits."""
    titles = _titles(name, wide - EDGE) if name and wide >= 2 * SIZE + EDGE else []
    told = _lines(word, wide - 2 * EDGE)
    lines = [(part, True) for part in titles]
    if len(titles) + len(told) <= (high - BADGE if kind == "waiting" else high) // STEP:
        lines += [(part, False) for part in told]
    at_left = bool(titles) or kind == "signed"
    at = x + EDGE if at_left else x + wide / 2
    top = y + (high - STEP * len(lines)) / 2
    if kind == "waiting" and lines:
        yield _ground(at, top, max(width(part, SIZE) for part, _bold in lines), len(lines), wide, at_left)
    for place, (part, bold) in enumerate(lines):
        yield line(at, top + STEP * place + BASE, part, size=SIZE if bold else SMALL,
                   bold=bold or kind == "waiting", fill=ink.INK if bold else ink.INK_2,
                   anchor=None if at_left else "middle")  # fmt: skip


def _ground(at: float, top: float, long: float, lines: int, wide: float, at_left: bool) -> str:
    """White paper under words that stand on the hatch."""
    room = min(long + 6, wide - 2)
    left = at - 3 if at_left else at - room / 2
    return element("rect", x=left, y=top - 1, width=room, height=STEP * lines + 2, fill=ink.PAPER, rx=2)


def _titles(name: str, room: float) -> list[str]:
    """A name on one or two lines; one that would break within a word of letters is cut with its ellipsis."""
    lines = wrap(name, SIZE, room, 2)
    if any(_in_word(one, after, name) for one, after in pairwise(lines)):
        return [fit(name, SIZE, room)]
    return [] if any("…" in part for part in lines) else lines


def _in_word(line_: str, after: str, name: str) -> bool:
    return (line_[-1:] + after[:1]).isascii() and line_ + after in name


def _lines(word: str, room: float) -> list[str]:
    """The word on one line, or on two where it may break best; nothing where it does not fit."""
    whole = word.replace(BREAK, "")
    if width(whole, SMALL) <= room:
        return [whole]
    mark = BREAK if BREAK in word else " "
    parts = word.split(mark)
    joint = mark.strip(BREAK)
    ways = [[joint.join(parts[:at]), joint.join(parts[at:])] for at in range(1, len(parts))]
    best = min(ways, key=_longest, default=[])
    return best if best and _longest(best) <= room else []


def _longest(lines: Sequence[str]) -> float:
    return max(width(part, SMALL) for part in lines)


def _badge(cell: Cell, x: float, y: int, wide: float) -> Iterator[str]:
    """The number under which the table below tells of what waits here, above the part that waits."""
    if not cell.badge:
        return
    ahead = cell.signed + cell.exempt
    centre = x + wide * (ahead + cell.waiting / 2) / cell.total
    yield element("circle", cx=centre, cy=y, r=9, fill=BADGES[cell.light])
    yield element("text", words(str(cell.badge)), x=centre, y=y + 4, fill=ink.PAPER, font_weight=700,
                  text_anchor="middle")  # fmt: skip
