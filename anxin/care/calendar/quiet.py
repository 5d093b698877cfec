"""Quiet days: the anniversaries of a death and Qingming, with some days around. Nobody is prompted then."""

from datetime import date, timedelta

from .reckoning import quiet_between
from .shapes import FamilyDays


def quiet_days_of(family: FamilyDays, start: date, end: date, around: int) -> set[date]:
    """The quiet days from ``start`` to ``end``; ``around``: days before and after that are quiet too."""
    near = timedelta(around)
    found = {
        one.day + timedelta(shift)
        for one in quiet_between(family, start - near, end + near)
        for shift in range(-around, around + 1)
    }
    return {day for day in found if start <= day <= end}
