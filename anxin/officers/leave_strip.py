"""A year of leave as a strip: one drawing unit a day, twelve months, a block for each leave. No ring, no sum:
what one has left stands beside it in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anxin.ground.days.clock import today

from .models import Leave

LEFT = 1


@dataclass(frozen=True)
class Block:
    """One leave on the strip."""

    x: int
    width: int
    leave: Leave

    @property
    def taken(self) -> bool:
        return self.leave.state == Leave.State.TAKEN

    @property
    def sure(self) -> bool:
        """Taken or granted; else only planned or asked for: drawn hollow."""
        return self.leave.state in (Leave.State.TAKEN, Leave.State.APPROVED)


@dataclass(frozen=True)
class Strip:
    """The strip of one year."""

    year: int
    months: tuple[tuple[int, int], ...]
    blocks: tuple[Block, ...]
    today_x: int | None


def leave_strip(leave: Iterable[Leave], year: int) -> Strip:
    """The strip of the live leave of a year."""
    rows = [one for one in leave if one.is_live and one.year == year]
    blocks = tuple(Block(_x(one.first), max((one.last - one.first).days + 1, 3), one) for one in rows)
    months = tuple((_x(date(year, month, 1)), month) for month in range(1, 13))
    return Strip(year, months, blocks, _x(today()) if today().year == year else None)


def _x(day: date) -> int:
    return LEFT + (day - date(day.year, 1, 1)).days
