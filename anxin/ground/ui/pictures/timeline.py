"""关爱时间轴: a lane a person; visits as dots on the line, days ahead as flags above, measures as bars below.

Colour is never alone: a mark has its shape, a bar its line style. Labels stand on what they name, on three
levels at most; where there is no room the label before says "+2" and the table carries the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext, pgettext

from anxin.ground.ui.pictures import ink
from anxin.ground.ui.pictures.drawing import Attribute, element, fit, line, width, words, wrap

from .labels import CLOSE, RADIUS, REACH, RISE, SIZE, Placed, Wish, place
from .legend import height, legend
from .shapes import State
from .spans import MARK_SIGNS, Bar, Flag, Lane, Mark, Timeline

LIMIT = 15_000  # bytes of one picture
WIDTH, PAPER_WIDTH = 1270, 820  # of the picture on a page, and on A4 upright, where its words stay legible
MARGIN, EDGE = 150, 8  # where the days begin, and how far from the right edge they end
HEAD = 52  # the years
ROW, THICK, ROWS = 20, 16, 4  # bars
LONGEST = 310  # of a label
TEXT = 18  # from line to line in the margin
SOON_DAYS = 90

BARS: dict[State, dict[str, str | float]] = {
    "done": {"fill": ink.OK_WASH, "stroke": ink.OK},
    "way": {"fill": ink.SOON_WASH, "stroke": ink.SOON, "stroke_width": 1.5, "stroke_dasharray": "6 3"},
    "gap": {"fill": ink.PAPER, "stroke": ink.LATE, "stroke_width": 1.5, "stroke_dasharray": "1.5 3"},
}
BAR_INK: dict[State, str] = {"done": ink.OK, "way": ink.SOON, "gap": ink.LATE}


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a lane is drawn: labels, rows of bars, lines in the margin; dots nearer than ``apart``
    share one. The table carries everything."""

    labels: int = 99
    rows: int = ROWS
    lines: int = 99
    apart: int = 1


