"""Who may open the file of a child under 14 (Regulations on the Protection of Minors in Cyberspace 36)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.clock import now

from .households import Household
from .people import Person


class ChildAccessQuerySet(ScopedQuerySet["ChildAccess"]):
    def current(self) -> Self:
        """Approvals that hold at this moment."""
        return self.filter(state=ChildAccess.State.APPROVED, until__gt=now())

    def waiting(self) -> Self:
        """Requests that the leader has not decided yet."""
        return self.filter(state=ChildAccess.State.ASKED)


class ChildAccess(Scoped):
    """That a post may open the files of a family's children under 14, until a moment.

    ``standing``: approved with the naming as responsible person or deputy, for every child of that family.
    Otherwise asked each time, for one child, with the reason, and approved for some hours.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for approval")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("not approved")
        ENDED = "ended", _("ended")

    household = models.ForeignKey(Household, models.CASCADE, related_name="+", db_constraint=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(Post, models.PROTECT, related_name="+")
    standing = models.BooleanField(default=False)
    why = EncryptedTextField(blank=True, default="")
    refused_why = EncryptedTextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = ChildAccessQuerySet.as_manager()

    class Meta:
        ordering = ["path", "asked_at"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["household", "holder"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing=True, person=None) | Q(standing=False, person__isnull=False),
                name="a_single_approval_is_about_one_child",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_at=None)
                | (~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="who_and_when_of_a_decision_together",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(until__isnull=False), name="an_approval_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("holder")),
                name="nobody_approves_for_himself",
            ),
            models.UniqueConstraint(
                fields=["person", "holder"], condition=Q(state="asked"), name="one_open_request_a_child"
            ),
        ]
