"""Study by unit, in head-counts, from what is kept counted (models.tallies); the tree is never walked. Units
stand in the order of the tree, and by no number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum, Value
from django.db.models.functions import Left

from anxin.exemplars.models import STAFF, STUDY, Activity, Establishment
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import Unit
from anxin.ground.units.numbers import how_many
from anxin.ground.units.tallying import has_tally


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


Numbers = Mapping[str, int]
NAMES = ("units", "active", "activities", "people", "establishment")
# "*" and not the id: the index holds all that is asked for.
OF_ACTIVITIES: dict[str, Any] = {
    "activities": Count("*"),
    "active": Count("path", distinct=True),
    "people": Sum("people"),
}


def coverage(units: Sequence[Unit], year: int, form: str = "") -> list[Row]:
    """The rows of units, each with all below it, in the order given."""
    tallied, villages = [one for one in units if has_tally(one)], [one for one in units if not has_tally(one)]
    numbers = {**_kept(tallied, year, form), **_looked_at(villages, year, form)}
    return [_row(unit, numbers[unit.path]) for unit in units]


def total_of(unit: Unit, year: int, form: str = "") -> Row:
    """The row of one unit with all below it."""
    return coverage([unit], year, form)[0]


def summed(unit: Unit, rows: Sequence[Row]) -> Row:
    """The row of one unit from its own and those of all its children."""
    return Row(unit, **{name: sum(getattr(row, name) for row in rows) for name in NAMES})


def own_of(unit: Unit, year: int, form: str = "") -> Row:
    """The row of one unit without those below it."""
    return counted_live(unit, unit.path, unit.path + "0", year, form)


def _row(unit: Unit, numbers: Numbers) -> Row:
    return Row(unit, **{name: numbers.get(name, 0) for name in NAMES})


def _kept(units: Sequence[Unit], year: int, form: str) -> dict[str, Numbers]:
    """By path: what is kept counted."""
    paths = [unit.path for unit in units]
    if not paths:
        return {}
    study, staff = STUDY.counts(paths, year=year, form=form), STAFF.counts(paths)
    return {
        path: {
            "units": kinds.total(),
            **dict(zip(STUDY.numbers, study.get((path,), ()), strict=False)),
            "establishment": sum(staff.get((path,), ())),
        }
        for path, kinds in how_many(units).items()
    }  # fmt: skip


def _looked_at(villages: Sequence[Unit], year: int, form: str) -> dict[str, Numbers]:
    """By path: what the few villages of one township hold, from their own rows."""
    if not villages:
        return {}
    lo, hi, length = villages[0].path, villages[-1].path + "~", len(villages[0].path)
    held = _by_place(activities_in(lo, hi, year, form), length).annotate(**OF_ACTIVITIES)
    units = _by_place(Unit.objects.filter(path__gte=lo, path__lt=hi), length).annotate(units=Count("*"))
    own = _by_place(Establishment.objects.filter(path__gte=lo, path__lt=hi), length)
    found: dict[str, dict[str, int]] = {village.path: {} for village in villages}
    for one in (*held, *units, *own.annotate(establishment=Sum("people"))):
        found.get(one.pop("place"), {}).update(one)
    return dict(found)


def counted_live(unit: Unit, lo: str, hi: str, year: int, form: str = "") -> Row:
    """The row of a unit as the records of a range themselves tell it."""
    held = activities_in(lo, hi, year, form).order_by().aggregate(**OF_ACTIVITIES)
    own = Establishment.objects.filter(path__gte=lo, path__lt=hi).aggregate(establishment=Sum("people"))
    units = Unit.objects.filter(path__gte=lo, path__lt=hi).count()
    return _row(unit, {"units": units} | {name: number or 0 for name, number in {**held, **own}.items()})


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
