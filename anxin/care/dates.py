"""The dates ahead of one family as its page shows them: by year, with what became of each."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from anxin.families.models import Household, Person
from anxin.ground.days.ages import anniversary

from .calendar import KINDS, RULE_OF, DutyDay, FamilyDays, KindOf, Mark, Rule, days_between, missing_of
from .models import Duty

YEARLY = frozenset({Mark.FESTIVAL, Mark.BIRTHDAY})  # shown when asked for: they are many and decide nothing
LIGHTS = {"open": "none", "planned": "soon", "decided": "soon"}


@dataclass(frozen=True)
class Row:
    """One date: the day (or the window), who, what; the stored duty, if it lies near enough to have one."""

    one: DutyDay
    who: str
    duty: Duty | None

    @property
    def kind(self) -> KindOf:
        """Its words and its mark."""
        return KINDS[self.one.kind]

    @property
    def rule(self) -> Rule:
        """The rule that brings it."""
        return RULE_OF[self.one.kind]

    @property
    def mark(self) -> str:
        """The word of its mark."""
        return str(self.kind.mark.label)

    @property
    def words(self) -> str:
        """What it is, with the number where the kind counts years."""
        if self.one.kind == "birthday":
            return _("birthday, %(n)s") % {"n": self.one.n}
        if self.one.kind == "memorial":
            return _("anniversary of the death, year %(n)s") % {"n": self.one.n}
        return str(self.kind.words)

    @property
    def light(self) -> str:
        """The light of its state."""
        return LIGHTS.get(self.duty.state, "done") if self.duty else ""


@dataclass(frozen=True)
class Gap:
    """Whose dates are not known, and what is missing."""

    person: Person
    words: str


@dataclass(frozen=True)
class Choice:
    """Which dates are wanted: of one person, of one mark; "" is all turning points, "all" is everything."""

    who: str = ""
    mark: str = ""

    @property
    def told(self) -> dict[str, str]:
        """As an address says it."""
        return {"who": self.who, "mark": self.mark}

    def of_row(self, row: Row) -> bool:
        """Is this row wanted?"""
        return self.holds(row.one)

    def holds(self, one: DutyDay) -> bool:
        """Is this one wanted?"""
        mark = KINDS[one.kind].mark
        of_mark = mark == self.mark if self.mark else mark not in YEARLY
        return (of_mark or self.mark == "all") and self.who in ("", str(one.person))


def ten_years(day: date) -> date:
    """The last day that is looked at."""
    return anniversary(day, day.year + settings.LIMITS["care"]["ahead_years"]) - timedelta(1)


def dates_of(household: Household, family: FamilyDays, day: date) -> list[Row]:
    """Every date of the next ten years, and before them what is overdue, each with its duty if it has one."""
    people = dict(Person.objects.filter(household=household).values_list("pk", "name"))
    duties = {duty.key: duty for duty in Duty.objects.filter(household=household)}
    overdue = [_as_day(duty) for duty in duties.values() if duty.waits and duty.last_day < day]
    ahead = days_between(family, day, ten_years(day))
    known = {one.key for one in ahead}
    days = [*(one for one in overdue if one.key not in known), *ahead]
    return [Row(one, _name(one.person, people), duties.get(one.key)) for one in sorted(days, key=_day)]


def _day(one: DutyDay) -> date:
    return one.day


def _as_day(duty: Duty) -> DutyDay:
    kind = duty.kind_of
    return DutyDay(
        duty.day, duty.kind, duty.person_id, duty.n, kind.quiet, kind.decides, duty.until, duty.expected
    )


def _name(person: uuid.UUID | None, people: Mapping[uuid.UUID, str]) -> str:
    if person is None:
        return _("the whole family")
    return people.get(person, _("the officer"))


def by_year(rows: Iterable[Row]) -> list[tuple[int, list[Row]]]:
    """The rows of each year."""
    return [(year, list(some)) for year, some in groupby(rows, lambda row: row.one.day.year)]


def gaps_of(household: Household, family: FamilyDays) -> list[Gap]:
    """Whose dates are not known for want of a day."""
    words = {
        "birth": _("birth date to be checked: no date ahead is known"),
        "birth_day": _("birth date to be checked: only a part of it is known"),
        "death_day": _("day of death to be checked: its anniversary is not known"),
    }
    missing = missing_of(family)
    people = Person.objects.filter(household=household).in_bulk([one.person for one in missing])
    return [Gap(people[one.person], words[one.code]) for one in missing if one.person in people]


def people_in(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Everybody who has a date, in the order of the first one: id and name."""
    return list(dict.fromkeys((str(row.one.person), row.who) for row in rows if row.one.person))
