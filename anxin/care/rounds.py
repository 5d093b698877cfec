"""The families that a post may visit, a page at a time."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Prefetch, prefetch_related_objects

from anxin.families.models import Bereavement, Household

from .models import Promise, Responsibility, Visit
from .queries import family_title, responsible_by_household


@dataclass(frozen=True)
class Round:
    """One family as the list of visits shows it."""

    household: Household
    title: str
    responsible: Responsibility | None
    last_visit: date | None
    next_promise: date | None


def _days(rows: Sequence[Household], what: str) -> dict[uuid.UUID, date]:
    if what == "visit":
        made = Visit.objects.filter(household__in=rows, outcome=Visit.Outcome.MADE).order_by()
        return dict(made.values_list("household").annotate(Max("on")))
    return dict(
        Promise.objects.open()
        .filter(household__in=rows)
        .order_by()
        .values_list("household")
        .annotate(Min("due"))
    )


def rounds_of(rows: Sequence[Household]) -> list[Round]:
    """What the list tells of these families, in five queries however many they are."""
    mourned = Bereavement.objects.select_related("officer__person")
    prefetch_related_objects(list(rows), Prefetch("bereavements", mourned), "unit")
    visits, promises = _days(rows, "visit"), _days(rows, "promise")
    named = responsible_by_household(rows)
    return [
        Round(one, family_title(one), named.get(one.pk), visits.get(one.pk), promises.get(one.pk))
        for one in rows
    ]
