"""The door of the policy package: what a death entitles a family to, line by line, with the reasons."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from anxin.policy.citations import CITATIONS, Citation
from anxin.policy.codes import CATEGORIES, CHANNELS, EMPLOYMENTS, PAYERS, SCENARIOS, Gap, Refusal
from anxin.policy.columns import columns
from anxin.policy.family import Deceased, FamilyCase, Relative
from anxin.policy.leave.door import LeaveAnswer, LeaveCase, leave
from anxin.policy.lines import Deadline, Line, Step
from anxin.policy.packs.reading import Pack, PackError
from anxin.policy.packs.reading import read as read_pack
from anxin.policy.packs.systems import citations_with, system_with
from anxin.policy.recipients import recipients
from anxin.policy.rules import ParameterUsed
from anxin.policy.run import RuleArrays, Run
from anxin.policy.scenarios import FamilyArrays
from anxin.policy.telling import RULES

__all__ = [
    "CATEGORIES",
    "CHANNELS",
    "CITATIONS",
    "EMPLOYMENTS",
    "PAYERS",
    "RULES",
    "SCENARIOS",
    "Citation",
    "Deadline",
    "Deceased",
    "FamilyArrays",
    "FamilyCase",
    "Gap",
    "LeaveAnswer",
    "LeaveCase",
    "Line",
    "Pack",
    "PackError",
    "ParameterUsed",
    "Refusal",
    "Relative",
    "RuleArrays",
    "Run",
    "Step",
    "citations_with",
    "columns",
    "family_arrays",
    "family_lines",
    "leave",
    "read_pack",
    "recipients",
]


def family_arrays(given: FamilyArrays, packs: Sequence[Pack] = ()) -> Run:
    """All families in one simulation, as arrays: `run.arrays(rule)` gives numbers, `run.tell(rule, chosen)`
    the lines of the chosen elements only. `columns(cases)` makes the arrays of families stated one by one."""
    return Run(given, system_with(packs), RULES)


def family_lines(cases: Sequence[FamilyCase], packs: Sequence[Pack] = ()) -> list[list[Line]]:
    """What each family is owed, all families in one simulation.

    A determined death has the lines of each rule that concerns it; a pending one has those of each scenario,
    one after the other (see scenarios.py), then what does not depend on the determination, once, with the
    category "". Amounts are in fen; a line with gaps or refusals has no amount. Raises ValueError for a code
    that does not exist and TypeError for money that is not a whole number; neither names a value of a person.
    """
    told: list[list[Line]] = [[] for _ in cases]
    if not told:
        return told
    run = family_arrays(columns(cases), packs)
    keys = [relative.key for case in cases for relative in case.relatives]
    lines = [line for rule in RULES for line in run.tell(rule.name, keys=keys)]
    results = [run.arrays(rule.name) for rule in RULES]
    owners = _joined(results, "family").tolist()
    for place in _order(results):
        told[owners[place]].append(lines[place])
    return told


def _joined(results: Sequence[RuleArrays], name: str) -> Any:
    return np.concatenate([getattr(one, name) for one in results])


def _order(results: Sequence[RuleArrays]) -> list[int]:
    """By family; scenario by scenario, and last what no category decides; within them rule by rule."""
    anywhere = _joined(results, "category") == 0
    order = np.lexsort((_joined(results, "instance"), anywhere, _joined(results, "family")))
    places: list[int] = order.tolist()
    return places
