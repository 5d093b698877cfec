"""Asking the law about many families: numbers first, and lines only of the families whose numbers changed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from anxin.policy.ages import birthday
from anxin.policy.api import RULES, SCENARIOS, FamilyCase, Line, RuleArrays, columns, family_arrays

Ints = npt.NDArray[np.int64]
AGES = (16, 18, 50, 55, 60, 80)
LATEST = 366  # days after which a family is asked about again in any case
WHILE_MISSING = 31
COLUMNS = (
    "category", "row", "gaps", "fen", "low_fen", "high_fen", "provisional", "starts", "ends", "review",
)  # fmt: skip
PRIME, SEED = np.uint64(0x9E3779B97F4A7C15), 0xCBF29CE484222325
ANYWHERE = 7  # place of what no category decides, after every scenario
RULE_PLACES = 64
CATEGORY_PLACES = {name: place for place, name in enumerate((*SCENARIOS, "work_injury"))} | {"": ANYWHERE}


def place_of(rule: str, category: str) -> int:
    """Where a line of this rule stands among those of an officer: scenario by scenario, then rule by rule."""
    return CATEGORY_PLACES[category] * RULE_PLACES + _rule_places()[rule]


@cache
def _rule_places() -> dict[str, int]:
    return {rule.name: place for place, rule in enumerate(RULES)}


class Reckoning:
    """The results of some families, all in one simulation, on one day."""

    def __init__(self, cases: Sequence[FamilyCase], day: date, packs: Sequence[Any]) -> None:
        self.cases = cases
        self.day = np.datetime64(day, "D")
        self._given = columns(cases)
        self._run = family_arrays(self._given, packs)
        sizes = [len(case.relatives) for case in cases]
        self._first = np.cumsum(sizes) - sizes  # place of the first relative of each family

    def numbers(self) -> list[int]:
        """Of each family one number that differs where any line differs; refusals do not count."""
        total = np.zeros(len(self.cases), dtype=np.uint64)
        for number, rule in enumerate(RULES, 1):
            found = self._run.arrays(rule.name)
            told = np.flatnonzero(found.refusals == 0)
            np.add.at(total, found.family[told], self._mixed(found, told, number))
        numbers: list[int] = total.view(np.int64).tolist()
        return numbers

    def _mixed(self, found: RuleArrays, told: Ints, number: int) -> npt.NDArray[np.uint64]:
        person = np.where(found.relative < 0, -1, found.relative - self._first[found.family])[told]
        mixed = np.full(len(told), SEED ^ number, dtype=np.uint64)
        for values in (person, *(np.asarray(getattr(found, name))[told] for name in COLUMNS)):
            mixed = (mixed ^ values.astype(np.int64).view(np.uint64)) * PRIME
            mixed ^= mixed >> np.uint64(29)
        return mixed

    def again_on(self) -> list[date]:
        """Of each family the first day on which something may come out differently by itself."""
        days = np.full(len(self.cases), self.day + np.timedelta64(LATEST, "D"))
        self._ages(days)
        for rule in RULES:
            found = self._run.arrays(rule.name)
            _sooner(days, found.family, found.ends, self.day)
            _sooner(days, found.family, self._published(found), self.day)
        families = self._given.families
        everyone = np.arange(len(self.cases))
        _sooner(days, everyone, families["date_of_death"], self.day)
        missing = np.flatnonzero(~np.isnat(families["missing_since"]))
        days[missing] = np.minimum(days[missing], self.day + np.timedelta64(WHILE_MISSING, "D"))
        told: list[date] = days.astype("datetime64[D]").tolist()
        return told

    def _ages(self, days: npt.NDArray[np.datetime64]) -> None:
        births, conventions = self._given.relatives["birth"], self._run.law.conventions
        for years in AGES:
            _sooner(days, self._given.family_of, birthday(births, years, conventions), self.day)

    def _published(self, found: RuleArrays) -> npt.NDArray[np.datetime64]:
        """The day on which the figure that a provisional sum waits for is out."""
        wanted = np.asarray(self._run.value("income_year"))[found.instance].astype(np.int64) + 1
        return np.where(found.provisional, self._run.law.publication.out_on(wanted), np.datetime64("NaT"))

    def lines(self, chosen: Sequence[int], *, refused: bool = False) -> dict[int, list[Line]]:
        """What is told of the chosen families, by their places: what holds, or what was refused."""
        asked = np.zeros(len(self.cases), dtype=np.bool_)
        asked[list(chosen)] = True
        told: dict[int, list[Line]] = defaultdict(list)
        for rule in RULES:
            found = self._run.arrays(rule.name)
            elements = np.flatnonzero(asked[found.family] & ((found.refusals != 0) == refused))
            lines = self._run.tell(rule.name, elements, self._keys)
            for family, line in zip(found.family[elements].tolist(), lines, strict=True):
                told[family].append(line)
        return told

    @cached_property
    def _keys(self) -> list[str]:
        return [relative.key for case in self.cases for relative in case.relatives]


def _sooner(days: npt.NDArray[np.datetime64], family: Ints, given: Any, after: np.datetime64) -> None:
    """Bring the day of each family forward to the given days that lie ahead."""
    ahead = np.flatnonzero(given > after)  # never of a day that is not known
    np.minimum.at(days, family[ahead], given[ahead].astype("datetime64[D]"))
