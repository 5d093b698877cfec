"""Access given outside a post's own subtree."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anxin.ground.database.fields import PathField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import now, today

from .posts import Post

EMERGENCY = "emergency"  # the part of access opened by oneself: it ends at a moment and only reads


def in_a_year() -> date:
    """The last day of access for which nobody named one: limits.toml, [access] grant_days from today."""
    return today() + timedelta(settings.LIMITS["access"]["grant_days"])


class GrantQuerySet(ScopedQuerySet["Grant"]):
    def current(self) -> Self:
        """Access that holds today, and now where it ends at a moment."""
        day = today()
        ahead = Q(ends_at=None) | Q(ends_at__gt=now())
        return self.filter(ahead, until__gte=day, since__lte=day, ended_at=None)

    def ending_by(self, day: date) -> Self:
        """Access that holds today and ends by itself until ``day``."""
        return self.current().filter(until__lte=day)

    def held_by(self, post: Post) -> Self:
        """Access given to this post, or to the unit whose desk it serves."""
        return self.filter(holder__in=[post.id, post.unit_id])


class Grant(models.Model):
    """Access to one card's range outside the holder's own subtree: to whom, to what, why, from, to. All of
    it has an end (``until`` is its last day); whoever keeps the card renews it.

    ``holder`` is the id of a post, or of a unit when every post of that unit's desk may act. ``record`` is
    the id that appears in URLs (a card, or a request to a department). Row security shows a grant to its
    holder and to those whose scope holds the card.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.UUIDField(db_index=True)
    record = models.UUIDField(db_index=True)
    path = PathField()
    part = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40)
    since = models.DateField(default=today)
    until = models.DateField(default=in_a_year)
    given_by = models.UUIDField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        db_table = "access_grant"
        ordering = ["path", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(part=EMERGENCY) | Q(ends_at__isnull=False), name="emergency_access_ends"
            )
        ]
