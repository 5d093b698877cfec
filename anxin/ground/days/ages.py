"""Ages by the law's counting.

Convention: an age is reached on the birthday (POLICY 12, W9; other readings of 满 are parameters of the law
as code). Someone born on 29 February reaches it on the last day of February in other years (Civil Code art.
202: where the month has no such day, its last day). Lunar birthdays count by the solar day they fell on.
"""

import calendar
from collections.abc import Iterator
from datetime import date

from anxin.ground.days.partial import PartialDate, bounds


def age_on(birth: PartialDate | date, day: date) -> int | None:
    """Full years of age on a day. None when the missing part of the birth date decides, or before birth."""
    earliest, latest = bounds(birth)
    oldest, youngest = _years(earliest, day), _years(latest, day)
    return oldest if oldest == youngest and day >= latest else None


def reaches(birth: PartialDate | date, years: int) -> date | None:
    """The day on which that age is reached; None when the birth date does not give a day (a gap)."""
    earliest, latest = bounds(birth)
    return anniversary(earliest, earliest.year + years) if earliest == latest else None


def under(birth: PartialDate | date, years: int, day: date) -> bool | None:
    """Whether somebody is under an age (未满) on a day; None when a missing part of the date decides."""
    earliest, latest = bounds(birth)
    youngest_is, oldest_is = _years(latest, day) < years, _years(earliest, day) < years
    return youngest_is if youngest_is == oldest_is else None


def anniversary(of: date, year: int) -> date:
    """The return of a day in a year; of 29 February the last day of the month."""
    if (of.month, of.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return of.replace(year=year)


def anniversaries(of: date, start: date, end: date) -> Iterator[date]:
    """The yearly returns of a day between two days, both included; never the day itself."""
    for year in range(max(start.year, of.year + 1), end.year + 1):
        if start <= (kept := anniversary(of, year)) <= end:
            yield kept


def _years(birth: date, day: date) -> int:
    return day.year - birth.year - (day < anniversary(birth, day.year))
