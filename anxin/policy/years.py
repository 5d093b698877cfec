"""Figures of calendar years, looked up by the year exactly: the last one is never carried forward."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from anxin.policy.rules import Dates, Ints, ParameterUsed, parameter_used

Bools = npt.NDArray[np.bool_]

EPOCH = 1970


@dataclass(frozen=True)
class YearTable:
    """A figure a year, with what is known of its source."""

    used: dict[int, ParameterUsed]
    years: Ints
    values: Ints
    confirmed: Bools

    def look_up(self, years: Ints) -> tuple[Ints, Bools, Bools]:
        """Of each year: the figure (0 where there is none), whether there is one, whether it is confirmed."""
        at = np.minimum(np.searchsorted(self.years, years), len(self.years) - 1)
        known = self.years[at] == years
        return np.where(known, self.values[at], 0), known, known & self.confirmed[at]


def year_table(leaf: Any, code: str) -> YearTable:
    """Build the table from a parameter with one value a year (see parameters/urban_income/amount.yaml)."""
    used = {
        int(v.instant_str[:4]): parameter_used(f"{code}_{v.instant_str[:4]}", v) for v in leaf.values_list
    }
    years = sorted(used)
    return YearTable(
        used=used,
        years=np.array(years, dtype=np.int64),
        values=np.array([used[year].value for year in years], dtype=np.int64),
        confirmed=np.array([used[year].confidence != "M" for year in years], dtype=np.bool_),
    )


@dataclass(frozen=True)
class Publication:
    """On which day the figure of a year came out."""

    used: dict[int, ParameterUsed]
    years: Ints
    days: Dates
    assumed: ParameterUsed

    def out_on(self, years: Ints) -> Dates:
        """The recorded day for each year, else the assumed day of the year after it."""
        at = np.minimum(np.searchsorted(self.years, years), len(self.years) - 1)
        return np.where(self.years[at] == years, self.days[at], self._assumed(years))

    def _assumed(self, years: Ints) -> Dates:
        month, day = (int(part) for part in str(self.assumed.value).split("-"))
        first: Dates = ((years + 1 - EPOCH) * 12 + month - 1).astype("datetime64[M]").astype("datetime64[D]")
        return first + np.timedelta64(day - 1, "D")

    def used_for(self, year: int) -> ParameterUsed:
        """The recorded day of the year, else the assumption."""
        return self.used.get(year, self.assumed)


def publication(node: Any) -> Publication:
    """Build it from the node parameters/urban_income."""
    leaf = node.children["published_on"]
    by = node.children["published_by"].values_list[0]
    days = {
        int(v.instant_str[:4]): parameter_used(f"urban_income_published_{v.instant_str[:4]}", v)
        for v in leaf.values_list
    }
    years = sorted(days)
    return Publication(
        used=days,
        years=np.array(years, dtype=np.int64),
        days=np.array([days[year].value for year in years], dtype="datetime64[D]"),
        assumed=parameter_used("urban_income_published_by", by),
    )


def year_of(dates: Dates) -> Ints:
    """The calendar year of each date."""
    return dates.astype("datetime64[Y]").astype(np.int64) + EPOCH
