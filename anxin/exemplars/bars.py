"""Coverage of study as a bar a unit: as wide as the units below it are many, filled as far as they held
something. The number stands beside it, so the bar says nothing to a screen reader."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from anxin.ground.ui.pictures import ink
from anxin.ground.ui.pictures.drawing import element

from .queries.coverage import Row

ROOM, HIGH = 180, 12  # of the widest bar, and of each, in drawing units
LEAST, APART = 9, 5  # of the narrowest bar; from this width on, units are drawn one by one


def bars(rows: Sequence[Row]) -> list[SafeString]:
    """A bar for each row; all share one scale."""
    most = max((row.units for row in rows), default=1)
    return [bar(row.active, row.units, ROOM / max(most, ROOM / (2 * LEAST))) for row in rows]


def bar(active: int, units: int, step: float = LEAST) -> SafeString:
    """One bar: ``units`` with ``step`` drawing units each, the first ``active`` of them filled."""
    wide = max(LEAST, step * units)
    held = wide * active / units
    drawn = [_box(0, wide, fill=ink.PAPER, stroke=ink.LINE_STRONG, stroke_dasharray="2 2")]
    if held:
        drawn.append(_box(0, held, fill=ink.BRAND_WASH, stroke=ink.BRAND))
    if step >= APART:
        drawn += [_mark(wide * place / units, place < active) for place in range(1, units)]
    drawn_in = element(
        "svg", *drawn, aria_hidden="true", focusable="false",
        width=wide + 1, height=HIGH + 1, viewBox=f"0 0 {wide + 1:g} {HIGH + 1}",
    )  # fmt: skip
    return mark_safe(drawn_in)  # noqa: S308  # numbers of our own


def _box(left: float, wide: float, **look: str) -> str:
    return element("rect", x=left + 0.5, y=0.5, width=max(wide, 1), height=HIGH, **look)


def _mark(x: float, held: bool) -> str:
    colour = ink.BRAND if held else ink.LINE_STRONG
    return element("line", x1=x + 0.5, x2=x + 0.5, y1=0.5, y2=HIGH + 0.5, stroke=colour)
