"""Visits in three sentences, and what was promised on them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Person
from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet

from .base import OfHousehold, Step


class Visit(OfHousehold):
    """One visit to a family: the day of the visit (not of the entry), who went (``visitors``), whom they met
    (``met``), and three sentences. ``by`` is who entered it.

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
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["household", "-on"]),
            models.Index(
                fields=["path", "on", "household"], condition=Q(outcome="made"), name="care_visit_made"
            ),
        ]


class Visitor(OfHousehold):
    """That this post went on this visit; every visit has one at least."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="visitors")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["post__unit__path", "post__name", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["post"])]
        constraints = [models.UniqueConstraint(fields=["visit", "post"], name="went_once_a_visit")]


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

    def untold(self) -> Self:
        """Settled promises of which the family has not been told how they ended."""
        return self.exclude(state__in=OPEN).filter(told_on=None)

    def to_do(self) -> Self:
        """Promises that are not over: to be kept, or to be told."""
        return self.filter(Q(state__in=OPEN) | Q(told_on=None))


class Promise(OfHousehold):
    """What was promised on a visit (承诺): a task with a day for the one who does it. It is not over when it
    is settled but when the family was told how it ended: ``told_on``, ``told_how``."""

    class State(models.TextChoices):
        OPEN = "open", _("to be done")
        CHANGED = "changed", _("put off")
        KEPT = "kept", _("kept")
        ANSWERED = "answered", _("cannot be done")

    class Told(models.TextChoices):
        PERSON = "person", _("told in person")
        PHONE = "phone", _("told by telephone")
        MESSAGE = "message", _("told in writing")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="promises")
    words = EncryptedTextField()
    doer = models.ForeignKey(Post, models.PROTECT, related_name="+")
    due = models.DateField()
    first_due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=8, choices=Told.choices, blank=True, default="")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(
                fields=["path", "due"],
                condition=Q(state__in=["open", "changed"]),
                name="care_promise_open",
            ),
            models.Index(
                fields=["doer", "due"], condition=Q(state__in=["open", "changed"]), name="care_promise_to_do"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "changed"], settled_on=None)
                | (~Q(state__in=["open", "changed"]) & Q(settled_on__isnull=False)),
                name="a_settled_promise_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") | (Q(told_on__isnull=False) & ~Q(told_how="")),
                name="when_and_how_a_family_was_told_together",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None) | ~Q(state__in=["open", "changed"]),
                name="a_family_is_told_how_a_promise_ended",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Is it still to be kept?"""
        return self.state in OPEN

    @property
    def is_untold(self) -> bool:
        """Is it settled, and the family still waits to hear of it?"""
        return not self.is_open and self.told_on is None


TOLD = "told"  # the step at which the family heard how a promise ended


class PromiseStep(Step):
    """What became of a promise: put off to which day and why, kept, cannot be kept, told to the family."""

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