# Tried until the picture is small enough: labels give way first, then bars, the margin, dots.
FEWER = (
    *(Detail(most) for most in (99, 14, 10, 8, 6, 5, 4, 3, 2, 1)),
    *(Detail(1, rows) for rows in (3, 2, 1)),
    *(Detail(0, 1, lines) for lines in (5, 3, 1)),
    *(Detail(0, 0, 1, apart) for apart in (4, 12, 24)),
)
LEAST = Detail(0, 0, 1, 64)


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to places: linear, cut at both ends of a picture so wide."""

    start: date
    end: date
    wide: int = WIDTH

    @property
    def right(self) -> int:
        """Where the days end."""
        return self.wide - EDGE

    def at(self, day: date) -> float:
        """Where a day stands."""
        share = (min(max(day, self.start), self.end) - self.start) / (self.end - self.start)
        return round(MARGIN + share * (self.right - MARGIN), 1)

    def holds(self, day: date) -> bool:
        """Does the picture show this day?"""
        return self.start <= day <= self.end


def timeline(picture: Timeline, wide: int = WIDTH) -> str:
    """The picture as SVG with attributes only, within 15 KB, so that page, PDF and Word take the same."""
    drawn = (_sheet(picture, wide, detail) for detail in FEWER)
    return next((svg for svg in drawn if len(svg.encode()) <= LIMIT), None) or _sheet(picture, wide, LEAST)


def timeline_on_paper(picture: Timeline) -> str:
    """The picture for A4, where nobody counts bytes: every label that has room, and what the signs mean."""
    return _sheet(picture, PAPER_WIDTH, Detail(), signs=True)


def _sheet(picture: Timeline, wide: int, detail: Detail, *, signs: bool = False) -> str:
    scale = Scale(picture.start, picture.end, wide)
    lanes, y = [], float(HEAD)
    for lane in picture.lanes:
        laid = _Laid.out(lane, scale, y, detail, scale.at(picture.today))
        lanes.append(laid.draw())
        y = laid.bottom
    inside = [*_ground(picture, scale, y), *lanes, *_today(picture, scale)]
    if signs:
        inside.append(legend(picture, BARS, wide, y))
        y += height(picture, BARS, wide)
    return element(
        "svg",
        element("title", words(picture.title), id="timeline-title"),
        element("desc", words(picture.description), id="timeline-desc"),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        class_="pic",
        width=wide,
        height=y,
        viewBox=f"0 0 {wide} {y:g}",
        role="img",
        aria_labelledby="timeline-title timeline-desc",
        font_family=ink.SANS,
        font_size=SIZE,
        fill=ink.INK_2,
    )


# — The ground: what has been, the next ninety days, the years, the line of today —


def _ground(picture: Timeline, scale: Scale, bottom: float) -> Iterator[str]:
    now, soon = scale.at(picture.today), scale.at(picture.today + timedelta(SOON_DAYS))
    high = bottom - HEAD
    yield element("path", d=f"M{MARGIN} {HEAD}H{now:g}v{high:g}H{MARGIN}z", fill=ink.DESK)
    yield element("path", d=f"M{now:g} {HEAD}H{soon:g}v{high:g}H{now:g}z", fill=ink.BRAND_WASH)
    years = range(picture.start.year, picture.end.year + 1)
    edges = [scale.at(date(year, 1, 1)) for year in years if scale.holds(date(year, 1, 1))]
    lines = "".join(f"M{x:g} 34V{bottom:g}" for x in edges)
    if lines:
        yield element("path", d=lines, stroke=ink.LINE)
    yield element("path", d=f"M{now:g} 20V{bottom:g}", stroke=ink.BRAND, stroke_width=2)
    names = "".join(_year(scale, year) for year in years)
    yield element("g", names, text_anchor="middle")
    yield from _gone(picture, scale)


def _year(scale: Scale, year: int) -> str:
    x1, x2 = scale.at(date(year, 1, 1)), scale.at(date(year, 12, 31))
    return element("text", str(year), x=round((x1 + x2) / 2, 1), y=43) if x2 - x1 > 36 else ""


def _gone(picture: Timeline, scale: Scale) -> Iterator[str]:
    room = scale.at(picture.today) - width(_today_words(picture)) / 2 - REACH
    for n, one in enumerate(picture.gone[:2]):
        said = pgettext("the day of a death", "%(day)s %(words)s") % {
            "day": one.on.isoformat(),
            "words": one.words,
        }
        yield line(0, 14 + 16 * n, said, room=max(room, MARGIN - REACH), fill=ink.INK_3)
        if scale.holds(one.on):
            look: dict[str, Attribute] = {"fill": ink.SUNK, "stroke": ink.LINE_STRONG, "stroke_width": 2}
            yield element("rect", x=scale.at(one.on) - 4, y=HEAD - 4, width=8, height=8, **look)


def _today(picture: Timeline, scale: Scale) -> Iterator[str]:
    x, said = scale.at(picture.today), _today_words(picture)
    half = width(said) / 2 + 6
    yield element("rect", x=x - half, y=2, width=2 * half, height=19, rx=3, fill=ink.BRAND)
    yield line(x, 16, said, fill=ink.PAPER, bold=True, anchor="middle")


def _today_words(picture: Timeline) -> str:
    return gettext("today %(day)s") % {"day": f"{picture.today:%m-%d}"}


# — A lane —


@dataclass(frozen=True, slots=True)
class _Strip:
    """A bar in its row; where its words begin and whether they stand inside it."""

    bar: Bar
    x1: float
    x2: float
    row: int
    said: str
    text_x: float

    @property
    def inside(self) -> bool:
        """Do the words fit into the bar?"""
        return self.x1 < self.text_x < self.x2


@dataclass(frozen=True, slots=True)
class _Laid:
    """One lane with everything in its place: its line at ``axis``, its foot at ``bottom``."""

    lane: Lane
    scale: Scale
    top: float
    axis: float
    bottom: float
    labels: tuple[Placed, ...]
    strips: tuple[_Strip, ...]
    margin: tuple[tuple[str, bool], ...]  # lines below the name; True: something is missing
    apart: int  # of dots

    @classmethod
    def out(cls, lane: Lane, scale: Scale, top: float, detail: Detail, now: float) -> "_Laid":
        """Lays a lane out below ``top``, as low as what it holds allows. Words of days after ``now``, the
        line of today, do not run back over it where the picture is wide enough."""
        near, far = _room(lane.flags, scale, now)
        wishes = _wishes(lane.flags, scale, min(LONGEST, _longest(near, far)))
        placed = place(wishes, near, far, detail.labels) if detail.labels else []
        levels = max((one.level + 1 for one in placed), default=0)
        strips, left_out = _packed(lane.bars, scale, detail.rows)
        margin = tuple(_margin(lane, left_out))[: detail.lines]
        axis = top + 14 + levels * RISE + 6
        rows = max((one.row + 1 for one in strips), default=0)
        bottom = max(axis + 10 + rows * ROW, top + 24 + TEXT * len(margin)) + 8
        return cls(lane, scale, top, axis, bottom, tuple(placed), strips, margin, detail.apart)

    def draw(self) -> str:
        """The lane as SVG."""
        return element("g", *self._margin(), *self._line(), *self._flags(), *self._bars())

    def _margin(self) -> Iterator[str]:
        yield element("path", d=f"M0 {self.top:g}H{self.scale.wide}", stroke=ink.LINE)
        yield line(0, self.top + 22, self.lane.name, room=MARGIN - REACH, size=14, bold=True, fill=ink.INK)
        rows = [(missing, n, said) for n, (said, missing) in enumerate(self.margin)]
        for missing, own in groupby(rows, key=lambda row: row[0]):
            said = "".join(
                element("text", words(said), x=0, y=self.top + 40 + TEXT * n) for _missing, n, said in own
            )
            yield element("g", said, fill=ink.LATE) if missing else said

    def _line(self) -> Iterator[str]:
        dashes = "2 4" if self.lane.gaps else None
        yield element(
            "path", d=f"M{MARGIN} {self.axis:g}H{self.scale.right}", stroke=ink.INK_2, stroke_dasharray=dashes
        )
        shown = [dot for dot in self.lane.dots if self.scale.holds(dot.on)]
        for planned, look in ((False, ink.INK_2), (True, ink.BRAND)):
            days = (dot.on for dot in shown if dot.planned is planned)
            places = _apart((round(self.scale.at(day)) for day in days), self.apart)
            if places:  # a line of next to no length with round ends is a dot, in eleven bytes
                d = "".join(f"M{x} {self.axis:g}h.1" for x in places)
                yield element("path", d=d, stroke=look, stroke_width=8, stroke_linecap="round")
            if places and planned:
                yield element("path", d=d, stroke=ink.PAPER, stroke_width=4, stroke_linecap="round")

    def _flags(self) -> Iterator[str]:
        for expected in (False, True):
            poles = "".join(self._pole(one) for one in self.labels if one.wish.flag.expected is expected)
            if poles:
                yield element("path", d=poles, stroke=ink.INK_3, stroke_dasharray="3 3" if expected else None)
        for mark in MARK_SIGNS:
            own = [one for one in self.labels if one.wish.flag.mark == mark]
            d = "".join(_mark(mark, one.wish.x, self._y(one)) for one in own)
            if d:
                yield element("path", d=d, stroke=ink.BRAND, stroke_width=1.5, fill=_filling(mark))
        said = "".join(self._label(one) for one in self.labels)
        if said:
            yield element("g", said, paint_order="stroke", stroke=ink.PAPER, stroke_width=3)

    def _y(self, one: Placed) -> float:
        """The middle of a label's mark."""
        return self.top + 16 + one.level * RISE

    def _pole(self, one: Placed) -> str:
        return f"M{one.wish.x:g} {self._y(one) + RADIUS:g}V{self.axis:g}"

    def _label(self, one: Placed) -> str:
        x = one.wish.x - REACH if one.left else one.wish.x + REACH
        return element(
            "text", words(one.wish.said), x=round(x, 1), y=self._y(one) + 4.5,
            text_anchor="end" if one.left else None,
        )  # fmt: skip

    def _bars(self) -> Iterator[str]:
        for state, look in BARS.items():
            own = [one for one in self.strips if one.bar.state == state]
            if not own:
                continue
            d = "".join(f"M{one.x1:g} {self._row(one):g}H{one.x2:g}v{THICK}H{one.x1:g}z" for one in own)
            yield element("path", d=d, **look)
            said = "".join(self._words(one) for one in own)
            yield element("g", said, fill=BAR_INK[state])

    def _row(self, one: _Strip) -> float:
        return self.axis + 10 + one.row * ROW

    def _words(self, one: _Strip) -> str:
        return element("text", words(one.said), x=round(one.text_x, 1), y=self._row(one) + 12.5)


