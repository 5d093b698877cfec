"""Working days, with the State Council's holidays and make-up working days (调休).

Three sources, in this order: the office's own days (the table OfficeDay, which the system administrator fills
for a year that the package does not know yet, or departs from), chinesecalendar (2004 to 2026), and for any
other year an assumption: Monday to Friday without the holidays that the law itself fixes. `is_assumed` says
so, and pages should.
"""

import time
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import chinese_calendar
from django.apps import apps

from anxin.ground.days.lunar import qingming, solar_of

RELOAD = 1.0  # seconds after which a process reads the office's own days anew
_DAY = timedelta(1)
_own: dict[date, bool] = {}
_own_years: frozenset[int] = frozenset()
_looked = time.monotonic() - RELOAD
_FIRST: int = min(chinese_calendar.holidays).year
_LAST: int = max(chinese_calendar.holidays).year


def is_working_day(day: date) -> bool:
    """Whether offices work on that day. In an assumed year make-up days and bridges are unknown."""
    return _works(day)


def is_assumed(day: date) -> bool:
    """Whether no published calendar covers the day's year, so that its working days are only assumed."""
    return day.year not in _own_years and not _published(day)


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; counted back, with a minus, when end is earlier.

    From today to a deadline: 0 is today, 1 the next working day, -2 two working days late.
    """
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + _DAY * n) for n in range(1, (end - start).days + 1))


def add_working_days(day: date, count: int) -> date:
    """The count-th working day after a day (before it, when negative); 0 is the day itself.

    The day on which a period begins is not counted (Civil Code art. 201).
    """
    step = _DAY if count > 0 else -_DAY
    while count:
        day += step
        if is_working_day(day):
            count -= 1 if count > 0 else -1
    return day


def working_day_from(day: date) -> date:
    """That day, or the next working day: a period never ends on a holiday (Civil Code art. 203)."""
    while not is_working_day(day):
        day += _DAY
    return day


def standing(year: int) -> Literal["office", "published", "assumed"]:
    """Where a year's working days come from."""
    if year in _own_years:
        return "office"
    return "published" if _FIRST <= year <= _LAST else "assumed"


def look_now() -> None:
    """Read the office's own days at once: they were just changed."""
    use(dict(apps.get_model("days", "OfficeDay").objects.values_list("day", "works")))


def look_again() -> None:
    """Read the office's own days if a second has passed since they were last read: every process does so
    before each request and each job, so that what the administrator enters holds for all of them at once."""
    global _looked
    if time.monotonic() - _looked >= RELOAD:
        _looked = time.monotonic()
        look_now()


def use(days: Mapping[date, bool]) -> None:
    """Reckon with these days of the office's own from now on: True works, False is free. A year with at least
    one of them is the office's: its other days are Monday to Friday."""
    global _own, _own_years
    if days != _own:
        _own, _own_years = dict(days), frozenset(day.year for day in days)
        _works.cache_clear()


@lru_cache(maxsize=8192)
def _works(day: date) -> bool:
    if day.year in _own_years:
        return _own.get(day, day.weekday() < 5)
    if _published(day):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and day not in _fixed_holidays(day.year)


def _published(day: date) -> bool:
    return _FIRST <= day.year <= _LAST


@lru_cache(maxsize=64)
def _fixed_holidays(year: int) -> frozenset[date]:
    """The thirteen days of 全国年节及纪念日放假办法 as revised from 2025-01-01."""
    spring = solar_of(year, 1, 1)
    return frozenset(
        [
            date(year, 1, 1),
            *(spring + _DAY * n for n in range(-1, 3)),  # 除夕 to 初三
            qingming(year),
            date(year, 5, 1),
            date(year, 5, 2),
            solar_of(year, 5, 5),
            solar_of(year, 8, 15),
            *(date(year, 10, n) for n in (1, 2, 3)),
        ]
    )
