"""Ledgers that departments sent in: the file as it came, what was found in it, and whether it was merged."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Bounds, Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit


class State(models.TextChoices):
    """Looked at only, or merged into the register."""

    PREVIEWED = "previewed", _("looked through, not merged")
    MERGED = "merged", _("merged")


class LedgerQuerySet(ScopedQuerySet["Ledger"]):
    def open_to(self, post: Post, reach: Bounds) -> Self:
        """Those of the range, and those that the post brought in itself for a place it answers for."""
        lo, hi = post.papers
        own = Q(made_by=post.pk, path__gte=lo, path__lt=hi)
        return self.filter(Q(path__gte=reach.lo, path__lt=reach.hi) | own)

    def light(self) -> Self:
        """Without the workbook itself, which may be as large as an upload: for pages that only tell of it."""
        return self.defer("content")


class Ledger(Scoped):
    """One ledger as it came in, under the unit it was brought in for. Faults are codes and places."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = EncryptedTextField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    reported_on = models.DateField(null=True)
    families = models.PositiveIntegerField(default=0)
    members = models.PositiveIntegerField(default=0)
    sound = models.PositiveIntegerField(default=0)  # people of sound rows, who can be merged
    merged = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    mended = models.JSONField(default=list)
    content = EncryptedTextField(default="")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    merged_at = models.DateTimeField(null=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["path", "-made_at"])]
