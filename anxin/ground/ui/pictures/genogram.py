"""The family's box: generations from top to bottom, square a man, circle a woman, the age inside.

The deceased stand in a grey frame with 已故, never a cross: a child may see this picture.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from django.utils.translation import pgettext

from anxin.ground.ui.pictures import ink
from anxin.ground.ui.pictures.drawing import element, line, width, words, wrap
from anxin.ground.ui.pictures.shapes import Kin

HALF = 20  # half a symbol
SLOT, WIDEST = 88, 118  # least and most room for a person
SPREAD = 124  # between the officer and the spouse; two pairs of parents above need more
HEAD, FOOT, DROP = 68, 14, 26
MARGIN = 14
MIDDLE_ROW = 1


@dataclass(frozen=True, slots=True)
class Label:
    """The words below a symbol, already broken into lines."""

    names: tuple[str, ...]  # one line, two for a long name
    lines: tuple[str, ...]

    @property
    def below_name(self) -> float:
        """From the symbol's lower edge to the base line of the first line under the name."""
        return 19.0 + 16 * len(self.names)

    @property
    def height(self) -> float:
        return 4 + 16 * (len(self.names) + len(self.lines))


@dataclass(frozen=True, slots=True)
class Placed:
    """A person with the place of the symbol's middle."""

    kin: Kin
    x: float
    y: float
    label: Label


@dataclass(frozen=True, slots=True)
class Genogram:
    """The family laid out in a box of this size, its upper left corner at 0, 0."""

    placed: tuple[Placed, ...]
    width: float
    height: float


def lay_out(people: Iterable[Kin], notes: Iterable[str] = ()) -> Genogram:
    """Places a family: the officer's row in the middle, parents above their child, children below."""
    rows = _rows(people)
    most = max((len(row) for row in rows.values()), default=1)
    wide = max(370.0, most * SLOT + 2 * MARGIN, *(width(note) + 2 * MARGIN for note in notes))
    across = _across(rows, wide - 2 * MARGIN)
    placed: list[Placed] = []
    y = float(HEAD)
    for number in sorted(rows):
        room = _slot(len(rows[number]), wide - 2 * MARGIN) - 8
        labels = {kin.key: _label(kin, room) for kin in rows[number]}
        placed += [Placed(kin, wide / 2 + across[kin.key], y, labels[kin.key]) for kin in rows[number]]
        y += 2 * HALF + max(label.height for label in labels.values()) + DROP
    return Genogram(tuple(placed), wide, max(y - HALF - DROP + FOOT, 240.0))


def draw(genogram: Genogram, x: float, y: float) -> str:
    """The family as SVG, its box's upper left corner at x, y."""
    people = "".join(_person(p) for p in genogram.placed)
    return element("g", _ties(genogram.placed), people, transform=f"translate({x:g} {y:g})")


def _rows(people: Iterable[Kin]) -> dict[int, list[Kin]]:
    rows: dict[int, list[Kin]] = {}
    for kin in people:
        rows.setdefault(kin.row, []).append(kin)
    return {number: _couples_together(row) for number, row in rows.items()}


def _couples_together(row: list[Kin]) -> list[Kin]:
    """The row with each person beside the partner (no line crosses a third); the unmarried come first."""
    wed = {key for kin in row for key in (kin.key, *kin.partners) if kin.partners}
    placed = [kin for kin in row if kin.key not in wed]
    for kin in row:
        mates = [one for one in row if one.key in kin.partners or kin.key in one.partners]
        placed += [one for one in (kin, *mates) if one not in placed]
    return placed


def _slot(count: int, room: float) -> float:
    return max(SLOT, min(WIDEST, room / count))


def _across(rows: dict[int, list[Kin]], room: float) -> dict[str, float]:
    """The horizontal place of each person, 0 in the middle."""
    across: dict[str, float] = {}
    middle = MIDDLE_ROW if MIDDLE_ROW in rows else min(rows, default=0)
    order = [n for n in [middle, *range(middle - 1, -9, -1), *range(middle + 1, 9)] if n in rows]
    for number in order:
        row = rows[number]
        if number == middle:
            step = min(_spread(row, rows.get(middle - 1, [])), room / len(row))
            across |= {kin.key: (i - (len(row) - 1) / 2) * step for i, kin in enumerate(row)}
        else:
            groups = _couples(row, across, rows) if number < middle else _siblings(row, across)
            across |= _settle(groups, _slot(len(row), room), room / 2)
    return across


def _spread(row: list[Kin], above: list[Kin]) -> float:
    """How far apart the officer and the spouse stand: each below the own parents when both have them."""
    parents = {kin.key for kin in above}
    both = sum(bool(parents & set(kin.parents)) for kin in row) > 1
    return 2 * SLOT if both else SPREAD


def _couples(
    row: list[Kin], across: dict[str, float], rows: dict[int, list[Kin]]
) -> list[tuple[float, list[Kin]]]:
    """The people of an upper row as couples, each wishing to stand above its children."""
    groups: list[list[Kin]] = []
    for kin in row:
        mate = next(
            (g for g in groups if any(kin.key in k.partners or k.key in kin.partners for k in g)), None
        )
        if mate:
            mate.append(kin)
        else:
            groups.append([kin])
    below = [kin for people in rows.values() for kin in people if kin.key in across]
    return [
        (_mean(across[k.key] for k in below if set(k.parents) & {g.key for g in group}), group)
        for group in groups
    ]


