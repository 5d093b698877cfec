"""Children under 14 in families with a named person: whose standing approval is still missing."""

import uuid
from dataclasses import dataclass
from datetime import date

from anxin.care.models import Responsibility
from anxin.families.age_lines import AgeLine, with_birth
from anxin.families.models import ChildAccess, Household, Person
from anxin.families.people import CHILD
from anxin.ground.access.models import Post
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import now

from .titles import with_names


@dataclass(frozen=True)
class Naming:
    """That a post is responsible (or deputy) for a family with children under 14; ``until`` ends the standing
    approval, None where there is none."""

    household: Household
    post: Post
    deputy: bool
    until: date | None


def children_under_14(reach: Bounds, day: date) -> set[uuid.UUID]:
    """The households within reach in which somebody is under 14, or may be."""
    living = Person.objects.visible_to(reach).filter(died_on=None, birth__isnull=False, fallen=None)
    line = AgeLine(CHILD, day)
    found = with_birth(living).filter(line.not_reached(living) | line.left_open(living))
    return set(found.values_list("household_id", flat=True))


def namings(reach: Bounds, day: date) -> list[Naming]:
    """Everybody named for a family with children under 14, those without approval first."""
    rows = (
        Responsibility.objects.visible_to(reach)
        .current()
        .filter(unassigned=False, household__in=children_under_14(reach, day))
    )
    named = with_names(rows.select_related("responsible__unit", "deputy__unit", "household"))
    held = ChildAccess.objects.visible_to(reach).filter(
        standing=True, state=ChildAccess.State.APPROVED, until__gt=now()
    )
    ends = {(one.household_id, one.holder_id): one.until for one in held}
    found = [
        Naming(row.household, post, deputy, ends.get((row.household_id, post.pk)))
        for row in named
        for post, deputy in ((row.responsible, False), (row.deputy, True))
        if post is not None
    ]
    return sorted(found, key=lambda one: (one.until is not None, one.household.path, one.deputy))


def asked(reach: Bounds) -> list[ChildAccess]:
    """Single requests that wait for the leader, the oldest first."""
    rows = ChildAccess.objects.visible_to(reach).waiting().order_by("asked_at")
    return list(with_names(rows.select_related("holder__unit", "person", "household")))
