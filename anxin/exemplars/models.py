"""Exemplars (典型): people to learn from, told from sources.

An exemplar is a public profile. It has no link to any family and no personal data beyond its sources: no
row security. A local exemplar would need the family's consent (DESIGN.md, "What we do not do").
"""

import math
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.tongues import told
from anxin.ground.days.fields import PartialDateField

READ_ALOUD = 220  # Chinese characters a minute, the pace of somebody who reads to a meeting


class Part(models.TextChoices):
    """What a passage of a profile tells."""

    POST = "post", _("posts held")
    DEED = "deed", _("deeds")
    QUALITY = "quality", _("what to learn")


class Exemplar(models.Model):
    """A person to learn from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=50)
    name_en = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=120)
    headline_en = models.CharField(max_length=200, blank=True)
    died_on = models.DateField(null=True, blank=True)
    age_at_death = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=300, blank=True)
    source_on = models.DateField()

    class Meta:
        ordering = ["slug"]

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

    def minutes_aloud(self) -> int:
        """How many minutes the Chinese text of deeds and qualities takes when read aloud, at least one."""
        texts = self.passages.exclude(part=Part.POST).values_list("words", flat=True)
        return max(1, math.ceil(sum(map(len, texts)) / READ_ALOUD))


class Passage(models.Model):
    """One post, one deed, or one thing to learn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exemplar = models.ForeignKey(Exemplar, models.CASCADE, related_name="passages")
    part = models.CharField(max_length=8, choices=Part.choices)
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=60, blank=True)
    heading_en = models.CharField(max_length=100, blank=True)
    words = models.TextField()
    words_en = models.TextField(blank=True)

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


class Honour(models.Model):
    """An honour received, as far as its date is known, and who says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exemplar = models.ForeignKey(Exemplar, models.CASCADE, related_name="honours")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    on = PartialDateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["exemplar", "order"], name="one_honour_a_place")]

    @property
    def label(self) -> str:
        """The honour in the reader's language."""
        return told(self.name, self.name_en)

    @property
    def source_label(self) -> str:
        """Who says so, in the reader's language."""
        return told(self.source, self.source_en)
