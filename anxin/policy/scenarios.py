"""Families in columns, and a pending determination laid out as one family for each scenario."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from anxin.policy.ages import Bools
from anxin.policy.codes import CATEGORIES, CHANNELS, EMPLOYMENTS, SCENARIOS
from anxin.policy.rules import Ints

Column = npt.NDArray[Any]
Columns = dict[str, Column]


@dataclass(frozen=True, eq=False)
class FamilyArrays:
    """Families and relatives, a column for each input variable (see variables/facts) and its twin.

    A column left out is not known for anybody. Codes are indices into the tuples of `codes`; category 0 is
    a pending determination. `family_of` names the family of each relative by its place."""

    families: Columns
    relatives: Columns
    family_of: Ints

    @property
    def count(self) -> int:
        """How many families."""
        return len(self.families["assessed_on"])


@dataclass(frozen=True, eq=False)
class Instances:
    """One instance for each determined family and each scenario of a pending one, in the families' order."""

    family: Ints  # the family of each instance
    category: Ints
    first: Bools  # the first instance of its family: what does not depend on the category is told there
    pending: Bools
    relative: Ints  # the relatives of all instances, by their places
    instance_of: Ints  # the instance of each of these


PENSION: Final = SCENARIOS
# Where work-injury insurance pays, a death on duty is determined as a work-injury death.
WORK_INJURY: Final = ("work_injury", "illness", "martyr")
# Organs in a province that insures them: both laws may speak, and no national text says which.
BOTH: Final = ("on_duty", "work_injury", "illness", "martyr")
NOT_ORGANS: Final = ("institution", "enterprise")


def scenarios(channel: str, employment: str) -> tuple[str, ...]:
    """The categories that a clerk should see side by side, in the order in which they are shown.

    The pension channel, village cadres, organs whose channel is not known (their default is the pension
    channel): on_duty, illness, martyr. The work-injury channel: institutions and enterprises work_injury,
    illness, martyr; others on_duty beside it. Nothing known at all: all four."""
    if channel in ("pension", "neither"):
        return PENSION
    if employment in NOT_ORGANS:
        return WORK_INJURY
    return BOTH if channel == "work_injury" or employment == "unknown" else PENSION


def instances(given: FamilyArrays) -> Instances:
    """Lay the families out, the pending ones in their scenarios."""
    category, channel, employment = (_codes(given, name) for name in ("category", "channel", "employment"))
    pending = category == 0
    lists = _table()[channel, employment]
    count = np.where(pending, (lists > 0).sum(axis=1), 1)
    family = np.repeat(np.arange(given.count), count)
    place = np.arange(len(family)) - np.repeat(np.cumsum(count) - count, count)
    told = np.where(pending[family], lists[family, place], category[family])
    relative, instance_of = _relatives(given, family)
    return Instances(family, told, place == 0, pending[family], relative, instance_of)


def _codes(given: FamilyArrays, name: str) -> Ints:
    none = np.zeros(given.count, dtype=np.int64)
    return np.asarray(given.families.get(name, none)).astype(np.int64)


def _table() -> Ints:
    """Of each channel and employment the scenarios as codes, filled up with 0."""
    table = np.zeros((len(CHANNELS), len(EMPLOYMENTS), len(BOTH)), dtype=np.int64)
    for i, channel in enumerate(CHANNELS):
        for j, employment in enumerate(EMPLOYMENTS):
            for k, name in enumerate(scenarios(channel, employment)):
                table[i, j, k] = CATEGORIES.index(name)
    return table


def _relatives(given: FamilyArrays, family: Ints) -> tuple[Ints, Ints]:
    """The relatives of each instance, in the order in which they were given."""
    order = np.argsort(given.family_of, kind="stable")
    size = np.bincount(given.family_of, minlength=given.count)
    start = np.cumsum(size) - size
    many = size[family]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    relative: Ints = order[np.repeat(start[family], many) + within]
    return relative, np.repeat(np.arange(len(family)), many)
