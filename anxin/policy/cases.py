"""Cases as callers state them, and their way into arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import index

import numpy as np

from anxin.policy.arrays import CaseArrays
from anxin.policy.codes import CATEGORIES, CHANNELS, EMPLOYMENTS, SCENARIOS
from anxin.policy.rules import Dates, Ints
from anxin.policy.variables.pay import HIGHEST_BASIC_PAY_FEN

EPOCH_DAY = date(1970, 1, 1).toordinal()
NOT_A_DAY = int(np.iinfo(np.int64).min)  # how numpy stores NaT


@dataclass(frozen=True, slots=True)
class LumpSumCase:
    """One death. None means that the fact is not known; a partial date is not known.

    category: martyr, on_duty, illness, work_injury; None while the determination is pending.
    employment: one of codes.EMPLOYMENTS. channel: pension, work_injury, neither.
    basic_pay_fen: basic pay of the last month before the death, in fen. as_of: day of the calculation.
    """

    death: date | None
    category: str | None
    employment: str | None
    channel: str | None
    basic_pay_fen: int | None
    as_of: date


@dataclass(frozen=True)
class Expanded:
    """Cases as rows of arrays; a pending case has a row for each scenario."""

    owners: list[int]  # index of the case of each row
    categories: list[str]
    arrays: CaseArrays


def expand(cases: Sequence[LumpSumCase]) -> Expanded:
    """Lay the cases out in rows.

    Raises ValueError for a code that does not exist, TypeError for money that is not a whole number.
    """
    pairs = [(i, name) for i, case in enumerate(cases) for name in _categories(case)]
    rows = [cases[i] for i, _ in pairs]
    pay = [_pay(case.basic_pay_fen) for case in rows]
    arrays = CaseArrays(
        death=_days([case.death for case in rows]),
        category=_codes("category", CATEGORIES, [name for _, name in pairs]),
        employment=_codes("employment", EMPLOYMENTS, [case.employment for case in rows]),
        channel=_codes("channel", CHANNELS, [case.channel for case in rows]),
        pending=np.array([case.category is None for case in rows], dtype=np.bool_),
        basic_pay_fen=np.array(pay, dtype=np.int64),
        basic_pay_known=np.array([case.basic_pay_fen is not None for case in rows], dtype=np.bool_),
        as_of=_days([case.as_of for case in rows]),
    )
    return Expanded([i for i, _ in pairs], [name for _, name in pairs], arrays)


def _categories(case: LumpSumCase) -> tuple[str, ...]:
    return SCENARIOS if case.category is None else (case.category,)


def _days(days: Sequence[date | None]) -> Dates:
    """Dates as an array, None as NaT; ten times as fast as numpy's own reading of date objects."""
    ordinals = [NOT_A_DAY if day is None else day.toordinal() - EPOCH_DAY for day in days]
    return np.array(ordinals, dtype=np.int64).astype("datetime64[D]")


def _codes(what: str, codes: tuple[str, ...], values: Sequence[str | None]) -> Ints:
    places: dict[str | None, int] = {code: place for place, code in enumerate(codes)} | {None: 0}
    try:
        return np.array([places[value] for value in values], dtype=np.int64)
    except KeyError as unknown:
        raise ValueError(f"{what}: no such code {unknown}") from None


def _pay(fen: int | None) -> int:
    """Fen as a whole number that fits an array: what lies outside the possible stays outside."""
    return max(-1, min(index(fen or 0), HIGHEST_BASIC_PAY_FEN + 1))
