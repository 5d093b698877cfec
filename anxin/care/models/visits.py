"""Visits in three sentences, and what was promised on them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Person
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet

from .base import OfHousehold, Step
from .lifecycle import Move, Moves


class Visit(OfHousehold):
    """One visit to a family: the day of the visit (not of the entry), by whom, and three sentences.

    No place, no photograph, no length of stay: a visit is not a check-in.
    """

    class Outcome(models.TextChoices):
        MADE = "made", _("visited")
        ATTEMPTED = "attempted", _("nobody met")

    on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.MADE)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    news = EncryptedTextField(blank=True, default="")
    said = EncryptedTextField(blank=True, default="")
    promised = EncryptedTextField(blank=True, default="")
    entered_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-entered_at"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["household", "-on"])]


class Met(OfHousehold):
    """That this person was met on this visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="met")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["person__sort_key", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="met_once_a_visit")]


class PromiseQuerySet(ScopedQuerySet["Promise"]):
    def open(self) -> Self:
        """Promises still to be kept, put off or not."""
        return self.filter(state__in=OPEN)

    def overdue(self, day: date) -> Self:
        """Open promises whose day has passed."""
        return self.open().filter(due__lt=day)


class Promise(OfHousehold):
    """What was promised on a visit (承诺): a task with a day for the one who does it."""

    class State(models.TextChoices):
        OPEN = "open", _("to be done")
        CHANGED = "changed", _("put off")
        KEPT = "kept", _("kept")
        ANSWERED = "answered", _("cannot be done, the family was told")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="promises")
    words = EncryptedTextField()
    doer = models.ForeignKey(Post, models.PROTECT, related_name="+")
    due = models.DateField()
    first_due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_on = models.DateField(null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(
                fields=["doer", "due"], condition=Q(state__in=["open", "changed"]), name="care_promise_to_do"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "changed"], settled_on=None)
                | (~Q(state__in=["open", "changed"]) & Q(settled_on__isnull=False)),
                name="a_settled_promise_has_its_day",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Is it still to be kept?"""
        return self.state in OPEN


class PromiseStep(Step):
    """What became of a promise: put off to which day and why, kept, answered."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="steps")
    due = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"])]


S = Promise.State
OPEN = (S.OPEN, S.CHANGED)
PROMISE_MOVES: Moves = {
    (S.OPEN, S.KEPT): Move("care.promise"),
    (S.OPEN, S.CHANGED): Move("care.promise", reason=True),
    (S.OPEN, S.ANSWERED): Move("care.promise", reason=True),
    (S.CHANGED, S.KEPT): Move("care.promise"),
    (S.CHANGED, S.CHANGED): Move("care.promise", reason=True),
    (S.CHANGED, S.ANSWERED): Move("care.promise", reason=True),
}
