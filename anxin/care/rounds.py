"""The families that a post may visit, a page at a time."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Prefetch, prefetch_related_objects

from anxin.families.models import Bereavement, Household
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today

from .models import Promise, Responsibility, Visit, VisitPlan
from .queries import aways_of, due_days, family_title, responsible_by_household
from .queries.cycles import is_near
from .queries.handovers import Away


@dataclass(frozen=True)
class Round:
    """One family as the list of visits shows it."""

    household: Household
    title: str
    responsible: Responsibility | None
    last_visit: date | None
    next_promise: date | None
    due: date | None = None  # by the visit cycle
    planned: date | None = None
    away: Away | None = None  # is the responsible person away today, and who covers

    @property
    def pressing(self) -> bool:
        """Is the day by the visit cycle near or past?"""
        return self.due is not None and is_near(self.due)


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


def _planned(rows: Sequence[Household]) -> dict[uuid.UUID, date]:
    """The next planned visit of each family."""
    plans = VisitPlan.objects.open().filter(household__in=rows, on__gte=today()).order_by()
    return dict(plans.values_list("household").annotate(Min("on")))


def rounds_of(rows: Sequence[Household], reach: Bounds) -> list[Round]:
    """What the list tells of these families of one range, in a few queries however many they are."""
    mourned = Bereavement.objects.select_related("officer__person")
    prefetch_related_objects(list(rows), Prefetch("bereavements", mourned), "unit__parent")
    visits, promises = _days(rows, "visit"), _days(rows, "promise")
    named, planned = responsible_by_household(rows), _planned(rows)
    away = aways_of(named.values())
    due = due_days(rows, reach, today()) if rows else {}
    return [
        Round(
            one, family_title(one), named.get(one.pk), visits.get(one.pk), promises.get(one.pk),
            due.get(one.pk), planned.get(one.pk), away.get(one.pk),
        )
        for one in rows
    ]  # fmt: skip
