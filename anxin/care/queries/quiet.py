"""Quiet days on the desk: nobody is prompted about a family on the days on which it mourns.

The one home of the rule "prompts fall silent": whatever hands tasks or numbers to somebody asks here. Which
days are quiet is the calendar's to say (care.calendar): the anniversary of a death and 清明, with the days
around them that limits.toml names; it keeps those that lie near (Lookahead).
"""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from anxin.care.models import Lookahead
from anxin.families.models import Household
from anxin.ground.database.models import Bounds

Rows = TypeVar("Rows", bound=QuerySet[Any])


def quiet_on(day: date, household: str = "household_id") -> Exists:
    """Is ``day`` quiet for the family of an outer row?"""
    return Exists(Lookahead.objects.filter(household=OuterRef(household), quiet__contains=[day]))


def awake(rows: Rows, day: date, household: str = "household_id") -> Rows:
    """Rows of families without those for whom ``day`` is quiet: what concerns them waits until it is over."""
    return rows.filter(~quiet_on(day, household))


def quiet_families(reach: Bounds, day: date) -> QuerySet[Household]:
    """The families in use within reach that are left in peace on ``day``."""
    return Household.objects.visible_to(reach).in_use().filter(quiet_on(day, "pk"))


def quiet_of(households: Iterable[Household]) -> dict[uuid.UUID, set[date]]:
    """The quiet days of the year ahead of each of these families, in one question: for whoever plans."""
    ids = [one.pk for one in households]
    rows = Lookahead.objects.filter(household__in=ids).values_list("household_id", "quiet")
    return {pk: set(days) for pk, days in rows}
