"""Local standards and national figures as loaded, and what each changed for the families.

A loaded pack is kept for ever, with its text: a line names its citations and its figures, and whoever asks in
ten years finds them. Loading a pack again makes the next version; nothing is overwritten.
"""

import uuid
from functools import lru_cache
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from anxin.families.models import FallenOfficer, Household, Person
from anxin.ground.access.models import Post
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.policy.packs.reading import NATIONAL, Pack, read

PROVINCE, PREFECTURE = "0000", "00"  # how the code of a province and of a prefecture ends


class LoadedPackQuerySet(models.QuerySet["LoadedPack"]):
    def in_force(self) -> Self:
        """The newest version of each pack."""
        return self.filter(replaced_by=None)


class LoadedPack(models.Model):
    """One version of a pack: local standards of a region (GB/T 2260), or figures of the nation (CN).

    Holds no word about a person. ``since`` is the first day for which it sets a value; ``loaded_by`` is empty
    when the operator loaded it at the command line."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    region = models.CharField(max_length=6)
    name = models.CharField(max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=32)
    since = models.DateField()
    loaded_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")

    objects = LoadedPackQuerySet.as_manager()

    class Meta:
        ordering = ["region", "pack", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "version"], name="one_text_a_version"),
            models.UniqueConstraint(
                fields=["pack"], condition=Q(replaced_by=None), name="one_version_in_force"
            ),
        ]

    @property
    def is_national(self) -> bool:
        """Does it hold figures of the whole country?"""
        return self.region == NATIONAL

    @property
    def read(self) -> Pack:
        """The pack as the law takes it."""
        return _read(self.digest, self.text)


@lru_cache(256)
def _read(digest: str, text: str) -> Pack:
    return read(text)


def packs_in_force() -> tuple[Pack, ...]:
    """The packs that every calculation of today reads: the one place that says which."""
    return tuple(loaded.read for loaded in LoadedPack.objects.in_force())


def covers(wide: str, narrow: str) -> bool:
    """Does the region ``wide`` hold the region ``narrow``? The nation holds all."""
    if wide in (NATIONAL, narrow):
        return True
    if wide.endswith(PROVINCE):
        return narrow[:2] == wide[:2]
    return wide.endswith(PREFECTURE) and narrow[:4] == wide[:4]


class Recalculation(models.Model):
    """One run over the families after a pack was loaded: how far it is, and how many families it changed.
    Ids and counts only."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("recalculation", "waiting")
        RUNNING = "running", pgettext_lazy("recalculation", "under way")
        DONE = "done", pgettext_lazy("recalculation", "done")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.OneToOneField(LoadedPack, models.PROTECT, related_name="recalculation")
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    families = models.PositiveIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    after = models.UUIDField(null=True)  # the last card looked at: a run that was broken off goes on there

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(looked_at__gte=F("changed")), name="changed_were_looked_at")
        ]

    @property
    def is_done(self) -> bool:
        """Has every family been looked at?"""
        return self.state == self.State.DONE


class ChangeQuerySet(ScopedQuerySet["Change"]):
    def of(self, pack: LoadedPack) -> Self:
        """What this version changed, with whom it is about."""
        found = self.filter(recalculation__pack=pack)
        return found.select_related("household__unit", "officer__person", "person")


class Change(Scoped):
    """One line of one family that a recalculation changed: before and after. ``line`` is the id of the line
    (Entitlement), which a calculation made again keeps; no sum means that it could not be calculated."""

    recalculation = models.ForeignKey(Recalculation, models.CASCADE, related_name="changes")
    household = models.ForeignKey(
        Household, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+", db_constraint=False)
    line = models.UUIDField()
    rule = models.CharField(max_length=40)
    category = models.CharField(max_length=12, blank=True)
    period = models.CharField(max_length=8, default="once")
    old_fen = models.BigIntegerField(null=True)
    new_fen = models.BigIntegerField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["path", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "recalculation", "line"], name="one_change_a_line_and_run"
            ),
            models.CheckConstraint(
                condition=~Q(old_fen=F("new_fen")) | Q(old_fen=None) | Q(new_fen=None),
                name="a_change_changes_something",
            ),
        ]

    @property
    def difference_fen(self) -> int | None:
        """New less old; None where one of them could not be calculated."""
        if self.old_fen is None or self.new_fen is None:
            return None
        return self.new_fen - self.old_fen
