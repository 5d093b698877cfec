"""The versions of a rule as arrays, so that each person's own date of death finds its own version."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from anxin.policy.codes import CATEGORIES

Dates = npt.NDArray[np.datetime64]
Ints = npt.NDArray[np.int64]

MULTIPLES = ("income_multiple", "pay_multiple")


class ParameterUsed(NamedTuple):
    """One parameter that a line rests on: its code, value, the code of its source, confidence (Q, S or M)."""

    code: str
    value: int | str
    source: str
    confidence: str


@dataclass(frozen=True)
class Version:
    """One rule for one category, from one day on."""

    category: str
    start: str
    income_multiple: int
    pay_multiple: int
    payer: str
    grounds: tuple[str, ...]
    parameters: tuple[ParameterUsed, ...]


@dataclass(frozen=True)
class RuleTable:
    """All versions of one rule. Row 0 of `versions` stands for "no version in force"."""

    versions: tuple[Version, ...]
    starts: Dates
    rows: Ints  # category code x (number of starts that lie on or before the death)

    def look_up(self, category: Ints, death: Dates) -> Ints:
        """The row of the version in force on each death for each category; 0 where there is none."""
        return self.rows[category, np.searchsorted(self.starts, death, side="right")]

    def numbers(self, field: str, rows: Ints) -> Ints:
        """The given multiple of each row."""
        return np.array([getattr(v, field) for v in self.versions], dtype=np.int64)[rows]

    def first_start(self) -> np.datetime64:
        """The day from which the rule is known at all."""
        return np.datetime64(self.starts[0])


NO_VERSION = Version("", "", 0, 0, "", (), ())


def rule_table(node: Any) -> RuleTable:
    """Build the table from a parameter node whose children are categories (see parameters/lump_sum)."""
    versions = [NO_VERSION]
    starts = sorted({start for child in node.children.values() for start in _starts(child)})
    rows = np.zeros((len(CATEGORIES), len(starts) + 1), dtype=np.int64)
    for category, child in sorted(node.children.items()):
        code = CATEGORIES.index(category)
        for start in _starts(child):
            rows[code, starts.index(start) + 1 :] = len(versions)
            versions.append(_version(node.name, category, child, start))
    return RuleTable(tuple(versions), np.array(starts, dtype="datetime64[D]"), rows)


def _starts(child: Any) -> list[str]:
    values: Iterable[Any] = (value for leaf in child.children.values() for value in leaf.values_list)
    return sorted({value.instant_str for value in values})


def _version(rule: str, category: str, child: Any, start: str) -> Version:
    """Read every leaf as it stands on the day `start`; a rule without a share of pay has 0 months of it."""
    at = {name: _in_force(leaf, start) for name, leaf in child.children.items()}
    multiples = {name: at[name].value if name in at else 0 for name in MULTIPLES}
    used = [name for name in MULTIPLES if multiples[name]] + ["payer"]
    return Version(
        category=category,
        start=start,
        payer=at["payer"].value,
        grounds=tuple(at["grounds"].value),
        parameters=tuple(parameter_used(f"{rule}.{category}.{name}", at[name]) for name in used),
        **multiples,
    )


def parameter_used(code: str, value: Any) -> ParameterUsed:
    """What to tell of one dated value of a parameter."""
    return ParameterUsed(code, value.value, value.metadata["reference"], value.metadata["confidence"])


def _in_force(leaf: Any, day: str) -> Any:
    return next(value for value in leaf.values_list if value.instant_str <= day)
