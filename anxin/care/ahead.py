"""The list of dates ahead across families: what is chosen of it, and its rows."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import QueryDict

from anxin.ground.access.models import Post
from anxin.ground.units.models import Unit

from .calendar import KINDS, Mark
from .models import Duty, Responsibility
from .models.duties import DutyQuerySet
from .queries import duty_words
from .queries.titles import title_of, titled


@dataclass(frozen=True)
class Filter:
    """One mark, one unit with all below it, days from one to another; nothing chosen is everything."""

    mark: str = ""
    unit: Unit | None = None
    start: date | None = None
    end: date | None = None

    @classmethod
    def of(cls, given: QueryDict, units: Sequence[Unit]) -> "Filter":
        """What the address asks for; what is not known is not asked for."""
        mark = given.get("mark", "")
        unit = next((one for one in units if str(one.pk) == given.get("unit", "")), None)
        days = _day(given.get("from", "")), _day(given.get("to", ""))
        return cls(mark if mark in set(Mark) else "", unit, *days)

    def holds(self, kind: str) -> bool:
        """Is this kind wanted?"""
        return not self.mark or KINDS[kind].mark == self.mark

    def of_unit(self, rows: DutyQuerySet) -> DutyQuerySet:
        """Those of the chosen unit and of all below it, on the chosen days."""
        found = rows.under(self.unit.path) if self.unit else rows
        found = found.filter(day__gte=self.start) if self.start else found
        return found.filter(day__lte=self.end) if self.end else found

    @property
    def days_told(self) -> dict[str, str]:
        """The chosen days as an address says them."""
        told = {"from": self.start, "to": self.end}
        return {name: day.isoformat() for name, day in told.items() if day}

    def rows(self, rows: DutyQuerySet) -> QuerySet[Duty]:
        """Those that are wanted, each with the names of its family and of who answers for it: they are read
        together, since of cards given singly each is seen only while its own scope holds."""
        found = titled(self.of_unit(rows).select_related("person", "household__unit"))
        named = Responsibility.objects.current().filter(household=OuterRef("household_id"), unassigned=False)
        found = found.annotate(answers=Subquery(named.values("responsible__name")[:1]))
        wanted = [code for code in KINDS if self.holds(code)]
        return found.filter(kind__in=wanted) if self.mark else found


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


@dataclass(frozen=True)
class Row:
    """One date of one family: who is responsible for it, and how it stands."""

    duty: Duty
    family: str
    words: str
    responsible: str

    @property
    def card(self) -> uuid.UUID:
        """The family it shows."""
        return self.duty.household_id


def units_of(post: Post) -> list[Unit]:
    """The units directly below the post's own that can be chosen."""
    return list(Unit.objects.filter(parent=post.scope_root).order_by("path")) if post.has_subtree else []


def rows_of(duties: Iterable[Duty]) -> list[Row]:
    """A page of dates (``Filter.rows``) as the list tells them; asks nothing more."""
    return [Row(duty, title_of(duty), duty_words(duty), vars(duty)["answers"] or "") for duty in duties]


def marks_of(numbers: Mapping[str, int]) -> dict[Mark, int]:
    """Numbers by kind, summed by mark, in the order of the marks; what there is none of is left out."""
    sums = {mark: sum(n for kind, n in numbers.items() if KINDS[kind].mark == mark) for mark in Mark}
    return {mark: n for mark, n in sums.items() if n}
