"""A personnel ledger as it came in: the file, what was found in it, and whether it was taken over."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit


class RosterFileQuerySet(ScopedQuerySet["RosterFile"]):
    def light(self) -> Self:
        """Without the workbook itself: for pages that only tell of it."""
        return self.defer("content")


class RosterFile(Scoped):
    """One personnel ledger, under the unit it was brought in for. Faults are codes and places, no value of a
    person. ``asks``: the lines of whom only a person can tell whether they speak of an officer on record
    (sheet, row, unit, likely officers, answer), ids alone. ``content`` is the workbook in base64, for taking
    over exactly what was looked through."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("looked through, not taken over")
        TAKEN = "taken", _("taken over")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = EncryptedTextField()
    content = EncryptedTextField(default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    people = models.PositiveIntegerField(default=0)  # rows with somebody in them
    sound = models.PositiveIntegerField(default=0)  # of these without a fault
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    asks = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    objects = RosterFileQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "id"]
        indexes = [models.Index(fields=["path", "-made_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="previewed", taken_at=None)
                | models.Q(state="taken", taken_at__isnull=False),
                name="a_roster_is_taken_over_at_a_moment",
            )
        ]
