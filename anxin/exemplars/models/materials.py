"""Materials to study with: a text or a file, each version kept."""

from typing import Self

from django.db import models
from django.db.models import Q

from anxin.ground.access.models import Post
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.files.models import StoredFile
from anxin.ground.units.models import Unit

from .exemplars import Exemplar
from .themes import Theme


class MaterialQuerySet(ScopedQuerySet["Material"]):
    def in_use(self) -> Self:
        """Those that nobody took out of use."""
        return self.filter(ended_on=None)

    def readable(self) -> Self:
        """Everything, in use or not, but what tells of somebody whose profile was taken back."""
        return self.filter(Q(exemplar=None) | Q(exemplar__withdrawn_on=None))


class Material(Scoped):
    """One thing to study with, provided by a unit and readable by every post. Its newest version counts."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    theme = models.CharField(max_length=8, choices=Theme.choices, blank=True)
    exemplar = models.ForeignKey(Exemplar, models.PROTECT, null=True, blank=True, related_name="materials")
    source = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_at", "id"]
        indexes = [models.Index(fields=["path"], name="exemplars_materials")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="") | (Q(ended_on__isnull=False) & ~Q(ended_why="")),
                name="an_ended_material_says_why",
            ),
        ]


class MaterialVersion(Scoped):
    """One version: a text, or a file under its name. Never changed; a new one follows it."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    file_size = models.PositiveBigIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True)  # what is new in it
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["material", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["material", "number"], name="one_version_a_number"),
            models.CheckConstraint(
                condition=Q(text="", file_size__gt=0) & ~Q(file_name="")
                | (~Q(text="") & Q(file_name="", file=None)),
                name="a_version_is_a_text_or_a_file",
            ),
        ]
