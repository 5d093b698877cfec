"""Gaps (缺口): registered figures that are not zero, each opening the list behind its number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Figure, all_figures

CODES = (
    "care.unnamed",
    "care.units_without_lead",
    "care.needs_undecided",
    "care.promises_overdue",
    "care.families_unvisited",
    "families.officers_pending",
    "families.birth_unknown",
    "entitlements.unpaid",
    "entitlements.gaps",
)

VISITS = ("care.visits_year", "care.families_unvisited")  # what a leader asks first


@dataclass(frozen=True)
class Gap:
    """One figure with its number and the address of its list."""

    figure: Figure
    number: int

    @property
    def url(self) -> str:
        """The list behind the number."""
        return list_of(self.figure.code)


def list_of(code: str) -> str:
    """Where the list behind a figure opens."""
    return reverse("oversight:figure", kwargs={"code": code})


def known(codes: Iterable[str]) -> list[Figure]:
    """The figures of these codes that some room registered, in the order of the codes."""
    found = {one.code: one for one in all_figures()}
    return [found[code] for code in codes if code in found]


def rows(figures: Iterable[Figure], reach: Bounds, day: date) -> dict[str, QuerySet[Any]]:
    """What is to be counted for these figures."""
    return {one.code: one.rows(reach, day) for one in figures}


def gaps(numbers: Mapping[str, int], codes: Iterable[str] = CODES) -> list[Gap]:
    """The figures of these codes that are not zero. What is complete needs no word."""
    return [Gap(one, numbers[one.code]) for one in known(codes) if numbers.get(one.code)]
