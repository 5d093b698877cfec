"""The versions of a rule as arrays, so that each family's own date of death finds its own version."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from anxin.policy.codes import CATEGORIES

Dates = npt.NDArray[np.datetime64]
Ints = npt.NDArray[np.int64]

NOT_NUMBERS = ("payer", "grounds")


class ParameterUsed(NamedTuple):
    """One parameter that a line rests on: its code, value, the code of its source, confidence (Q, S or M)."""

    code: str
    value: int | str
    source: str
    confidence: str


@dataclass(frozen=True, eq=False)
class Version:
    """One rule for one category (or another key of the rule), from one day on."""

    category: str
    start: str
    numbers: dict[str, int]
    payer: str
    grounds: tuple[str, ...]
    parameters: tuple[ParameterUsed, ...]

    def number(self, name: str) -> int:
        """A number of this version; 0 where the version has none of that name."""
        return self.numbers.get(name, 0)


@dataclass(frozen=True, eq=False)
class RuleTable:
    """All versions of one rule. Row 0 of `versions` stands for "no version in force"."""

    versions: tuple[Version, ...]
    keys: dict[str, int]  # the categories by their codes, then the rule's own keys
    starts: Dates
    rows: Ints  # key x (number of starts that lie on or before the death)

    def look_up(self, key: Ints, death: Dates) -> Ints:
        """The row of the version in force on each death for each key; 0 where there is none."""
        return self.rows[key, np.searchsorted(self.starts, death, side="right")]

    def numbers(self, name: str, rows: Ints) -> Ints:
        """The given number of each row's version; 0 where it has none."""
        return np.array([v.number(name) for v in self.versions], dtype=np.int64)[rows]

    def first_start(self) -> np.datetime64:
        """The day from which the rule is known at all."""
        return np.datetime64(self.starts[0])


NO_VERSION = Version("", "", {}, "", (), ())


def rule_table(node: Any) -> RuleTable:
    """Build the table from a parameter node whose children are categories or keys of the rule's own
    (see parameters/lump_sum): each a node with payer, grounds and numbers, all with dates."""
    versions = [NO_VERSION]
    keys = {name: code for code, name in enumerate(CATEGORIES)}
    for name in sorted(set(node.children) - set(keys)):
        keys[name] = len(keys)
    starts = sorted({start for child in node.children.values() for start in _starts(child)})
    rows = np.zeros((len(keys), len(starts) + 1), dtype=np.int64)
    for name, child in sorted(node.children.items()):
        for start in _starts(child):
            rows[keys[name], starts.index(start) + 1 :] = len(versions)
            versions.append(_version(node.name, name, child, start))
    return RuleTable(tuple(versions), keys, np.array(starts, dtype="datetime64[D]"), rows)


def _starts(child: Any) -> list[str]:
    values: Iterable[Any] = (value for leaf in child.children.values() for value in leaf.values_list)
    return sorted({value.instant_str for value in values})


def _version(rule: str, category: str, child: Any, start: str) -> Version:
    """Read every leaf as it stands on the day `start`; a number that is 0 or not there plays no part."""
    at = {name: value for name, leaf in child.children.items() if (value := _in_force(leaf, start))}
    numbers = {name: value.value for name, value in at.items() if name not in NOT_NUMBERS and value.value}
    return Version(
        category=category,
        start=start,
        numbers=numbers,
        payer=at["payer"].value,
        grounds=tuple(at["grounds"].value),
        parameters=tuple(
            parameter_used(f"{rule}.{category}.{name}", at[name]) for name in (*numbers, "payer")
        ),
    )


def parameter_used(code: str, value: Any) -> ParameterUsed:
    """What to tell of one dated value of a parameter."""
    return ParameterUsed(code, value.value, value.metadata["reference"], value.metadata["confidence"])


def _in_force(leaf: Any, day: str) -> Any:
    return next((value for value in leaf.values_list if value.instant_str <= day), None)
