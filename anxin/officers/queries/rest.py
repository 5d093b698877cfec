"""Leave and check-ups as pages and other rooms ask for them."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.days.sql import MonthsLater
from anxin.ground.days.workdays import is_assumed, is_working_day
from anxin.ground.units.models import Unit
from anxin.officers.models import HALF, CheckUp, Leave, Officer, OfficerQuerySet, RestRule
from anxin.officers.reckoning import standings

C = CheckUp.State
# What counts as a check-up: it was attended, or there was one elsewhere at that time.
COVERED = Q(state=C.ATTENDED) | Q(state=C.EXCUSED, why=CheckUp.Why.ELSEWHERE)
WEEK = 7


def leave_left(officer: Officer, year: int) -> Decimal | None:
    """Days of leave that an officer still has in a year, 2.5 for two and a half; None where a fact is
    missing."""
    left = standings([officer], year)[officer.pk].left
    return None if left is None else Decimal(left) / HALF


@dataclass(frozen=True)
class NextCheckUp:
    """When an officer's next check-up is: the day, and whether a hospital expects him on it. ``last`` is the
    day of the last one, None where none is on record."""

    day: date
    batch: CheckUp | None = None
    last: date | None = None

    @property
    def overdue(self) -> bool:
        """Has the day passed without one?"""
        return self.day < today()


def next_check_up(officer: Officer) -> NextCheckUp:
    """When the next check-up of one officer is."""
    return next_check_ups([officer])[officer.pk]


def next_check_ups(officers: Iterable[Officer]) -> dict[UUID, NextCheckUp]:
    """The same for many, in two questions."""
    people = with_check_ups(Officer.objects.filter(pk__in=[one.pk for one in officers]), today())
    told = people.values_list("pk", F("check_up_due"), F("last_check_up"))
    ahead = {one.officer_id: one for one in _expected(today()).filter(officer__in=people.values("pk"))}
    return {
        pk: NextCheckUp(ahead[pk].batch.first if pk in ahead else due, ahead.get(pk), last)
        for pk, due, last in told
    }


def with_check_ups(officers: OfficerQuerySet, day: date) -> OfficerQuerySet:
    """Officers with the day of their last check-up (``last_check_up``) and until when the next is due
    (``check_up_due``): so many months after the last one as the nearest unit up the line set, or the day to
    which it was put off. Nothing on record: it is due from the first of this month on."""
    mine = CheckUp.objects.filter(officer=OuterRef("pk")).order_by().values("officer")
    last = mine.filter(COVERED).annotate(d=Max(Coalesce("on", "batch__first"))).values("d")
    put_off = mine.filter(state=C.DEFERRED).annotate(d=Max("until")).values("d")
    rule = RestRule.objects.filter(unit__path__up_from=OuterRef("path")).order_by("-unit__path")
    usual = Value(settings.LIMITS["rest"]["check_up_months"])
    months = Coalesce(Subquery(rule.values("check_up_months")[:1]), usual)
    return officers.annotate(
        last_check_up=Subquery(last),
        check_up_due=Greatest(
            Coalesce(MonthsLater(F("last_check_up"), months), Value(day.replace(day=1))), Subquery(put_off)
        ),
    )


def _expected(day: date) -> QuerySet[CheckUp]:
    """Invitations to batches that are not over, the nearest last."""
    return (
        CheckUp.objects.filter(state=C.INVITED, batch__last__gte=day)
        .select_related("batch")
        .order_by("-batch__first", "-id")
    )


def due_for_check_up(officers: OfficerQuerySet, day: date) -> OfficerQuerySet:
    """Those whose check-up is due within a month and whom no batch expects."""
    soon = day + timedelta(settings.LIMITS["rest"]["soon_days"])
    unexpected = officers.exclude(Exists(_expected(day).filter(officer=OuterRef("pk"))))
    return with_check_ups(unexpected, day).filter(Q(check_up_due__lte=soon))


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Day:
    """One day of a month: works or not, assumed or published, and the leave that lies on it."""

    day: date
    works: bool
    inside: bool
    leave: tuple[Leave, ...]

    @property
    def is_today(self) -> bool:
        return self.day == today()


@dataclass(frozen=True)
class Month:
    """A month as weeks from Monday to Sunday. ``assumed``: its holidays are not known yet."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    assumed: bool

    @property
    def before(self) -> date:
        return (self.first - timedelta(1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(32)).replace(day=1)


def month_of(first: date, leave: Iterable[Leave]) -> Month:
    """The month that begins on ``first``, with the leave that lies in it."""
    rows = list(leave)
    start = first - timedelta(first.weekday())
    end = date(first.year, first.month, monthrange(first.year, first.month)[1])
    days = [start + timedelta(n) for n in range((end - start).days // WEEK * WEEK + WEEK)]
    told = [
        Day(
            day,
            is_working_day(day),
            day.month == first.month,
            tuple(one for one in rows if one.first <= day <= one.last),
        )
        for day in days
    ]
    weeks = tuple(tuple(told[at : at + WEEK]) for at in range(0, len(told), WEEK))
    return Month(first, weeks, is_assumed(first))


def check_ups_due(reach: Bounds, day: date) -> OfficerQuerySet:
    """Officers at work within reach for whom somebody is to arrange a check-up."""
    return due_for_check_up(Officer.objects.visible_to(reach).at_work(), day)


def due_by_unit(reach: Bounds) -> list[tuple[Unit, int]]:
    """Units that have officers, in the order of the tree, with how many of them are due."""
    people = Officer.objects.visible_to(reach).at_work().order_by()
    due = due_for_check_up(people, today()).values("unit").annotate(n=Count("pk")).values_list("unit", "n")
    counts = dict(due)
    units = Unit.objects.filter(pk__in=people.values("unit")).order_by("path")
    return [(unit, counts.get(unit.pk, 0)) for unit in units]
