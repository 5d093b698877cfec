"""Three answers for arrays: no, not known, yes. "And" is the least of them, "or" the greatest."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from anxin.policy.ages import Bools
from anxin.policy.rules import Ints

NO: Final = 0
UNKNOWN: Final = 1
YES: Final = 2


def truth(known: Bools, holds: Bools) -> Ints:
    """Of each: not known, or whether it holds."""
    return np.where(known, 2 * holds.astype(np.int64), UNKNOWN)


def both(*answers: Ints) -> Ints:
    """Yes where all are, no where one is."""
    least: Ints = np.minimum.reduce(answers)
    return least


def either(*answers: Ints) -> Ints:
    """Yes where one is, no where all are."""
    most: Ints = np.maximum.reduce(answers)
    return most


def picked(cases: Iterable[tuple[Bools, Ints]], count: int) -> Ints:
    """The answer of the first case that applies to each; no where none does."""
    pairs = list(cases)
    found: Ints = np.select([applies for applies, _ in pairs], [answer for _, answer in pairs], default=NO)
    return np.broadcast_to(found, (count,))
