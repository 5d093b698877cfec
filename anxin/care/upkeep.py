"""The nightly work of the duty calendar. Cheap, since only families are read for whom a date comes near; each
batch is a transaction of its own, so that a night that was cut short goes on where it stopped."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from anxin.entitlements.models import Entitlement
from anxin.families.models import Household
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR

from .actions import look_ahead
from .calendar.rules import version
from .models import Lookahead

BATCH = 2000
BEFORE_ALL = uuid.UUID(int=0)


def keep_duties() -> int:
    """Bring the duties of every family up to date; returns how many were added, moved or fell away."""
    changed, after = 0, BEFORE_ALL
    while True:
        with everywhere():
            batch = list(
                _to_look_at().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]
            )
            if not batch:
                return changed
            changed += look_ahead(by=OPERATOR, households=batch)
        after = batch[-1]


def _to_look_at() -> QuerySet[Household]:
    """Families never looked at, for whom a day has come, or whose calculation or rules are others since."""
    own = Lookahead.objects.filter(household=OuterRef("pk"))
    fresh = own.filter(again_on__gt=today(), rules=version())
    recalculated = Entitlement.objects.filter(
        household=OuterRef("household_id"), calculated_at__gt=OuterRef("looked_at"), ends__isnull=False
    )
    touched = own.filter(Exists(recalculated))
    return Household.objects.in_use().filter(~Exists(fresh) | Q(Exists(touched)))
