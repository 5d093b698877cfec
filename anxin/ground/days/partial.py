"""Dates as papers give them: to the day, the month or the year, some of them lunar. Nothing is made up."""

import calendar as months
from dataclasses import dataclass
from datetime import date
from typing import Literal

from anxin.ground.days.lunar import NoSuchLunarDay, month_length, solar_of
from anxin.ground.days.reading import BadDate, Parts, parts_of

Precision = Literal["year", "month", "day"]
Calendar = Literal["solar", "lunar"]
EARLIEST, LATEST = 1850, 2199  # years beyond these are slips of the pen


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of known precision. Raises BadDate when no such day exists.

    Not ordered by `<`: which of "1971" and "1971-11" is earlier is unknown; use `certainly_before`.
    """

    year: int
    month: int | None = None
    day: int | None = None
    calendar: Calendar = "solar"
    leap: bool = False  # the lunar leap month 闰月

    def __post_init__(self) -> None:
        if not EARLIEST <= self.year <= LATEST:
            raise BadDate("year")
        if self.month is None:
            if self.day is not None or self.leap:
                raise BadDate("month")
        elif not 1 <= self.month <= 12 or (self.leap and self.calendar == "solar"):
            raise BadDate("month")
        elif not 1 <= (self.day or 1) <= self._month_length() or self.day == 0:
            raise BadDate("day")

    @classmethod
    def parse(cls, given: "str | int | float | date", *, short_years: bool = False) -> "PartialDate":
        """Reads what a person typed or a workbook holds. Raises BadDate with a code and never with the text.

        Codes: empty, format, year, month, day, ambiguous (the number 1968.1), serial (an Excel day number),
        short_year (a year of two digits; accepted with `short_years`, for date boxes: 26年11月 is 2026).
        """
        if isinstance(given, date):
            return cls(given.year, given.month, given.day)
        return cls.of(parts_of(given, short_years=short_years))

    @classmethod
    def of(cls, parts: Parts) -> "PartialDate":
        """A partial date from the pieces that `reading` found."""
        return cls(parts.year, parts.month, parts.day, "lunar" if parts.lunar else "solar", parts.leap)

    @property
    def precision(self) -> Precision:
        """Up to what the date is known."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def first(self) -> date:
        """The earliest solar day that this date may be."""
        if self.calendar == "lunar":
            return solar_of(self.year, self.month or 1, self.day or 1, self.leap)
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The latest solar day that this date may be."""
        month = self.month or 12
        if self.calendar == "lunar":
            return solar_of(self.year, month, self.day or self._month_length(), self.leap)
        return date(self.year, month, self.day or self._month_length())

    def isoformat(self) -> str:
        """The stored form: 1971, 1971-11, 1971-11-03; lunar L1971-11-03, in a leap month L2025-06R-03."""
        text = f"{'L' if self.calendar == 'lunar' else ''}{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}{'R' if self.leap else ''}"
        return text if self.day is None else f"{text}-{self.day:02d}"

    __str__ = isoformat

    def certainly_before(self, other: "PartialDate | date") -> bool:
        """Whether every day this may be lies before every day the other may be."""
        return self.last() < bounds(other)[0]

    def consistent_with(self, other: "PartialDate | date") -> bool:
        """Whether both may be the same day: 1971-11 agrees with 1971-11-03, not with 1971-12."""
        first, last = bounds(other)
        return self.first() <= last and first <= self.last()

    def _month_length(self) -> int:
        month = self.month or 12
        if self.calendar == "solar":
            return months.monthrange(self.year, month)[1]
        try:
            return month_length(self.year, month, self.leap)
        except NoSuchLunarDay:
            raise BadDate("month") from None


def bounds(given: PartialDate | date) -> tuple[date, date]:
    """The first and the last solar day that a date may be."""
    return (given.first(), given.last()) if isinstance(given, PartialDate) else (given, given)
