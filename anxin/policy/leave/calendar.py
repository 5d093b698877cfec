"""Working days: the days of the official calendar, year by year, and a table that may override them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
from chinese_calendar import constants

from anxin.policy.rules import Dates, Ints
from anxin.policy.years import Bools

WEEKEND = 5  # Saturday; Monday is 0


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Whether each day of some whole years is a working day. A year that is not in it is not known."""

    first: np.datetime64
    before: Ints  # of each day from `first`: how many working days of the calendar lie before it
    known_before: Ints  # and how many days of known years

    def working_days(self, starts: Dates, ends: Dates) -> Ints:
        """Working days from the first to the last day, both counted; 0 where a year is not known."""
        counted = self.before[self._at(ends) + 1] - self.before[self._at(starts)]
        return np.where(self.known(starts, ends), np.maximum(counted, 0), 0)

    def known(self, starts: Dates, ends: Dates) -> Bools:
        """Whether the calendar has every day from the first to the last."""
        days = (ends - starts).astype(np.int64) + 1
        inside = (starts >= self.first) & (ends < self.first + np.timedelta64(len(self.before) - 1, "D"))
        found = self.known_before[self._at(ends) + 1] - self.known_before[self._at(starts)]
        complete: Bools = inside & (days > 0) & (found == days)
        return complete

    def _at(self, days: Dates) -> Ints:
        places = (days - self.first).astype(np.int64)
        return np.clip(places, 0, len(self.before) - 2)


def work_calendar(table: Mapping[int, Mapping[date, bool]] | None = None) -> WorkCalendar:
    """The official calendar (chinesecalendar, 2004 to 2026 in its release 1.11), with years of one's own.

    table: for each year, which days differ from the week: True a working day, False a day off. A year that
    is handed in replaces that year altogether.
    """
    return _calendar(official() | {year: dict(days) for year, days in (table or {}).items()})


@cache
def official() -> dict[int, dict[date, bool]]:
    """Days that differ from the week, by year, as chinesecalendar has them."""
    days = dict.fromkeys(constants.holidays, False) | dict.fromkeys(constants.workdays, True)
    years: dict[int, dict[date, bool]] = {}
    for day, works in days.items():
        years.setdefault(day.year, {})[day] = works
    return years


def _calendar(years: dict[int, dict[date, bool]]) -> WorkCalendar:
    start, end = date(min(years), 1, 1), date(max(years) + 1, 1, 1)
    days = [start + timedelta(days=step) for step in range((end - start).days)]
    known = np.array([day.year in years for day in days])
    works = np.array([years.get(day.year, {}).get(day, day.weekday() < WEEKEND) for day in days]) & known
    return WorkCalendar(
        first=np.datetime64(start, "D"),
        before=np.concatenate([[0], np.cumsum(works)]).astype(np.int64),
        known_before=np.concatenate([[0], np.cumsum(known)]).astype(np.int64),
    )


@cache
def official_calendar() -> WorkCalendar:
    """The calendar without a table handed in."""
    return work_calendar()
