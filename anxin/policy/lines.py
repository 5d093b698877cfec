"""A result as a line that can be shown, stored and explained: codes and numbers, never sentences."""

from dataclasses import dataclass
from datetime import date

from anxin.policy.rules import ParameterUsed


@dataclass(frozen=True, slots=True)
class Step:
    """One term of the sum: factor times base_fen over divisor, rounded half up to whole fen.

    ``term`` says what it is (income, basic_pay, share, standard, capped, ...); ``year`` is the figure's.
    A share in per mille has the divisor 1000. A step that replaces what was reckoned before it (a cap, a
    minimum) has a term that says so and is the last."""

    term: str
    factor: int
    base_fen: int
    year: int | None = None
    divisor: int = 1

    @property
    def amount_fen(self) -> int:
        """The term in fen, rounded half up."""
        return (2 * self.factor * self.base_fen + self.divisor) // (2 * self.divisor)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something is to be done about a line: what (a code) and the last day for it."""

    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule says about one death in one category, for the family or for one person of it.

    A calculation, never a decision. Exactly one of these holds: it has an amount (or a range:
    ``low_fen`` and ``high_fen`` around an amount that is an average); it has gaps (beside which a range may
    stand, of what the sum can come to once they are filled); it has ``refusals``: the
    rule was looked at and does not hold, with the codes of the reasons."""

    rule: str  # "lump_sum", "martyr_praise", "dependants_pension", ...
    category: str  # determined, or the scenario
    version: str  # day from which the version is in force; "" where none is
    amount_fen: int | None  # None where there are gaps or refusals
    gaps: tuple[str, ...]
    provisional: bool
    arithmetic: tuple[Step, ...]  # leads to amount_fen; empty where there is none
    citations: tuple[str, ...]  # codes of CITATIONS, or of a pack
    payer: str  # one of PAYERS; "" where no version is in force
    parameters: tuple[ParameterUsed, ...]
    assumptions: tuple[str, ...]  # "pending_category", "assumed_pension_channel", "assumed_civil_servant"
    person: str = ""  # key of the relative; "" for the family as a whole
    period: str = "once"  # one of PERIODS
    low_fen: int | None = None
    high_fen: int | None = None
    starts: date | None = None  # first day for which it is owed, where the law or a convention says so
    ends: date | None = None  # day on which it is looked at again (待遇复核), never a day on which it stops
    review: str = ""  # one of REVIEWS: why on that day
    deadlines: tuple[Deadline, ...] = ()
    conflict: str = ""  # lines of one family with the same code exclude each other: a human being chooses
    conventions: tuple[str, ...] = ()  # what the law leaves open and a parameter settled
    refusals: tuple[str, ...] = ()
