"""Until when something is to be done about a line: the days that the law gives, and the one that counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

# Days that bind whoever decides, not whoever applies: they are shown, and are no task of the family's unit.
OF_THE_PAYER = frozenset({"determination"})

Pairs = Iterable[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Due:
    """One day: what is to be done by then (a code), and the day."""

    code: str
    on: date


def dues(deadlines: Pairs) -> list[Due]:
    """The days of a line, stored as pairs of code and day, in their order."""
    found = [Due(str(code), date.fromisoformat(str(day))) for code, day in deadlines]
    return sorted(found, key=lambda one: (one.on, one.code))


def last_day(deadlines: Pairs, day: date) -> date | None:
    """By when to apply, seen from ``day``: the nearest day that has not passed (30 days for the unit, then
    one year for the relatives); the last one where all have passed; None where the law names none."""
    days = [one.on for one in dues(deadlines) if one.code not in OF_THE_PAYER]
    ahead = [one for one in days if one >= day]
    return next(iter(ahead or days[-1:]), None)
