"""A day for each level to sign for a notice by: suggested by counting back in working days from the last one.

Every level gets an equal share of the working days between the issue and the last day; what does not divide
is given to the levels above, whose signing everybody below waits for.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days, working_days_between

from .addressing import rows_of
from .models import Notice


def suggested(levels: Sequence[int], last: date, start: date) -> dict[int, date]:
    """A day for each of ``levels`` (from the top), the lowest one's the ``last``. With fewer working days
    than levels several share one."""
    left = max(0, working_days_between(start, last))
    steps = range(len(levels) - 1, -1, -1)
    return {
        level: add_working_days(last, -(below * left // len(levels)))
        for level, below in zip(levels, steps, strict=True)
    }


def days_of(notice: Notice) -> Mapping[int, date]:
    """For each level that the notice addresses: the day it was given; where none was given yet, the one that
    counting back suggests. Empty for a notice without a last day."""
    if notice.receive_by is None:
        return {}
    levels, given = rows_of(notice), {one.level: one.day for one in notice.days.all()}
    proposed = {} if given else suggested(levels, notice.receive_by, today())
    return {level: given.get(level) or proposed.get(level, notice.receive_by) for level in levels}
