"""Closing the care of a family (归档): asked for, approved by a leader, and taken up again if need be."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet

from .base import OfHousehold


class ClosingQuerySet(ScopedQuerySet["Closing"]):
    def waiting(self) -> Self:
        """Those that wait for a leader's word."""
        return self.filter(state=Closing.State.ASKED)


class Closing(OfHousehold):
    """One closing of one card, from the request to the decision, and the reopening if there was one. A card
    closed twice has two; none is ever changed back or removed.

    What was open on that day is either settled or carried to somebody by name (``follow_up``).
    """

    class Reason(models.TextChoices):
        INDEPENDENT = "independent", _("all members provide for themselves")
        DECEASED = "deceased", _("all members have died")
        MOVED = "moved", _("another unit looks after the family")
        WISH = "wish", _("the family wishes no more contact")
        OTHER = "other", _("another reason")

    class State(models.TextChoices):
        ASKED = "asked", _("waits for approval")
        APPROVED = "approved", _("approved, closed")
        REFUSED = "refused", _("not approved")
        WITHDRAWN = "withdrawn", _("taken back")
        REOPENED = "reopened", _("closed for a time, taken up again")

    reason = models.CharField(max_length=12, choices=Reason.choices)
    outcome = EncryptedTextField()
    follow_up_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    follow_up = EncryptedTextField(blank=True, default="")
    carried = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_why = EncryptedTextField(blank=True, default="")
    closed_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_why = EncryptedTextField(blank=True, default="")

    objects = ClosingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state__in=["asked", "approved"]),
                name="one_closing_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "reopened"], closed_on__isnull=False)
                | (~Q(state__in=["approved", "reopened"]) & Q(closed_on=None)),
                name="an_approved_closing_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="reopened", reopened_at__isnull=False)
                | (~Q(state="reopened") & Q(reopened_at=None)),
                name="a_reopening_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="who_and_when_of_a_closing_together",
            ),
        ]


S = Closing.State
CLOSING_MOVES: Moves = {
    (S.ASKED, S.APPROVED): Move("care.close_decide"),
    (S.ASKED, S.REFUSED): Move("care.close_decide", reason=True),
    (S.ASKED, S.WITHDRAWN): Move("care.close"),
    (S.APPROVED, S.REOPENED): Move("care.close", reason=True),
}
