"""Who receives a notice: the units that its addressees mean, and where each stands in the cascade.

A region receives through its organisation department, if it has one: nobody is sent the same thing twice.
"""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Least, Left, Length

from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role, may
from anxin.ground.database.fields import PathField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import STEP, Kind, Level, Unit

from .models import Notice

SIGNERS = [role for role in Role if may(role, "notices.receive")]
IN_LINE = [Kind.REGION, Kind.ORGANISATION]
OFFICES = Unit.objects.filter(kind=Kind.ORGANISATION)


def receivers(notice: Notice) -> "ScopedQuerySet[Unit]":
    """The units that sign for the notice: with ``place`` (for which path), ``row`` (level in the cascade) and
    ``paper`` (nobody there has an account that may sign)."""
    named = notice.addressed().order_by()
    is_named, region_is_named = (Exists(named.filter(pk=OuterRef(key))) for key in ("pk", "parent"))
    has_office = Exists(OFFICES.filter(parent=OuterRef("pk")))
    in_person = Q(is_named) & ~(Q(kind=Kind.REGION, level__lt=Level.VILLAGE) & has_office)
    for_region = Q(kind=Kind.ORGANISATION) & Q(region_is_named)
    found = Unit.objects.filter(in_person | for_region)
    if notice.unit_id:
        found = found.exclude(pk=notice.unit_id)
    return placed(found)


def placed(units: "ScopedQuerySet[Unit]") -> "ScopedQuerySet[Unit]":
    """The same units, each with its ``place``, ``row`` and ``paper`` as it stands in a cascade."""
    return units.annotate(place=_place(), row=_row(), paper=~_has_account())


def rows_of(notice: Notice) -> list[int]:
    """The rows of the cascade that the notice's addressees stand in, from the top."""
    found = notice.addressed().order_by().annotate(row=_row())
    return sorted(found.values_list("row", flat=True).distinct())


def in_row(row: int) -> Q:
    """The receivers of one row of the cascade; what needs no look at the parent comes first, which leaves
    few to look at."""
    return (Q(kind__in=IN_LINE, level=row) | ~Q(kind__in=IN_LINE)) & Q(row=row)


def _place() -> Combinable:
    of_region = Left("path", Length("path") - STEP)
    office = When(kind=Kind.ORGANISATION, parent__isnull=False, then=of_region)
    return Case(office, default=F("path"), output_field=PathField())


def _row() -> Combinable:
    """The level of the line itself; whatever stands beside it, one below the region it belongs to."""
    in_line = Q(kind__in=IN_LINE) | Q(parent=None)
    parent = Subquery(Unit.objects.filter(pk=OuterRef("parent")).values("level"))  # asked of few, so no join
    beside = Least(parent + 1, Value(int(Level.VILLAGE)), output_field=IntegerField())
    return Case(When(in_line, then=F("level")), default=beside, output_field=IntegerField())


def _has_account() -> Exists:
    """An officer's own account, or an auditor's, signs for nothing: such a unit gets paper."""
    posts = Post.objects.current().filter(unit=OuterRef("pk"), account__is_active=True)
    return Exists(posts.filter(role__in=SIGNERS))
