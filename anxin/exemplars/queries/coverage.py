"""Study by unit, in head-counts. Counts are taken by range of path in one question each, never by walking the
tree; units stand in the order of the tree, and by no number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum, Value
from django.db.models.functions import Left

from anxin.exemplars.models import Activity, Establishment
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import Unit


@dataclass(frozen=True)
class Row:
    """One unit with all below it: how many units, how many of them held something, what, with how many
    people (each activity counts those who came to it), and how many people they have by their own word."""

    unit: Unit
    units: int
    active: int
    activities: int
    people: int
    establishment: int

    @property
    def leaf(self) -> bool:
        """Does nothing lie below it?"""
        return self.units == 1


Numbers = Mapping[str, Mapping[str, int]]


def coverage(units: Sequence[Unit], year: int, form: str = "") -> list[Row]:
    """The rows of sibling units that stand one after another in the order of the tree."""
    if not units:
        return []
    lo, hi = units[0].path, units[-1].path + "~"
    numbers = _counted(lo, hi, len(units[0].path), year, form)
    return [_row(unit, numbers, unit.path) for unit in units]


def total_of(unit: Unit, year: int, form: str = "") -> Row:
    """The row of one unit with all below it."""
    return _row(unit, _counted(unit.path, unit.path + "~", len(unit.path), year, form), unit.path)


def summed(unit: Unit, rows: Sequence[Row]) -> Row:
    """The row of one unit from its own and those of all its children."""
    names = ("units", "active", "activities", "people", "establishment")
    return Row(unit, **{name: sum(getattr(row, name) for row in rows) for name in names})


def own_of(unit: Unit, year: int, form: str = "") -> Row:
    """The row of one unit without those below it."""
    numbers = _counted(unit.path, unit.path + "0", len(unit.path), year, form)
    return _row(unit, numbers, unit.path)


def _row(unit: Unit, numbers: Numbers, place: str) -> Row:
    return Row(unit, **{name: found.get(place, 0) for name, found in numbers.items()})


def _counted(lo: str, hi: str, length: int, year: int, form: str) -> Numbers:
    """The numbers of a range by the first ``length`` characters of the path."""
    held = activities_in(lo, hi, year, form)
    # "*" and not the id: the index holds all that is asked for.
    n, active, people = Count("*"), Count("path", distinct=True), Sum("people")
    found = list(_by_place(held, length).annotate(n=n, active=active, people=people))
    units = _by_place(Unit.objects.filter(path__gte=lo, path__lt=hi), length).annotate(n=n)
    own = _by_place(Establishment.objects.filter(path__gte=lo, path__lt=hi), length).annotate(n=people)
    return {
        "units": {one["place"]: one["n"] for one in units},
        "active": {one["place"]: one["active"] for one in found},
        "activities": {one["place"]: one["n"] for one in found},
        "people": {one["place"]: one["people"] for one in found},
        "establishment": {one["place"]: one["n"] for one in own},
    }


def _by_place(
    rows: "ScopedQuerySet[Activity] | ScopedQuerySet[Unit] | ScopedQuerySet[Establishment]", length: int
) -> QuerySet[Activity, dict[str, Any]]:
    return rows.order_by().annotate(place=Left("path", Value(length))).values("place")  # type: ignore[return-value]


def activities_in(lo: str, hi: str, year: int, form: str = "") -> ScopedQuerySet[Activity]:
    """The activities held in a range in a year, in one form or in all."""
    held = Activity.objects.held().of_year(year).filter(path__gte=lo, path__lt=hi)
    return held.filter(form=form) if form else held


def children_of(unit: Unit) -> ScopedQuerySet[Unit]:
    """The units right below one, in the order of the tree."""
    return Unit.objects.under(unit.path).filter(parent=unit).order_by("path")
