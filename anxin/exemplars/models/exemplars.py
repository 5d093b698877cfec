"""Exemplars (典型): people to learn from, told from sources.

An exemplar is a public profile. It has no link to any family and no personal data beyond its sources: no
row security. A local one is published with the recorded consent of the person or the family (DESIGN.md, "What
we do not do"); until then it is a draft behind the wall (drafts.py).
"""

import math
import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.database.tongues import told
from anxin.ground.days.fields import PartialDateField
from anxin.ground.units.models import Unit

from .places import holding_at
from .themes import Theme

READ_ALOUD = 220  # Chinese characters a minute, the pace of somebody who reads to a meeting


class Part(models.TextChoices):
    """What a passage of a profile tells."""

    POST = "post", _("posts held")
    DEED = "deed", _("deeds")
    QUALITY = "quality", _("what to learn")
    HONOUR = "honour", _("honours")


class ExemplarQuerySet(ScopedQuerySet["Exemplar"]):
    def published(self) -> Self:
        """Those that stand: everything but the withdrawn."""
        return self.filter(withdrawn_on=None)

    def for_path(self, path: str) -> Self:
        """The house's own, those of the units above a place, and its own."""
        return self.filter(holding_at(path))


class Exemplar(Scoped):
    """A person to learn from, as published. ``unit`` None: told for the whole house, from a named source
    (``code`` names the content it is published from); else a local one of that unit, with consent."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.SlugField(max_length=60, unique=True, null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=50)
    name_en = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=120)
    headline_en = models.CharField(max_length=200, blank=True)
    died_on = models.DateField(null=True, blank=True)
    age_at_death = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=300, blank=True)
    source_on = models.DateField()
    consenter = models.CharField(max_length=10, blank=True)  # drafts.Consenter
    consented_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        ordering = ["path", "name", "id"]
        indexes = [models.Index(fields=["path"], name="exemplars_of_a_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None, path="") | (Q(unit__isnull=False) & ~Q(path="")),
                name="a_local_exemplar_has_its_place",
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | (Q(consented_on__isnull=False) & ~Q(consenter="")),
                name="a_local_exemplar_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why="")),
                name="a_withdrawn_exemplar_says_why",
            ),
        ]

    @property
    def name_label(self) -> str:
        """The name in the reader's language."""
        return told(self.name, self.name_en)

    @property
    def headline_label(self) -> str:
        """One line that says who it is, in the reader's language."""
        return told(self.headline, self.headline_en)

    @property
    def source_label(self) -> str:
        """Where everything in the profile is taken from, in the reader's language."""
        return told(self.source, self.source_en)

    @property
    def stands(self) -> bool:
        """May it be named, or was it taken back?"""
        return self.withdrawn_on is None

    def minutes_aloud(self) -> int:
        """How many minutes the Chinese text of deeds and qualities takes when read aloud, at least one."""
        texts = self.passages.filter(part__in=(Part.DEED, Part.QUALITY)).values_list("words", flat=True)
        return max(1, math.ceil(sum(map(len, texts)) / READ_ALOUD))


class Passage(models.Model):
    """One post, one deed, one thing to learn, or one honour (its name in ``words``). Without a source of its
    own it is told from the profile's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exemplar = models.ForeignKey(Exemplar, models.CASCADE, related_name="passages")
    part = models.CharField(max_length=8, choices=Part.choices)
    order = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=8, choices=Theme.choices, blank=True)
    heading = models.CharField(max_length=60, blank=True)
    heading_en = models.CharField(max_length=100, blank=True)
    words = models.TextField()
    words_en = models.TextField(blank=True)
    on = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    source_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["exemplar", "part", "order"], name="one_passage_a_place"),
        ]

    @property
    def heading_label(self) -> str:
        """The heading in the reader's language."""
        return told(self.heading, self.heading_en)

    @property
    def label(self) -> str:
        """The passage in the reader's language."""
        return told(self.words, self.words_en)

    @property
    def source_label(self) -> str:
        """Who says so, in the reader's language; empty where the profile's source does."""
        return told(self.source, self.source_en)