def _apart(places: Iterable[int], least: int) -> list[int]:
    """Each place once, from the left, none nearer than ``least`` to the one before."""
    kept: list[int] = []
    for x in sorted(places):
        if not kept or x - kept[-1] >= least:
            kept.append(x)
    return kept


def _room(flags: Iterable[Flag], scale: Scale, now: float) -> tuple[float, float]:
    """Between which places the labels of a lane stand."""
    near, far = float(MARGIN + 2), float(scale.wide - 4)
    ahead = all(scale.at(flag.on) >= now for flag in flags if scale.holds(flag.on))
    return (now + 3 if ahead and _longest(now + 3, far) >= LONGEST else near), far


def _longest(near: float, far: float) -> float:
    """So long a label with its "+99" finds a place on one side of its mark, wherever the mark stands."""
    return (far - near) / 2 - REACH - 4 - width(" +99", SIZE)


def _wishes(flags: Iterable[Flag], scale: Scale, longest: float) -> list[Wish]:
    """What wishes to stand above the line; flags that would cover each other share one label."""
    groups: list[list[Flag]] = []
    for flag in sorted((one for one in flags if scale.holds(one.on)), key=lambda one: (one.on, one.words)):
        if groups and scale.at(flag.on) - scale.at(groups[-1][0].on) < CLOSE:
            groups[-1].append(flag)
        else:
            groups.append([flag])
    return [_wish(group, scale, longest) for group in groups]


