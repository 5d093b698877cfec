"""Lunar dates and the festivals on which families are visited. lunar_python does the converting."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from lunar_python import Lunar, LunarYear, Solar

_WEEKDAYS = "一二三四五六日"


class NoSuchLunarDay(ValueError):
    """The lunar calendar has no such month or day in that year (闰月 or 三十 missing)."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """One day of the lunar calendar; `leap` marks the leap month (闰月)."""

    year: int
    month: int
    day: int
    leap: bool = False


@dataclass(frozen=True, slots=True)
class Festival:
    """A day on which the office visits or keeps silent. `code` is stored, `name` is the Chinese name."""

    code: str
    name: str
    day: date


class _Month(NamedTuple):
    """One month of a lunar year: its first solar day and how many days it has."""

    month: int
    leap: bool
    first: date
    days: int


@lru_cache(maxsize=512)
def _months(year: int) -> tuple[_Month, ...]:
    """The months of a lunar year in their order. Everything else here is counted from them: asking
    lunar_python for each single day costs a thousand times as much."""
    found = []
    for one in LunarYear.fromYear(year).getMonths():
        if one.getYear() == year:
            first = Solar.fromJulianDay(one.getFirstJulianDay())
            begins = date(first.getYear(), first.getMonth(), first.getDay())
            month = int(one.getMonth())
            found.append(_Month(abs(month), month < 0, begins, int(one.getDayCount())))
    return tuple(found)


def _month(year: int, month: int, leap: bool) -> _Month:
    found = next((one for one in _months(year) if one.month == month and one.leap == leap), None)
    if found is None:
        raise NoSuchLunarDay
    return found


def lunar_of(day: date) -> LunarDay:
    """The lunar day of a solar day."""
    year = day.year if _months(day.year)[0].first <= day else day.year - 1
    month = next(one for one in reversed(_months(year)) if one.first <= day)
    return LunarDay(year, month.month, (day - month.first).days + 1, month.leap)


def solar_of(year: int, month: int, day: int, leap: bool = False) -> date:
    """The solar day of a lunar day. Raises NoSuchLunarDay when that year has no such month or day."""
    found = _month(year, month, leap)
    if not 1 <= day <= found.days:
        raise NoSuchLunarDay
    return found.first + timedelta(day - 1)


def month_length(year: int, month: int, leap: bool = False) -> int:
    """29 or 30. Raises NoSuchLunarDay when the month does not exist in that year."""
    return _month(year, month, leap).days


def lunar_text(day: date) -> str:
    """The lunar day in words, as documents write it: 农历十月十五."""
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"农历{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"


def long_text(day: date) -> str:
    """The day as it stands on documents: 2026年11月23日（星期一） 农历十月十五."""
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}） {lunar_text(day)}"


def next_solar(month: int, day: int, leap: bool, after: date) -> date:
    """The first solar day after `after` (never that day itself) on which a lunar birthday is kept.

    A birthday in a leap month is kept in the ordinary month in years without it, and the 30th on the 29th
    when the month is short (custom; like the last day of the month in art. 202 of the Civil Code).
    """
    start = lunar_of(after).year
    days = (kept_in(year, month, day, leap) for year in range(start, start + 3))
    return next(kept for kept in days if kept > after)


def kept_in(year: int, month: int, day: int, leap: bool = False) -> date:
    """The solar day on which a lunar birthday is kept in a lunar year: exactly one (see next_solar)."""
    has_leap = leap and any(one.leap and one.month == month for one in _months(year))
    found = _month(year, month, has_leap)
    return found.first + timedelta(min(day, found.days) - 1)


def festivals_between(start: date, end: date) -> list[Festival]:
    """春节, 清明, 端午, 七一, 中秋 and 重阳 from `start` to `end`, both included, in order of days."""
    found = (festival for year in range(start.year, end.year + 1) for festival in _festivals_of(year))
    return sorted((f for f in found if start <= f.day <= end), key=lambda f: f.day)


@lru_cache(maxsize=256)
def _festivals_of(year: int) -> tuple[Festival, ...]:
    return (
        Festival("spring", "春节", solar_of(year, 1, 1)),
        Festival("qingming", "清明", qingming(year)),
        Festival("dragon_boat", "端午", solar_of(year, 5, 5)),
        Festival("party_day", "七一", date(year, 7, 1)),
        Festival("mid_autumn", "中秋", solar_of(year, 8, 15)),
        Festival("double_ninth", "重阳", solar_of(year, 9, 9)),
    )


@lru_cache(maxsize=256)
def qingming(year: int) -> date:
    """The solar term 清明 (4 to 6 April), the day of remembrance."""
    solar = Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def days_to_spring_festival(day: date) -> int:
    """Days until the next 春节 (0 on the day itself)."""
    this_year = solar_of(day.year, 1, 1)
    return ((this_year if this_year >= day else solar_of(day.year + 1, 1, 1)) - day).days
