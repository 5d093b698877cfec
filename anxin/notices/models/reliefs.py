"""What a unit asks about a notice that it was sent: more time, or to be left out; and what was decided.

Tells of units and posts, never of a family: no row security, as with the notice.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import PathField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import now
from anxin.ground.units.models import Unit

from .notices import Notice


class ReliefState(models.TextChoices):
    """Where a request for more time or for exemption stands."""

    ASKED = "asked", _("waiting for a decision")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", pgettext_lazy("relief", "not granted")
    WITHDRAWN = "withdrawn", _("taken back")


RELIEF_MOVES: Moves = {
    (ReliefState.ASKED, ReliefState.GRANTED): Move("notices.decide"),
    (ReliefState.ASKED, ReliefState.REFUSED): Move("notices.decide", reason=True),
    (ReliefState.ASKED, ReliefState.WITHDRAWN): Move("notices.relief"),
}


class Relief(models.Model):
    """More time (``until`` names the day asked for) or exemption (no day), asked by a unit that the notice
    was sent to, decided at the unit that issued it. ``path`` is the asking unit's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = PathField()
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reliefs")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    until = models.DateField(null=True, blank=True)
    why = models.TextField()
    state = models.CharField(max_length=10, choices=ReliefState.choices, default=ReliefState.ASKED)
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_why = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "id"]
        indexes = [models.Index(fields=["notice", "path"])]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "unit"], condition=Q(state="asked"), name="one_open_relief_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn"], decided_by=None, decided_at=None)
                | Q(state__in=["granted", "refused"], decided_by__isnull=False, decided_at__isnull=False),
                name="relief_decided_by_and_when_together",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")), name="relief_is_decided_by_another"
            ),
        ]

    @property
    def is_extension(self) -> bool:
        """Does it ask for more time (else: to be left out)?"""
        return self.until is not None