def _wish(group: list[Flag], scale: Scale, longest: float) -> Wish:
    """One label for flags of nearly the same day, under the mark that weighs most."""
    first = group[0]
    said = gettext(", ").join(dict.fromkeys(flag.words for flag in group))
    month = f"{first.on:%Y-%m}"
    if first.expected:
        month = pgettext("a day that may move", "about %(month)s") % {"month": month}
    heaviest = min(group, key=lambda flag: list(MARK_SIGNS).index(flag.mark))
    return Wish(scale.at(first.on), fit(f"{month} {said}", SIZE, longest), heaviest)


def _packed(bars: Iterable[Bar], scale: Scale, rows: int) -> tuple[tuple[_Strip, ...], int]:
    """Bars with their words in as few rows as hold them, and how many found no row."""
    found: list[_Strip] = []
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    left_out = 0
    for bar in bars:
        if bar.start > scale.end or (bar.end and bar.end < scale.start):
            continue
        x1, x2, said, text_x = _reach(bar, scale)
        near, far = min(x1, text_x) - 4, max(x2, text_x + width(said, SIZE)) + 8
        row = next((n for n, row in enumerate(taken) if all(far < a or b < near for a, b in row)), None)
        if row is None:
            left_out += 1
            continue
        taken[row].append((near, far))
        found.append(_Strip(bar, x1, x2, row, said, text_x))
    return tuple(found), left_out


def _reach(bar: Bar, scale: Scale) -> tuple[float, float, str, float]:
    """Both ends of a bar, its words and where they begin: inside, else behind it, else before it."""
    x1, x2 = scale.at(bar.start), scale.at(bar.end or scale.end)
    x1 = min(x1, scale.right - 6)
    x2 = max(x2, x1 + 6)
    said = fit(bar.words, SIZE, LONGEST)
    wide = width(said, SIZE)
    if wide + 12 <= x2 - x1:
        return x1, x2, said, x1 + 6
    return x1, x2, said, x2 + 6 if x2 + 6 + wide < scale.wide else x1 - 6 - wide


def _margin(lane: Lane, left_out: int) -> Iterator[tuple[str, bool]]:
    """The lines below a name: what the person is, hints, what is missing, what only the table shows."""
    room = MARGIN - REACH
    yield from ((said, False) for said in wrap(lane.word, SIZE, room, 2))
    for hint in lane.hints:
        yield from ((said, False) for said in wrap(hint, SIZE, room, 2))
    for gap in lane.gaps:
        yield from (
            (f"◇{said}" if n == 0 else said, True) for n, said in enumerate(wrap(gap, SIZE, room - SIZE, 2))
        )
    if left_out:
        yield fit(gettext("%(n)d more in the table") % {"n": left_out}, SIZE, room), False


def _mark(mark: Mark, x: float, y: float) -> str:
    """▲ a review, ● schooling, ○ an age, ■ anything else."""
    if mark == "review":
        return f"M{x:g} {y - RADIUS:g}l5 9h-10z"
    if mark == "other":
        return f"M{x - 4:g} {y - 4:g}h8v8h-8z"
    return f"M{x - 4:g} {y:g}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"


def _filling(mark: Mark) -> str:
    return ink.PAPER if mark == "age" else ink.BRAND
