"""A case to vary."""

from dataclasses import replace
from datetime import date
from typing import Any

from anxin.policy.api import Line, LumpSumCase, lump_sum

TODAY = date(2026, 11, 23)

W1 = LumpSumCase(
    death=date(2017, 5, 9),
    category="on_duty",
    employment="civil_servant",
    channel="pension",
    basic_pay_fen=413500,
    as_of=TODAY,
)


def case(**changes: Any) -> LumpSumCase:
    return replace(W1, **changes)


def lines(**changes: Any) -> list[Line]:
    [told] = lump_sum([case(**changes)])
    return told


def line(**changes: Any) -> Line:
    [told] = lines(**changes)
    return told