def _siblings(row: list[Kin], across: dict[str, float]) -> list[tuple[float, list[Kin]]]:
    """The people of a lower row by their parents, each group wishing to stand below them."""
    groups: dict[tuple[str, ...], list[Kin]] = {}
    for kin in row:
        groups.setdefault(tuple(sorted(kin.parents)), []).append(kin)
    return [(_mean(across[p] for p in parents if p in across), group) for parents, group in groups.items()]


def _mean(places: Iterable[float]) -> float:
    found = list(places)
    return fmean(found) if found else 0.0


def _settle(groups: list[tuple[float, list[Kin]]], slot: float, half: float) -> dict[str, float]:
    """Places of a row: as near to the wish as its neighbours and the edges of the box allow."""
    groups = sorted(groups, key=lambda group: group[0])
    starts: list[float] = []
    least = SLOT / 2 - half
    for wish, group in groups:
        starts.append(max(wish - (len(group) - 1) * slot / 2, least))
        least = starts[-1] + len(group) * slot
    most = half - SLOT / 2
    for i in reversed(range(len(groups))):
        starts[i] = min(starts[i], most - (len(groups[i][1]) - 1) * slot)
        most = starts[i] - slot
    return {
        k.key: start + i * slot
        for start, (_, group) in zip(starts, groups, strict=True)
        for i, k in enumerate(group)
    }


def _label(kin: Kin, room: float) -> Label:
    below = (
        kin.word
        if not kin.gone or kin.gone == "known"
        else f"{kin.word}，{kin.gone}"
        if kin.word
        else kin.gone
    )
    return Label(tuple(wrap(kin.name, 14, room, 2)), tuple(wrap(below, 12, room, 2)))


def _person(placed: Placed) -> str:
    kin, x, y, gone = placed.kin, placed.x, placed.y, bool(placed.kin.gone)
    tip = element("title", line_words(kin))
    inside = (
        pgettext("in a symbol", "d.")
        if gone
        else str(kin.age)
        if kin.age is not None
        else pgettext("in a symbol", "?")
    )
    size = 14 if not gone and kin.age is not None else 12
    parts = [tip, _symbol(kin, x, y)]
    parts.append(
        line(
            x,
            y + 5,
            inside,
            size=size,
            bold=size == 14,
            fill=ink.INK if size == 14 else ink.INK_3,
            anchor="middle",
        )
    )
    name_fill = ink.INK_3 if gone else ink.INK
    for i, text in enumerate(placed.label.names):
        parts.append(
            line(x, y + HALF + 18 + 16 * i, text, size=14, bold=True, fill=name_fill, anchor="middle")
        )
    for i, text in enumerate(placed.label.lines):
        parts.append(
            line(
                x,
                y + HALF + placed.label.below_name + 16 * i,
                text,
                fill=ink.INK_3 if gone else ink.INK_2,
                anchor="middle",
            )
        )
    return element("g", *parts)


def line_words(kin: Kin) -> str:
    """The whole of what is known of a person, for pointing at and for readers."""
    return words(
        "，".join(part for part in (kin.name, kin.word, "" if kin.gone == "known" else kin.gone) if part)
    )


def _symbol(kin: Kin, x: float, y: float) -> str:
    half = HALF - 2 if kin.gone else HALF
    look: dict[str, str | float] = (
        {"fill": ink.SUNK, "stroke": ink.LINE_STRONG, "stroke_width": 4}
        if kin.gone
        else {"fill": ink.PAPER, "stroke": ink.INK, "stroke_width": 2}
    )
    if kin.sex == "f":
        return element("circle", cx=x, cy=y, r=half, **look)
    rounded = None if kin.sex == "m" else 12
    return element("rect", x=x - half, y=y - half, width=2 * half, height=2 * half, rx=rounded, **look)


def _ties(placed: tuple[Placed, ...]) -> str:
    at = {p.kin.key: p for p in placed}
    path = "".join(_marriages(at)) + "".join(_descents(at))
    return element("path", d=path, fill="none", stroke=ink.INK_2, stroke_width=1.5) if path else ""


def _marriages(at: dict[str, Placed]) -> Iterable[str]:
    seen: set[frozenset[str]] = set()
    for p in at.values():
        for key in p.kin.partners:
            pair = frozenset((p.kin.key, key))
            if key in at and pair not in seen and at[key].y == p.y:
                seen.add(pair)
                left, right = sorted((p, at[key]), key=lambda one: one.x)
                yield f"M{left.x + HALF:g} {p.y:g}H{right.x - HALF:g}"


def _descents(at: dict[str, Placed]) -> Iterable[str]:
    """From each couple, or single parent, down to a rail and on to each child; rails of one row lie apart."""
    unions: dict[tuple[str, ...], list[Placed]] = {}
    for p in at.values():
        parents = tuple(sorted(key for key in p.kin.parents if key in at))
        if parents:
            unions.setdefault(parents, []).append(p)
    for i, (parents, children) in enumerate(unions.items()):
        x, y = _origin([at[key] for key in parents])
        rail = children[0].y - HALF - 8 - 6 * (i % 3)
        xs = [child.x for child in children]
        yield f"M{x:g} {y:g}V{rail:g}"
        if len({x, *xs}) > 1:
            yield f"M{min(x, *xs):g} {rail:g}H{max(x, *xs):g}"
        yield "".join(f"M{child.x:g} {rail:g}V{child.y - HALF:g}" for child in children)


def _origin(parents: list[Placed]) -> tuple[float, float]:
    if len(parents) == 2 and parents[0].y == parents[1].y:
        return fmean(p.x for p in parents), parents[0].y
    lone = parents[0]
    return lone.x, lone.y + HALF + lone.label.height + 2
