"""Who is responsible, and where nobody is."""

import uuid
from collections.abc import Iterable

from django.db.models import (
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Concat

from anxin.care.models import ContactLeader, Responsibility, WorkLead
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.database.models import Bounds
from anxin.ground.database.scope import END
from anxin.ground.units.models import Unit

from .titles import with_names

POSTS = ("responsible__unit", "deputy__unit")


def responsibility_of(household: Household) -> Responsibility:
    """The one that holds now; every card has exactly one."""
    return Responsibility.objects.current().select_related(*POSTS).get(household=household)


def contact_leader_of(household: Household) -> ContactLeader | None:
    """The leader who keeps in touch with this family, if one is named."""
    return ContactLeader.objects.filter(household=household, until=None).select_related("post__unit").first()


def responsible_by_household(households: Iterable[Household]) -> dict[uuid.UUID, Responsibility]:
    """Who is responsible now, for a page of families at once."""
    held = Responsibility.objects.current().filter(household__in=list(households))
    rows = held.select_related("responsible", "deputy", "household__unit")
    return {row.household_id: row for row in rows}


def unnamed_households(reach: Bounds) -> QuerySet[Responsibility]:
    """Families in use for whom nobody was named yet; those without even a work lead come first."""
    rows = Responsibility.objects.visible_to(reach).unnamed().filter(household__status=Status.OPEN)
    return with_names(rows.select_related(*POSTS)).order_by(F("responsible").asc(nulls_first=True), "path")


def without_lead(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Those units that have no work lead, neither of their own nor up the line."""
    below = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    up_the_line = WorkLead.objects.alias(below=below).filter(below__startswith=F("unit__path"))
    return units.exclude(Exists(up_the_line))


def units_without_lead(reach: Bounds) -> QuerySet[Unit]:
    """Units that keep family cards in use, for which nobody is in charge of this work."""
    cards = Household.objects.visible_to(reach).filter(unit=OuterRef("pk"), status=Status.OPEN)
    return without_lead(Unit.objects.visible_to(reach).filter(Exists(cards)))


def families_below(units: Iterable[uuid.UUID]) -> QuerySet[Unit, tuple[uuid.UUID, int]]:
    """How many families in use each of these units keeps with all below it: pairs of unit and number."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    end = Concat(path, Value(END), output_field=CharField())
    cards = Household.objects.alias(lo=path, hi=end).filter(path__gte=F("lo"), path__lt=F("hi"))
    counted = cards.filter(status=Status.OPEN).order_by().annotate(one=Value(1)).values("one")
    number = Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)
    return Unit.objects.filter(pk__in=list(units)).annotate(n=number).values_list("pk", "n")
