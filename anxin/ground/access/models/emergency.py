"""One look at a card outside one's scope in an emergency (紧急查阅), and its review."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import EncryptedTextField, PathField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import now, today

from .accounts import Account
from .approvals import Approval
from .grants import Grant
from .posts import Post

LONGEST = timedelta(hours=3)


class Reason(models.TextChoices):
    """Why a card had to be opened at once."""

    ILL = "ill", _("somebody of the family is suddenly ill or hurt")
    DANGER = "danger", _("somebody of the family is in danger")
    CHILD = "child", _("a child or an old person is without care")
    DISASTER = "disaster", _("a disaster or accident: the family must be reached")
    ABSENT = "absent", _("the responsible person and the deputy cannot be reached")


class Outcome(models.TextChoices):
    """What the reviewer found."""

    OPEN = "", _("not reviewed yet")
    JUSTIFIED = "justified", _("justified")
    UNJUSTIFIED = "unjustified", _("not justified")


class EmergencyQuerySet(ScopedQuerySet["EmergencyAccess"]):
    def open(self) -> Self:
        """Not reviewed yet."""
        return self.filter(outcome=Outcome.OPEN)

    def late(self, day: date | None = None) -> Self:
        """Not reviewed though the last working day for it has passed."""
        return self.open().filter(review_due__lt=day or today())

    def of_human(self, account: Account) -> Self:
        """Opened by one person, in whatever post and account."""
        return self.filter(account__in=Account.objects.filter(account.human).values("pk"))


class EmergencyAccess(models.Model):
    """That a post opened a card (``record``, by its exact ``number``), why, until when; who reviews it until
    which day, and what came of it. Row security shows it to the one who looked, to the reviewer, and to those
    whose scope holds the card; ``ends_at`` never moves (the grant that opens the card carries the same)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = PathField()
    grant = models.OneToOneField(Grant, models.PROTECT, related_name="emergency")
    record = models.UUIDField(db_index=True)
    number = EncryptedTextField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    account = models.UUIDField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = EncryptedTextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    approval = models.ForeignKey(Approval, models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(Post, models.PROTECT, related_name="+")
    review_due = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    reviewed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reviewed_account = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    findings = EncryptedTextField(blank=True, default="")

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        db_table = "access_emergency"
        ordering = ["-opened_at", "id"]
        indexes = [models.Index(fields=["path", "review_due"]), models.Index(fields=["account", "opened_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at")) & Q(ends_at__lte=F("opened_at") + LONGEST),
                name="emergency_ends_within_three_hours",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", reviewed_by=None, reviewed_account=None, reviewed_at=None)
                | (
                    ~Q(outcome="")
                    & Q(reviewed_by__isnull=False, reviewed_account__isnull=False, reviewed_at__isnull=False)
                ),
                name="emergency_review_by_and_when_together",
            ),
            models.CheckConstraint(
                condition=~Q(reviewer=F("post"))
                & (Q(reviewed_by=None) | (~Q(reviewed_by=F("post")) & ~Q(reviewed_account=F("account")))),
                name="emergency_is_reviewed_by_another",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """May the card still be read through it?"""
        return now() < self.ends_at and self.grant.ended_at is None

    @property
    def is_late(self) -> bool:
        """Has the last day for the review passed?"""
        return not self.outcome and self.review_due < today()
