"""Who keeps contact with a frontline unit or officer."""

from django.db.models import F, Max, Q, QuerySet

from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit
from anxin.officers.models import ContactPoint, ContactVisit, Officer


def contact_leader_of(officer: Officer) -> ContactPoint | None:
    """The contact that holds today for this officer: the own one, or else the unit's."""
    held = ContactPoint.objects.current().select_related("leader__unit")
    both = held.filter(Q(officer=officer) | Q(unit=officer.unit_id))
    return both.order_by(F("officer").asc(nulls_last=True)).first()


def contacts(reach: Bounds) -> QuerySet[ContactPoint]:
    """The contacts within reach that hold, with the day of the last visit at which somebody was met; none
    with somebody who is no longer an officer there."""
    there = Q(officer=None) | Q(officer__left_on=None) | Q(officer__left_on__gt=today())
    found = ContactPoint.objects.visible_to(reach).current().filter(there)
    met = Q(visits__outcome=ContactVisit.Outcome.MADE)
    return found.select_related("leader", "unit", "officer__unit").annotate(
        last=Max("visits__on", filter=met)
    )


def frontline_units(reach: Bounds) -> QuerySet[Unit]:
    """The units within reach in which officers stand at the front."""
    standing = Officer.objects.visible_to(reach).at_the_front().values("unit")
    return Unit.objects.filter(pk__in=standing).order_by("path")


def units_without_contact(reach: Bounds) -> QuerySet[Unit]:
    """Those of them with which no leader keeps contact: a gap."""
    kept = ContactPoint.objects.visible_to(reach).current().exclude(unit=None).values("unit")
    return frontline_units(reach).exclude(pk__in=kept)


def contact_leaders(by: Post) -> QuerySet[Post]:
    """The leaders' posts of one's scope that are held today."""
    lo, hi = by.bounds
    held = Post.objects.current().filter(role=Role.LEADER, unit__path__gte=lo, unit__path__lt=hi)
    return held.select_related("unit").order_by("unit__path", "name", "id")
