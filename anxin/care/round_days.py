"""The days before which an office visits many families at once: the festivals, and the start of school."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, Collate

from anxin.families.models import Household, Membership
from anxin.ground.days.lunar import Festival, festivals_between

SCHOOL = "school"
STARTS = (9, 1)  # the autumn term; provinces set a day near it, and the round lies before it
PUPILS = (6, 22)  # how old somebody turns in a year who may begin a school year: primary school to university


def rounds_between(start: date, end: date) -> list[Festival]:
    """Every such day from ``start`` to ``end``, both included, in order."""
    schools = (Festival(SCHOOL, "开学", date(year, *STARTS)) for year in range(start.year, end.year + 1))
    found = [*festivals_between(start, end), *(one for one in schools if start <= one.day <= end)]
    return sorted(found, key=lambda one: one.day)


def concerned(rows: QuerySet[Household], round_: Festival) -> QuerySet[Household]:
    """Those of these families that a round is about: before the start of school, where somebody may go to
    school; before a festival, everybody."""
    if round_.code != SCHOOL:
        return rows
    youngest, oldest = (round_.day.year - age for age in PUPILS)
    members = Membership.objects.filter(household=OuterRef("pk"), until=None)
    born = Collate(Cast("person__birth", TextField()), "C")  # 2014, 2014-09, 2014-09-01; lunar with an L
    return rows.filter(Exists(members.alias(born=born).filter(_between(oldest, youngest))))


def _between(first: int, last: int) -> Q:
    solar = Q(born__gte=str(first), born__lt=str(last + 1))
    return solar | Q(born__gte=f"L{first}", born__lt=f"L{last + 1}")
