"""A burn-up: how many there are and how many of them are met, month by month, as two flights of steps.

What lies between the two is open. A thin dashed line is what was found, a thick one with a wash below it what
is met; each says its number at the right end, and the table beside the picture carries every month.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import ink
from .drawing import element, line, words

WIDTH, HEIGHT = 640, 190
LEFT, RIGHT, TOP, FOOT = 28, 96, 14, 24  # room for numbers, for the two labels, above, and for the months
LABELLED = 3  # every third month has its name below
APART = 15  # between the two labels, so that neither covers the other


@dataclass(frozen=True, slots=True)
class Month:
    """How things stood at the end of a month: ``found`` in all, of them ``met``."""

    name: str
    found: int
    met: int

    @property
    def open(self) -> int:
        """What was found and not met."""
        return self.found - self.met


@dataclass(frozen=True, slots=True)
class Burnup:
    """What is drawn: months in order, the last one as it stands today, and the words of the two lines."""

    title: str
    description: str
    found: str
    met: str
    months: Sequence[Month]


def burnup(picture: Burnup) -> str:
    """The picture as SVG with attributes only, so that page and paper take the same."""
    most = max((one.found for one in picture.months), default=0) or 1
    found = [_y(one.found, most) for one in picture.months]
    met = [_y(one.met, most) for one in picture.months]
    floor = _y(0, most)
    return element(
        "svg",
        element("title", words(picture.title), id="burnup-title"),
        element("desc", words(picture.description), id="burnup-desc"),
        *_scale(most),
        *_months(picture.months),
        element("path", d=f"{_steps(met)}V{floor:.1f}H{LEFT}Z", fill=ink.OK_WASH),
        element("path", d=_steps(met), fill="none", stroke=ink.OK, stroke_width=3),
        element(
            "path", d=_steps(found), fill="none", stroke=ink.INK, stroke_width=1.5, stroke_dasharray="6 3"
        ),
        *_ends(picture, found[-1], met[-1]),
        xmlns="http://www.w3.org/2000/svg",
        class_="pic",
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_labelledby="burnup-title burnup-desc",
        font_family=ink.SANS,
        font_size=12,
        fill=ink.INK_2,
    )


def _y(count: int, most: int) -> float:
    return TOP + (HEIGHT - TOP - FOOT) * (1 - count / most)


def _x(place: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * place / count


def _steps(heights: Sequence[float]) -> str:
    """A flight of steps, each as wide as its month."""
    steps = (f"V{y:.1f}H{_x(place + 1, len(heights)):.1f}" for place, y in enumerate(heights))
    return f"M{LEFT} {heights[0]:.1f}" + "".join(steps)


def _scale(most: int) -> Iterator[str]:
    """The floor, the height of all that was found, and half of it where that is a whole number."""
    marks = {0, most} | ({most // 2} if most % 2 == 0 else set())
    for count in sorted(marks):
        y = _y(count, most)
        yield element("path", d=f"M{LEFT} {y:.1f}H{WIDTH - RIGHT}", stroke=ink.LINE, fill="none")
        yield line(LEFT - 6, y + 4, str(count), fill=ink.INK_3, anchor="end")


def _months(months: Sequence[Month]) -> Iterator[str]:
    """The names of every third month, counted back from the last."""
    for place, one in enumerate(months):
        if (len(months) - 1 - place) % LABELLED == 0:
            middle = _x(place, len(months)) + _x(1, len(months)) / 2 - LEFT / 2
            yield line(middle, HEIGHT - 6, one.name, fill=ink.INK_3, anchor="middle")


def _ends(picture: Burnup, found: float, met: float) -> Iterator[str]:
    """What each line is, at its right end; the words of a higher one make room for those below."""
    last = picture.months[-1]
    x, upper = WIDTH - RIGHT + 8, max(min(found, met - APART), TOP)
    lower = max(met, upper + APART)
    yield line(x, upper + 4, f"{picture.found} {last.found}", fill=ink.INK, room=RIGHT - 8)
    yield line(x, lower + 4, f"{picture.met} {last.met}", fill=ink.OK, bold=True, room=RIGHT - 8)
