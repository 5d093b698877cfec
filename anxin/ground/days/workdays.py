"""Working days, with the State Council's holidays and make-up working days (调休).

Three sources, in this order: the office's own calendar file (setting ANXIN_CALENDAR, for years that the
package does not know yet), chinesecalendar (2004 to 2026), and for any other year an assumption: Monday to
Friday without the holidays that the law itself fixes. `is_assumed` says so, and pages should.
"""

import csv
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import chinese_calendar
from django.conf import settings

from anxin.ground.days.lunar import qingming, solar_of

_DAY = timedelta(1)
_FIRST: int = min(chinese_calendar.holidays).year
_LAST: int = max(chinese_calendar.holidays).year


def is_working_day(day: date) -> bool:
    """Whether offices work on that day. In an assumed year make-up days and bridges are unknown."""
    return _works(day, _own_calendar_path())


def is_assumed(day: date) -> bool:
    """Whether no published calendar covers the day's year, so that its working days are only assumed."""
    own = _own_calendar(_own_calendar_path())
    return day.year not in own.years and not _published(day)


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


class _OwnCalendar:
    """Days on which the office's own file departs from Monday to Friday, and the years it speaks of."""

    def __init__(self, days: dict[date, bool]) -> None:
        self.days = days
        self.years = {day.year for day in days}


@lru_cache(maxsize=8)
def _own_calendar(path: Path | None) -> _OwnCalendar:
    """Lines `2027-02-08,free` or `2027-02-20,work`. Raises ValueError on any other: a slip must show."""
    if path is None or not path.exists():
        return _OwnCalendar({})
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.reader(file) if line and not line[0].startswith("#")]
    return _OwnCalendar({date.fromisoformat(day.strip()): _is_work(word.strip()) for day, word in lines})


def _is_work(word: str) -> bool:
    return ("free", "work").index(word) == 1


def _own_calendar_path() -> Path | None:
    path = getattr(settings, "ANXIN_CALENDAR", None)
    return Path(path) if path else None


@lru_cache(maxsize=8192)
def _works(day: date, path: Path | None) -> bool:
    own = _own_calendar(path)
    if day.year in own.years:
        return own.days.get(day, day.weekday() < 5)
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
