"""A result as a line that can be shown, stored and explained: codes and numbers, never sentences."""

from dataclasses import dataclass

from anxin.policy.rules import ParameterUsed


@dataclass(frozen=True, slots=True)
class Step:
    """One term of the sum: factor times base_fen. `year` is that of the income figure."""

    term: str  # "income" or "basic_pay"
    factor: int
    base_fen: int
    year: int | None = None

    @property
    def amount_fen(self) -> int:
        """The term in fen."""
        return self.factor * self.base_fen


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule says about one death in one category. A calculation, never a decision."""

    rule: str  # "lump_sum" or "martyr_praise"
    category: str  # determined, or the scenario
    version: str  # day from which the version is in force; "" where none is
    amount_fen: int | None  # None exactly where there are gaps
    gaps: tuple[str, ...]
    provisional: bool
    arithmetic: tuple[Step, ...]  # adds up to amount_fen; empty where there are gaps
    citations: tuple[str, ...]  # codes of CITATIONS
    payer: str  # "unit_of_deceased", "county_veterans"; "" where no version is in force
    parameters: tuple[ParameterUsed, ...]
    assumptions: tuple[str, ...]  # "pending_category", "assumed_pension_channel", "assumed_civil_servant"
