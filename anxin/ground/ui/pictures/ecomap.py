"""一户一图: the family in the middle, round it a fixed ring of those who support it.

Thick ties are in place, dashed ones under way, dotted ones missing; each box says so in words as well.
"""

from dataclasses import dataclass

from django.utils.translation import gettext

from anxin.ground.ui.pictures import genogram, ink
from anxin.ground.ui.pictures.drawing import element, fit, line, width, words, wrap
from anxin.ground.ui.pictures.shapes import Ecomap, State, Support

BOX_W, BOX_H = 219, 86  # of a box: a name of two lines and two lines of words
SIDE, ABOVE, BELOW = 50, 50, 46  # from the family's box to the boxes at its sides, above and below
CORNER = 52  # the outer boxes above and below stand this far in
NAME = 14  # size of a name
ROW = 3
SIDES = 4  # at most so many boxes at each side; the table carries the rest

TIES: dict[State, dict[str, str | float]] = {
    "done": {"stroke": ink.OK, "stroke_width": 4},
    "way": {"stroke": ink.SOON, "stroke_width": 2.5, "stroke_dasharray": "9 6"},
    "gap": {"stroke": ink.LATE, "stroke_width": 3, "stroke_dasharray": "0 7", "stroke_linecap": "round"},
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the family's box stands and how large the picture is."""

    x: float
    y: float
    w: float
    h: float

    @property
    def width(self) -> float:
        return self.x * 2 + self.w

    @property
    def height(self) -> float:
        return self.y + self.h + BELOW + BOX_H + 2  # a hair of air: a scaled picture ends between two pixels


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of one box of the ring and of its tie."""

    x: float
    y: float
    tie: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a support as it is set: its lines, their size, and beside which the state stands."""

    lines: tuple[str, ...]
    size: int
    state_at: int


def ecomap(picture: Ecomap) -> str:
    """The picture as SVG with attributes only, so that the same file serves page, PDF and Word."""
    shown = _shown(picture.supports)
    top, right, left, bottom = _shares(len(shown))
    family = genogram.lay_out(picture.people, picture.notes)
    height = max(family.height, max(right, left) * (BOX_H + 24.0))
    home = Frame(BOX_W + SIDE + 1, BOX_H + ABOVE + 1, family.width, height)
    spots = [*_row(home, top, above=True), *_sides(home, right, on_right=True)]
    spots += [*_sides(home, left, on_right=False), *_row(home, bottom, above=False)]
    ties = [_tie(spot, support.state) for spot, support in zip(spots, shown, strict=True)]
    boxes = [_box(spot, support) for spot, support in zip(spots, shown, strict=True)]
    return _sheet(home, picture, [*ties, _home(home, picture), genogram.draw(family, home.x, home.y), *boxes])


def _shown(supports: tuple[Support, ...]) -> list[Support]:
    """What fits in the ring; the last box counts what only the table shows, in the worst state among it."""
    most = 2 * ROW + 2 * SIDES
    if len(supports) <= most:
        return list(supports)
    rest = supports[most - 1 :]
    worst: State = (
        "gap"
        if any(s.state == "gap" for s in rest)
        else "way"
        if any(s.state == "way" for s in rest)
        else "done"
    )
    more = Support(gettext("%(n)d more") % {"n": len(rest)}, gettext("see the table below"), "", worst)
    return [*supports[: most - 1], more]


def _shares(count: int) -> tuple[int, int, int, int]:
    """How many boxes stand above, right, left and below."""
    top = min(ROW, count)
    sides = min(max(count - top, 0), max(4, count - 2 * ROW))
    return top, (sides + 1) // 2, sides // 2, count - top - sides


def _row(home: Frame, count: int, *, above: bool) -> list[Spot]:
    """The boxes above or below: one in the middle, two at the corners, three at both."""
    middle = home.width / 2 - BOX_W / 2
    corners = [float(CORNER), home.width - CORNER - BOX_W]
    places = {0: [], 1: [middle], 2: corners}.get(count, [corners[0], middle, corners[1]])
    y = 0.5 if above else home.y + home.h + BELOW + 0.5
    edge, home_edge = (y + BOX_H, home.y) if above else (y, home.y + home.h)
    return [Spot(x, y, (*_lean(home, x), edge, home_edge)) for x in places]


def _lean(home: Frame, x: float) -> tuple[float, float]:
    """Where a tie leaves its box and where it meets the family's box: corner boxes lean inwards."""
    middle = x + BOX_W / 2
    inside = min(max(middle, home.x + 32), home.x + home.w - 32)
    return middle + (inside > middle) * 20 - (inside < middle) * 20, inside


def _sides(home: Frame, count: int, *, on_right: bool) -> list[Spot]:
    x = home.x + home.w + SIDE if on_right else 0.5
    near, far = (home.x + home.w, x) if on_right else (home.x, x + BOX_W)
    middles = [home.y + home.h * (i + 0.5) / count for i in range(count)]
    return [Spot(x, y - BOX_H / 2, (far, near, y, y)) for y in middles]


def _tie(spot: Spot, state: State) -> str:
    x1, x2, y1, y2 = spot.tie
    return element("path", d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", fill="none", **TIES[state])


def _home(home: Frame, picture: Ecomap) -> str:
    right = home.x + home.w - 14
    notes = [
        line(
            right,
            home.y + 22 + 18 * i,
            note,
            room=home.w - 28,
            fill=ink.INK_3 if i else ink.INK_2,
            anchor="end",
        )
        for i, note in enumerate(picture.notes[:2])
    ]
    look: dict[str, str | float] = {"fill": ink.DESK, "stroke": ink.INK_2, "stroke_width": 1.5}
    return element("rect", x=home.x, y=home.y, width=home.w, height=home.h, rx=10, **look) + "".join(notes)


def _box(spot: Spot, support: Support) -> str:
    x, y = spot.x, spot.y
    word = str(support.word)
    state_room = width(word) + 16
    room = BOX_W - 24
    name = _name(support.name, room - state_room - 6, room)
    y_name, y_what, y_when = (21.5, 56.5, 73.5) if len(name.lines) > 1 else (24.5, 48.5, 68.5)
    y_state = y + y_name - 0.5 + 16 * name.state_at
    return element(
        "g",
        element("rect", x=x, y=y, width=BOX_W, height=BOX_H, rx=6, fill=ink.PAPER, stroke=ink.LINE_STRONG),
        *(
            line(x + 11.5, y + y_name + 16 * n, said, size=name.size, bold=True, fill=ink.INK)
            for n, said in enumerate(name.lines)
        ),
        _mark(x + BOX_W - 9.5 - width(word) - 9, y_state - 4, support.state),
        line(
            x + BOX_W - 9.5,
            y_state,
            word,
            fill=_word_ink(support.state),
            bold=support.state == "gap",
            anchor="end",
        ),
        line(x + 11.5, y + y_what, support.what, room=room, fill=ink.INK_2),
        line(x + 11.5, y + y_when, support.when, room=room, fill=ink.INK_3) if support.when else "",
    )


def _name(name: str, beside: float, room: float) -> Name:
    """The name in one line beside the state; else in two, the state beside the one that leaves it room, in
    the largest letters that hold it whole."""
    if width(name, NAME) <= beside:
        return Name((name,), NAME, 0)
    ways = [
        Name(tuple(_halves(name, size, rooms)), size, rooms.index(beside))
        for size in (NAME, NAME - 1, NAME - 2)
        for rooms in ((beside, room), (room, beside))
    ]
    return next((way for way in ways if not any("…" in said for said in way.lines)), ways[-1])


def _halves(name: str, size: int, rooms: tuple[float, float]) -> list[str]:
    first = wrap(name, size, rooms[0], 2)[0]
    rest = name[len(first) :].lstrip("，、, \u3000") if name.startswith(first) else ""
    return [first, fit(rest, size, rooms[1])] if rest else [first]


def _word_ink(state: State) -> str:
    return {"done": ink.INK_2, "way": ink.SOON, "gap": ink.LATE}[state]


def _mark(x: float, y: float, state: State) -> str:
    """The shape of a light: ● in place, ▲ under way, ◇ missing."""
    if state == "done":
        return element("circle", cx=x, cy=y, r=5, fill=ink.OK)
    if state == "way":
        return element("path", d=f"M{x:.1f} {y - 5:.1f}l5.5 10h-11z", fill=ink.SOON)
    return element(
        "path",
        d=f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
        fill="none",
        stroke=ink.LATE,
        stroke_width=2,
    )


def _sheet(home: Frame, picture: Ecomap, inside: list[str]) -> str:
    said = gettext(
        "%(people)d people of the family in the middle, %(all)d supports round them: %(done)d in place, "
        "%(way)d under way, %(gaps)d missing. The table below says the same."
    ) % {
        "people": len(picture.people),
        "all": len(picture.supports),
        "done": picture.done,
        "way": picture.way,
        "gaps": picture.gaps,
    }
    return element(
        "svg",
        element("title", words(picture.title), id="ecomap-title"),
        element("desc", words(said), id="ecomap-desc"),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        class_="pic",
        width=home.width,
        height=home.height,
        viewBox=f"0 0 {home.width:g} {home.height:g}",
        role="img",
        aria_labelledby="ecomap-title ecomap-desc",
        font_family=ink.SANS,
        font_size=12,
    )
