"""Who has certainly reached an age on a day, asked of the database.

Birth dates are stored as text of known precision (1971, 1971-11, 1971-11-03; lunar with an L before it). A
date is compared with the line cut to its own length, so a missing month or day never counts as known. The
few lunar dates within a year of the line are decided in Python, by the solar day they fell on.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Collate, Left, Length

from anxin.ground.days.ages import under

from .models import Person
from .models.people import INCOMPLETE_BIRTH

People = QuerySet[Person]


@dataclass(frozen=True)
class AgeLine:
    """The line between those who are ``years`` old on ``day`` and those who are not."""

    years: int
    day: date

    @property
    def first_young(self) -> date:
        """The first birth day of those who are still under age (29 February: ages.anniversary)."""
        after = self.day + timedelta(days=1)
        year = after.year - self.years
        leap_day = (after.month, after.day) == (2, 29)
        return date(year, 3, 1) if leap_day and not _is_leap(year) else after.replace(year=year)

    @property
    def last_old(self) -> date:
        """The last birth day of those who have reached the age."""
        return self.first_young - timedelta(days=1)

    def reached(self, people: People) -> Q:
        """Who has certainly reached the age."""
        solar = Q(born__lt=_cut(self.first_young))
        lunar = Q(born__gte="L", born__lt=f"L{self.first_young.year - 1}")
        return solar | lunar | self._near(people, False)

    def not_reached(self, people: People) -> Q:
        """Who is certainly under the age."""
        solar = Q(born__lt="L", born__gt=_cut(self.last_old))
        lunar = Q(born__gte=f"L{self.last_old.year + 1}")
        return solar | lunar | self._near(people, True)

    def left_open(self, people: People) -> Q:
        """Whose birth date is missing, or lacks the very part that decides."""
        solar = Q(born__lt="L", born__gte=_cut(self.first_young), born__lte=_cut(self.last_old))
        known = INCOMPLETE_BIRTH & (Q(birth=None) | solar)  # a known day leaves nothing open
        return known | self._near(people, None)

    def _near(self, people: People, verdict: bool | None) -> Q:
        """Those with a lunar birth within a year of the line for whom "under age" is ``verdict``."""
        lo, hi = f"L{self.first_young.year - 1}", f"L{self.last_old.year}~"
        near = with_birth(people).filter(Q(("born__gte", lo), ("born__lt", hi))).values_list("pk", "birth")
        found = [pk for pk, birth in near if birth and under(birth, self.years, self.day) is verdict]
        return Q(pk__in=found)


def _is_leap(year: int) -> bool:
    return (date(year, 3, 1) - timedelta(days=1)).day == 29


def with_birth(people: People) -> People:
    """Bring in the stored text of the birth date, compared byte by byte, for the conditions of an AgeLine."""
    return people.alias(born=Collate(Cast("birth", TextField()), "C"))


def _cut(line: date) -> Func:
    """The line, as long as the birth date itself: 1966-11-23 beside a known day, 1966 beside a known year."""
    return Left(Value(line.isoformat()), Length(F("birth")), output_field=CharField())
