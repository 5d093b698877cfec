"""The door of the policy package: what a death entitles a family to, line by line, with the reasons."""

from collections.abc import Sequence

from anxin.policy.arrays import CaseArrays, ResultArrays, SumArrays, lump_sum_arrays
from anxin.policy.cases import LumpSumCase, expand
from anxin.policy.citations import CITATIONS, Citation
from anxin.policy.codes import CATEGORIES, CHANNELS, EMPLOYMENTS, PAYERS, SCENARIOS, Gap
from anxin.policy.lines import Line, Step
from anxin.policy.recipients import recipients
from anxin.policy.rules import ParameterUsed
from anxin.policy.telling import facts_of, lump_sum_lines, praise_lines

__all__ = [
    "CATEGORIES",
    "CHANNELS",
    "CITATIONS",
    "EMPLOYMENTS",
    "PAYERS",
    "SCENARIOS",
    "CaseArrays",
    "Citation",
    "Gap",
    "Line",
    "LumpSumCase",
    "ParameterUsed",
    "ResultArrays",
    "Step",
    "SumArrays",
    "lump_sum",
    "lump_sum_arrays",
    "recipients",
]


def lump_sum(cases: Sequence[LumpSumCase]) -> list[list[Line]]:
    """The lump sum of each case, and a martyr's praise money, all cases in one simulation.

    A determined case has one line of each rule that concerns it; a pending one has those of each scenario,
    side by side (on_duty, illness, martyr). Amounts are in fen; a line with gaps has no amount.
    Rules F1-1, F1-2, F1-20 and F1-21 of POLICY.md. Raises ValueError for a code that does not exist and
    TypeError for money that is not a whole number; neither names a value of a person.
    """
    lines: list[list[Line]] = [[] for _ in cases]
    if not lines:
        return lines
    rows = expand(cases)
    results = lump_sum_arrays(rows.arrays)
    facts = facts_of(rows, results)
    sums = lump_sum_lines(facts, results.lump_sum)
    praise = praise_lines(facts, results.martyr_praise, results.praise_due.tolist())
    for owner, *told in zip(rows.owners, sums, praise, strict=True):
        lines[owner].extend(line for line in told if line)
    return lines
