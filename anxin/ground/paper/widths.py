"""How the columns of a table share a line: what may not break keeps its width, the rest shares in proportion.

One rule for PDF and Word, in ems of the running text, so that the same table looks alike on each.
"""

from collections.abc import Sequence
from typing import NamedTuple

WIDEST = 26.0  # ems beyond which more text asks for lines, not for width
LONGEST_LEAD = 14.0  # the name of a row breaks only beyond this
NARROWEST = 6.0  # ems that text needs to be readable at all
GAP = 0.75  # ems between columns


class Hunger(NamedTuple):
    """Width a column would like and the least it can do with, in ems."""

    wish: float
    need: float


def hunger(widest: float, *, firm: bool, lead: bool) -> Hunger:
    """From the widest text of a column, whether it may not break, and whether it names its rows."""
    wish = min(widest, WIDEST) + GAP
    least = LONGEST_LEAD if lead else NARROWEST
    return Hunger(wish, wish if firm else min(wish, least + GAP))


def shares(columns: Sequence[Hunger], room: float) -> list[float]:
    """Width of each column in ems, together exactly `room`."""
    wish = sum(column.wish for column in columns)
    need = sum(column.need for column in columns)
    if need >= room:
        return [column.need * room / need for column in columns]
    if wish <= room:
        return _grown(columns, room - wish)
    spare = (room - need) / (wish - need)
    return [column.need + spare * (column.wish - column.need) for column in columns]


def _grown(columns: Sequence[Hunger], rest: float) -> list[float]:
    """More room than wished: columns that could break take most of it, firm ones keep close."""
    parts = [column.wish * (0.35 if column.need == column.wish else 1.0) for column in columns]
    return [column.wish + rest * part / sum(parts) for column, part in zip(columns, parts, strict=True)]
