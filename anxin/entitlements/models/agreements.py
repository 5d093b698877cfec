"""What the family itself settled: who receives together, and which of two lines is claimed."""

from typing import Self

from django.db import models
from django.db.models import Q

from anxin.families.models import FallenOfficer, Person
from anxin.families.models.base import OfHousehold
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet


class Agreement(OfHousehold):
    """The recipients (a set of people, F1-8) as they signed: day, document, note. How they divide the sum is
    theirs: neither shares nor an order are kept."""

    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="+")
    signed_on = models.DateField()
    document = EncryptedTextField()
    note = EncryptedTextField(blank=True, default="")
    noted_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-noted_at"]
        indexes = [models.Index(fields=["path"])]


class Signatory(OfHousehold):
    """That this person belongs to the set and signed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatories")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["person__sort_key", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "person"], name="signed_once_an_agreement")
        ]


class ChoiceQuerySet(ScopedQuerySet["Choice"]):
    def current(self) -> Self:
        """The choices that hold."""
        return self.filter(ended_at=None)


class Choice(OfHousehold):
    """Which of the lines that exclude each other (the same ``conflict``) a human being chose, and why. A
    changed choice ends, and the new one says why it was changed."""

    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    conflict = models.CharField(max_length=40)
    line = models.UUIDField()
    rule = models.CharField(max_length=40)
    why = EncryptedTextField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "officer", "person", "conflict"], condition=Q(ended_at=None),
                nulls_distinct=False, name="one_choice_a_conflict",
            )
        ]  # fmt: skip
