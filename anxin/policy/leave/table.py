"""The figures of annual leave as arrays, by tier; tier 0 is "not yet a year"."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from anxin.policy.rules import Ints, ParameterUsed, parameter_used

TIERS = ("tier_1", "tier_2", "tier_3")


@dataclass(frozen=True, eq=False)
class LeaveTable:
    """One version: the rules of 2008 are the only ones."""

    start: np.datetime64
    years: tuple[int, ...]  # of work, of each tier from the first on
    days: Ints  # of each tier, 0 for none
    sick_months: Ints
    personal_days: int
    paid_days: int
    extra_percent: int
    used: dict[str, ParameterUsed]


@lru_cache(16)
def leave_table(system: Any) -> LeaveTable:
    """The table of this system's parameters."""
    node = system.parameters.children["annual_leave"]
    leaves = {name: child for name, child in node.children.items() if name not in TIERS}
    leaves |= {
        f"{tier}.{name}": leaf for tier in TIERS for name, leaf in node.children[tier].children.items()
    }
    used = {
        name: parameter_used(f"annual_leave.{name}", leaf.values_list[0]) for name, leaf in leaves.items()
    }
    number = {name: int(one.value) for name, one in used.items()}
    return LeaveTable(
        start=np.datetime64(leaves["paid_days"].values_list[0].instant_str, "D"),
        years=tuple(number[f"{tier}.from_years"] for tier in TIERS),
        days=np.array([0, *(number[f"{tier}.days"] for tier in TIERS)], dtype=np.int64),
        sick_months=np.array([999, *(number[f"{tier}.sick_months"] for tier in TIERS)], dtype=np.int64),
        personal_days=number["personal_days"],
        paid_days=number["paid_days"],
        extra_percent=number["extra_percent"],
        used=used,
    )
