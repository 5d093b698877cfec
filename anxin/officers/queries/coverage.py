"""Care by unit, in numbers: where somebody is not looked after. Never a list of people, and no order but
that of the tree. Above the county each area right below stands for all that lies under it, and small numbers
are hidden."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, DateField, F, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Left

from anxin.ground.access.models import Post
from anxin.ground.access.reach import Area, cells, counting
from anxin.ground.access.rights import FIGURES
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.units.models import STEP, Unit
from anxin.officers.models import (
    CheckUp,
    HelpRequest,
    Leave,
    LeaveYear,
    Officer,
    Rest,
    RestRule,
    Talk,
    days_told,
)
from anxin.officers.models.leave import LeaveQuerySet

from .rest import COVERED, months_later
from .talks import talks_overdue

WHOLE = 400  # characters: longer than any path, so nothing is cut off
ROWS = Count("pk")
Numbers = dict[str, dict[str, int]]  # by kind, by the path of the unit


@dataclass(frozen=True)
class UnitRest:
    """One unit's line: None where a number is too small to be shown to whoever looks from above."""

    unit: Unit
    officers: int | None
    covered: int | None
    taken: int | None
    missing: int | None
    unrested: int | None

    @property
    def taken_days(self) -> str | None:
        """Days of leave taken in the year, by all of them."""
        return None if self.taken is None else days_told(self.taken)


@dataclass(frozen=True)
class UnitCare:
    """One unit's line: officers at work and at the front, those with a check-up in time, halves of days of
    leave taken, talks held and requests answered in the year (``in_time``: by their day), and officers whose
    talk is overdue today. None where a number is too small to be shown to whoever looks from above."""

    unit: Unit
    officers: int | None
    front: int | None
    covered: int | None
    taken: int | None
    talks: int | None
    overdue: int | None
    answered: int | None
    in_time: int | None

    @property
    def taken_days(self) -> str | None:
        """Days of leave taken in the year, by all of them."""
        return None if self.taken is None else days_told(self.taken)


def rest_by_unit(post: Post, year: int) -> list[UnitRest]:
    """Check-ups and leave of a year."""
    return [
        UnitRest(unit, **row) for unit, row in _by_unit(post, lambda area, length: _rest(area, length, year))
    ]


def care_by_unit(post: Post, day: date) -> list[UnitCare]:
    """Everything that is counted of the care for officers, in the year up to a day."""
    return [
        UnitCare(unit, **row) for unit, row in _by_unit(post, lambda area, length: _care(area, length, day))
    ]


def _by_unit(post: Post, ask: Callable[[Area, int], Numbers]) -> list[tuple[Unit, dict[str, int | None]]]:
    """Units in the order of the tree: those that have officers, or, above the county, the areas below."""
    length = len(post.scope_root.path) + STEP if post.depth == FIGURES else WHOLE
    told = counting(post, lambda area: ask(area, length))
    found = Unit.objects.filter(path__in=told["officers"]).select_related("parent").order_by("path")
    units = {unit.path: unit for unit in found}
    shown = {
        kind: cells(post, {units[path].pk: n for path, n in numbers.items() if path in units})
        for kind, numbers in told.items()
    }
    return [(unit, {kind: row.get(unit.pk, 0) for kind, row in shown.items()}) for unit in units.values()]


def _rest(area: Area, length: int, year: int) -> Numbers:
    """Numbers by the path of the unit (its first ``length`` characters): officers at work, those with a
    check-up in time, halves of days taken, years with a fact missing, years with days nobody planned."""
    officers = Officer.objects.visible_to(area).at_work()
    years = LeaveYear.objects.visible_to(area).filter(year=year, officer__in=officers)
    known = years.exclude(entitled_days=None).values("officer")
    return {
        "officers": _grouped(officers, length),
        "covered": _grouped(covered(area), length, Count("officer", distinct=True)),
        "taken": _grouped(_taken(area, year), length, Sum("halves")),
        "missing": _grouped(officers.exclude(pk__in=known), length),
        "unrested": _grouped(years.unrested(year), length),
    }


def _care(area: Area, length: int, day: date) -> Numbers:
    officers = Officer.objects.visible_to(area)
    answered = HelpRequest.objects.visible_to(area).answered(day)
    talks = Talk.objects.visible_to(area).filter(on__gte=date(day.year, 1, 1), on__lte=day)
    return {
        "officers": _grouped(officers.at_work(), length),
        "front": _grouped(officers.at_the_front(), length),
        "covered": _grouped(covered(area), length, Count("officer", distinct=True)),
        "taken": _grouped(_taken(area, day.year), length, Sum("halves")),
        "talks": _grouped(talks, length),
        "overdue": _grouped(talks_overdue(area, day), length),
        "answered": _grouped(answered, length),
        "in_time": _grouped(answered.in_time(), length),
    }


def _taken(area: Area, year: int) -> LeaveQuerySet:
    return Leave.objects.visible_to(area).of_year(year).filter(state=Leave.State.TAKEN)


def _grouped(rows: QuerySet[Any], length: int, what: Combinable = ROWS) -> dict[str, int]:
    grouped = rows.order_by().annotate(place=Left("path", length)).values("place").annotate(n=what)
    return dict(grouped.values_list("place", "n"))


def covered(area: Bounds) -> "QuerySet[CheckUp]":
    """Check-ups of officers at work that are recent enough by the rule of their unit."""
    rows = CheckUp.objects.visible_to(area).filter(
        COVERED, officer__in=Officer.objects.visible_to(area).at_work()
    )
    counted = rows.annotate(day=Coalesce("on", "batch__first"), since=recent_enough(area))
    return counted.filter(day__gte=F("since"))


def recent_enough(area: Bounds) -> Case:
    """For a row with a path: the first day on which a check-up is recent enough today."""
    rules = _rules(area)
    limits = [(path, months_later(today(), -rest.check_up_months)) for path, rest in rules]
    default = months_later(today(), -settings.LIMITS["rest"]["check_up_months"])
    return Case(
        *(When(path__gte=path, path__lt=path + "~", then=Value(day)) for path, day in limits),
        default=Value(default),
        output_field=DateField(),
    )


def _rules(area: Bounds) -> Sequence[tuple[str, Rest]]:
    """The rules that hold in an area, the deepest first."""
    above = [area.lo[:end] for end in range(STEP, len(area.lo) + 1, STEP)]
    found = RestRule.objects.filter(
        Q(unit__path__gte=area.lo, unit__path__lt=area.hi) | Q(unit__path__in=above)
    ).select_related("unit")
    return sorted(((one.unit.path, Rest.of(one)) for one in found), key=lambda pair: -len(pair[0]))


def alarm_rings(year: int, day: date) -> bool:
    """Are days that nobody planned an alarm on this day? Of past years always, of this year in autumn."""
    return year < day.year or (year == day.year and day.month >= settings.LIMITS["rest"]["alarm_month"])
