"""Local standards and national figures as tables: each person's own region and own day find their own value.

A value stands for a region (six digits of GB/T 2260) from a day on, or for a calendar year. The nearest
region that has one decides: county, prefecture, province, then the whole country (0). Where none has one,
the row is 0 and the rule has a gap: a standard is never assumed.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from anxin.policy.packs.catalogue import SETTABLES, Settable
from anxin.policy.rules import Dates, Ints, ParameterUsed
from anxin.policy.years import EPOCH, Bools

NODE: Final = "local"  # parameters/local: "national" from YAML, a child for each region from packs
NATIONAL: Final = "national"
SPAN: Final = 10_000_000  # more days than lie between the first and the last date of an array
SHIFT: Final = 5_000_000  # days before 1970 stay positive
LEVELS: Final = (1, 100, 10_000)  # county, prefecture, province: what of a code is cut off


@dataclass(frozen=True)
class LocalTable:
    """All values of one name. Row 0 of `used`, `numbers` and `confirmed` stands for "none"."""

    keys: Ints  # region x SPAN + day, ascending
    regions: Ints  # of each key
    days: Dates  # of each key
    numbers: Ints
    confirmed: Bools
    used: tuple[ParameterUsed | None, ...]
    levels: tuple[int, ...]  # of LEVELS, those at which some region has a value

    def on(self, regions: Ints, days: Dates) -> Ints:
        """The row in force for each region on each day; 0 where there is none (or the day is NaT)."""
        return self._nearest(regions, days, days > np.datetime64("0001-01-01"), exactly=False)

    def of_year(self, regions: Ints, years: Ints) -> Ints:
        """The row of exactly this calendar year for each region; 0 where there is none."""
        first = (np.asarray(years, dtype=np.int64) - EPOCH).astype("datetime64[Y]").astype("datetime64[D]")
        return self._nearest(regions, first, np.ones(len(first), dtype=np.bool_), exactly=True)

    def _nearest(self, regions: Ints, days: Dates, dated: Bools, exactly: bool) -> Ints:
        rows = np.zeros(len(days), dtype=np.int64)
        if not len(self.keys):
            return rows
        for cut in self.levels:
            here = regions // cut * cut
            rows = np.where(rows > 0, rows, self._of_region(here, days, exactly))
        rows = np.where(rows > 0, rows, self._of_region(np.zeros_like(regions), days, exactly))
        return np.where(dated, rows, 0)

    def _of_region(self, regions: Ints, days: Dates, exactly: bool) -> Ints:
        wanted = regions * SPAN + days.astype(np.int64) + SHIFT
        at = np.searchsorted(self.keys, wanted, side="right") - 1
        found = (at >= 0) & (self.regions[at] == regions)
        if exactly:
            found &= self.days[at] == days
        return np.where(found, at + 1, 0)


@lru_cache(16)
def local_tables(system: Any) -> dict[str, LocalTable]:
    """The tables of this system, one for each name of the catalogue (a clone with packs has its own)."""
    node = system.parameters.children[NODE]
    places = [(0 if code == NATIONAL else int(code[1:]), child) for code, child in node.children.items()]
    return {
        name: _table(settable, sorted(places, key=lambda place: place[0]))
        for name, settable in SETTABLES.items()
    }


def local_of(population: Any, name: str) -> LocalTable:
    """The table of one name for the system that this run uses."""
    return local_tables(population.simulation.tax_benefit_system)[name]


def _table(settable: Settable, places: list[tuple[int, Any]]) -> LocalTable:
    rows = [(region, value) for region, child in places for value in _values(child, settable.name)]
    days = np.array([value.instant_str for _region, value in rows], dtype="datetime64[D]")
    regions = np.array([region for region, _value in rows], dtype=np.int64)
    return LocalTable(
        keys=regions * SPAN + days.astype(np.int64) + SHIFT,
        regions=regions,
        days=days,
        numbers=np.array([0, *(settable.number(value.value) for _region, value in rows)], dtype=np.int64),
        confirmed=np.array([True, *(value.metadata["confidence"] != "M" for _region, value in rows)]),
        used=(None, *(_used(settable, region, value) for region, value in rows)),
        levels=tuple(cut for cut in LEVELS if any(_level(region) == cut for region, _value in rows)),
    )


def _level(region: int) -> int:
    """How much of this code is zeros: what is cut off another code to compare it; 0 for the country."""
    return next((cut for cut in reversed(LEVELS) if region and region % cut == 0), 0)


def _values(node: Any, name: str) -> list[Any]:
    """The dated values of a name in one region's node, from early to late."""
    for part in name.split("."):
        node = node.children.get(part) if node is not None else None
    return [] if node is None else sorted(node.values_list, key=lambda value: value.instant_str)


def _used(settable: Settable, region: int, value: Any) -> ParameterUsed:
    """Told as name@region and, of a yearly figure, its year: local_wage.monthly_2023@530521."""
    year = f"_{value.instant_str[:4]}" if settable.by == "year" else ""
    place = f"@{region:06d}" if region else ""
    told = value.value
    return ParameterUsed(
        f"{settable.name}{year}{place}", told, value.metadata["reference"], value.metadata["confidence"]
    )
