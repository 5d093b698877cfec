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
    "care.needs_to_verify",
    "care.promises_overdue",
    "care.promises_untold",
    "care.words_overdue",
    "care.dates_overdue",
    "care.families_unvisited",
    "care.visits_overdue",
    "care.leader_visits_overdue",
    "families.officers_pending",
    "families.birth_unknown",
    "entitlements.owed_unclaimed",
    "entitlements.unpaid",
    "entitlements.claimed_twice",
    "entitlements.review_due",
    "entitlements.gaps",
)

# What looks first at the ages of the people who live in an area: its question differs from area to area.
BY_PEOPLE = ("families.birth_unknown",)
MOST = 999  # a larger number is told as "more than": its list counts exactly, and the day opens at once
VISITS = ("care.visits_year", "care.families_unvisited")  # what a leader asks first


@dataclass(frozen=True)
class Gap:
    """One figure with its number and the address of its list. No number: it could not be counted."""

    figure: Figure
    number: int | None

    @property
    def said(self) -> str:
        """The number as it stands: beyond MOST only that it is more."""
        if self.number is None:
            return "—"
        return f"{MOST}+" if self.number > MOST else str(self.number)

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


def gaps(numbers: Mapping[str, int | None], codes: Iterable[str] = CODES) -> list[Gap]:
    """The figures of these codes that are not zero. What is complete needs no word."""
    return [Gap(one, numbers[one.code]) for one in known(codes) if numbers.get(one.code, 0) != 0]
