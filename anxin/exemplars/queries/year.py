"""The year of one unit on one page: what it held, by form and by interval, and what it told in public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from anxin.exemplars.models import Activity, Establishment, Form, Publicity, Schedule
from anxin.ground.units.models import Unit

from .coverage import Row, total_of


@dataclass(frozen=True)
class Interval:
    """One interval of a schedule: its days, and what was held in it; ``over``: its last day has passed."""

    number: int
    first: date
    last: date
    held: int
    over: bool
    begun: bool


@dataclass(frozen=True)
class Kept:
    """One line of a schedule with its intervals in the year."""

    schedule: Schedule
    intervals: list[Interval]

    @property
    def filled(self) -> int:
        """In how many intervals something was held."""
        return sum(bool(one.held) for one in self.intervals)


@dataclass(frozen=True)
class InForm:
    """One form: how many activities, how many people came to them."""

    label: str
    activities: int
    people: int


@dataclass(frozen=True)
class UnitYear:
    """All of it; ``below``: the same year of the unit with all below it, where anything is."""

    unit: Unit
    year: int
    activities: Sequence[Activity]
    forms: list[InForm]
    kept: list[Kept]
    publicity: Sequence[Publicity]
    establishment: Establishment | None
    below: Row | None

    @property
    def people(self) -> int:
        """Head-count over all activities: somebody who came twice counts twice."""
        return sum(one.people for one in self.activities)


def unit_year(unit: Unit, year: int, day: date) -> UnitYear:
    """The year of one unit, as it stands on a day."""
    held = Activity.objects.held().of_year(year).filter(unit=unit).select_related("programme", "exemplar")
    activities = list(held.order_by("on", "entered_at", "id"))
    whole = total_of(unit, year)
    told = Publicity.objects.standing().of_year(year).filter(unit=unit).select_related("exemplar")
    return UnitYear(
        unit=unit, year=year, activities=activities, forms=_forms(activities),
        kept=_kept(unit, year, day, activities), publicity=list(told.order_by("on", "id")),
        establishment=Establishment.objects.filter(unit=unit).first(), below=None if whole.leaf else whole,
    )  # fmt: skip


def _forms(activities: Iterable[Activity]) -> list[InForm]:
    """In the order of the forms, those that were used."""
    order = {code: place for place, code in enumerate(Form.values)}
    ordered = sorted(activities, key=lambda one: order[one.form])
    groups = [(code, list(found)) for code, found in groupby(ordered, key=lambda one: one.form)]
    return [
        InForm(str(Form(code).label), len(found), sum(one.people for one in found)) for code, found in groups
    ]


def _kept(unit: Unit, year: int, day: date, activities: Sequence[Activity]) -> list[Kept]:
    lines = Schedule.objects.for_path(unit.path).select_related("programme", "unit")
    kept = [Kept(line, _intervals(line, year, day, activities)) for line in lines]
    return [one for one in kept if one.intervals]


def _intervals(line: Schedule, year: int, day: date, activities: Sequence[Activity]) -> list[Interval]:
    days = [one.on for one in activities if one.form == line.form and one.programme_id == line.programme_id]
    return [
        Interval(
            (first.month - 1) // line.every + 1, first, last, sum(first <= on <= last for on in days),
            over=last < day, begun=first <= day,
        )
        for first, last in line.periods(year)
    ]  # fmt: skip
