"""A request for a second person's agreement, and what became of it."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import EncryptedTextField, PathField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import now

from .posts import Post

HOLDS = timedelta(hours=24)  # from the decision on


class State(models.TextChoices):
    """Where a request for agreement stands."""

    ASKED = "asked", _("waiting for a decision")
    AGREED = "agreed", _("agreed")
    REFUSED = "refused", _("refused by the second person")
    WITHDRAWN = "withdrawn", _("taken back")
    USED = "used", _("carried out")


# Allowed moves; the database holds the same table (migration 0005).
MOVES: frozenset[tuple[str, str]] = frozenset(
    {
        (State.ASKED, State.AGREED),
        (State.ASKED, State.REFUSED),
        (State.ASKED, State.WITHDRAWN),
        (State.AGREED, State.WITHDRAWN),
        (State.AGREED, State.USED),
    }
)


class ApprovalQuerySet(ScopedQuerySet["Approval"]):
    def asked(self) -> Self:
        """Requests that nobody has decided."""
        return self.filter(state=State.ASKED)

    def asked_from(self, post: Post) -> Self:
        """What this post asked for, newest first."""
        return self.filter(asked_by=post)


class Approval(models.Model):
    """What is asked for (``kind``, ``subject``, how many rows), by whom and why; who decided what and why;
    when it was used. It serves once, for 24 hours from the decision. ``path`` is the unit it belongs to:
    row security shows it to the one who asked and to those whose scope holds that unit."""

    State = State
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = PathField()
    kind = models.CharField(max_length=40)
    subject = models.TextField()
    fingerprint = models.CharField(max_length=64)
    count = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    asked_account = models.UUIDField()
    asked_at = models.DateTimeField(default=now)
    reason = models.CharField(max_length=40)
    words = EncryptedTextField(blank=True, default="")
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    decided_account = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    why = EncryptedTextField(blank=True, default="")
    used_at = models.DateTimeField(null=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        db_table = "access_approval"
        ordering = ["-asked_at", "id"]
        indexes = [models.Index(fields=["path", "state"]), models.Index(fields=["asked_by", "asked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_account=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_account__isnull=False, decided_at__isnull=False),
                name="approval_decided_by_and_when_together",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("asked_by")) & ~Q(decided_account=F("asked_account"))),
                name="approval_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.ASKED, State.WITHDRAWN]) | Q(decided_at__isnull=False),
                name="approval_state_has_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state=State.USED, used_at__isnull=False)
                | (~Q(state=State.USED) & Q(used_at=None)),
                name="approval_used_has_a_moment",
            ),
            models.CheckConstraint(condition=Q(count__gte=0), name="approval_counts_rows"),
        ]

    @property
    def expires_at(self) -> datetime | None:
        """The moment from which an agreement no longer serves; None while nobody has decided."""
        return self.decided_at + HOLDS if self.decided_at else None

    @property
    def expired(self) -> bool:
        """Was it agreed longer ago than an agreement holds?"""
        return self.decided_at is not None and now() >= self.decided_at + HOLDS

    @property
    def serves(self) -> bool:
        """May it still be used (as far as the request itself tells)?"""
        return self.state == State.AGREED and not self.expired
