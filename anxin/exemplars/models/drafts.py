"""A profile before it is public: written by the office, approved by the leader, published with consent.

It names a person of whom nothing is published yet, so it lies behind the wall, and its text encrypted.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.content.shapes import Profile
from anxin.exemplars.content.written import read
from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit

from .exemplars import Exemplar


class Consenter(models.TextChoices):
    """Who agreed that a local exemplar is told: the person while alive, the family afterwards. No name."""

    SELF = "self", _("the person")
    SPOUSE = "spouse", _("the spouse")
    PARENT = "parent", _("the parents")
    CHILD = "child", _("a grown child")
    FAMILY = "family", _("another member of the family")


class DraftQuerySet(ScopedQuerySet["Draft"]):
    def of_area(self, reach: Reach) -> Self:
        """Drafts of the units that a post answers for, above the county too: a profile is to be public."""
        lo, hi = reach.post.area
        return self.filter(path__gte=lo, path__lt=hi)

    def open(self) -> Self:
        """Those under way."""
        return self.filter(state__in=(Draft.State.DRAFT, Draft.State.HANDED_IN, Draft.State.APPROVED))


class Draft(Scoped):
    """One version of a profile under way; ``exemplar``: the published one that it renews. Once published it
    stays as the record of that version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        HANDED_IN = "handed_in", _("handed in for approval")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        DROPPED = "dropped", _("given up")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    exemplar = models.ForeignKey(Exemplar, models.PROTECT, null=True, blank=True, related_name="drafts")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    content = EncryptedTextField()
    consenter = models.CharField(max_length=10, choices=Consenter.choices, blank=True)
    consented_on = models.DateField(null=True, blank=True)
    consent_paper = EncryptedTextField(blank=True, default="")
    said = models.TextField(blank=True)  # why it came back, or why it was given up
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    approved_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_at", "id"]
        indexes = [models.Index(fields=["path", "state"], name="exemplars_drafts")]
        constraints = [
            models.UniqueConstraint(
                fields=["exemplar"],
                condition=Q(state__in=("draft", "handed_in", "approved")),
                name="one_version_under_way",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="who_approved_a_profile_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "published")) | Q(approved_by__isnull=False),
                name="no_profile_without_approval",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("entered_by")), name="a_profile_has_two_people"
            ),
        ]

    @property
    def profile(self) -> Profile:
        """What it says."""
        return read(self.content)

    @property
    def is_open(self) -> bool:
        """May its words still be changed?"""
        return self.state == Draft.State.DRAFT


S = Draft.State
WRITE, APPROVE = "exemplars.write", "exemplars.approve"
DRAFT_MOVES: Moves = {
    (S.DRAFT, S.HANDED_IN): Move(WRITE),
    (S.HANDED_IN, S.DRAFT): Move(APPROVE, reason=True),
    (S.HANDED_IN, S.APPROVED): Move(APPROVE),
    (S.APPROVED, S.PUBLISHED): Move(WRITE),
    (S.DRAFT, S.DROPPED): Move(WRITE, reason=True),
    (S.APPROVED, S.DROPPED): Move(WRITE, reason=True),
}
