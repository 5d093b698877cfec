"""A notice: who issued it, whom it addresses, what it asks.

Notices are public to everybody who is signed in and hold no personal data: no row security.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.database.tongues import told
from anxin.ground.units.models import Kind, Level, Unit


class Asked(models.TextChoices):
    """What an item of a notice asks to be done, in the words of the duties of this house."""

    STUDY = "study", _("understand the meaning")
    LEARN = "learn", _("learn from exemplars")
    SURVEY = "survey", _("survey of families")
    CARD = "card", _("one file a person, one card a household")
    MEASURES = "measures", _("joint measures")
    PERSON = "person", _("a person named")
    CARE = "care", _("old people and minor children")
    SUPPORT = "support", _("support for officers at their posts")
    VISITS = "visits", _("contact and visits")
    HEALTH = "health", _("health in body and mind")
    REPORT = "report", _("report back")


class Notice(models.Model):
    """A notice, told in our own words; ``number`` is its place in the register of notices of this house."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(max_length=120)
    issuer_en = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField()
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=200, blank=True)
    is_first = models.BooleanField(default=False)

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_first"], condition=models.Q(is_first=True), name="one_first_notice"
            )
        ]

    @property
    def label(self) -> str:
        """The title in the reader's language."""
        return told(self.title, self.title_en)

    @property
    def issuer_label(self) -> str:
        """Who issued it, in the reader's language."""
        return told(self.issuer, self.issuer_en)

    @property
    def source_label(self) -> str:
        """Where the notice is taken from, in the reader's language."""
        return told(self.source, self.source_en)


class NoticeParagraph(models.Model):
    """One paragraph of the notice in our own words; ``order`` 0 is the opening."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="paragraphs")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    words = models.TextField()
    words_en = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "order"], name="one_paragraph_a_place"),
        ]

    @property
    def name_label(self) -> str:
        """The paragraph's name in the reader's language."""
        return told(self.name, self.name_en)

    @property
    def label(self) -> str:
        """The paragraph in the reader's language."""
        return told(self.words, self.words_en)


class NoticeItem(models.Model):
    """One thing that the notice asks, and the paragraph where it asks it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="items")
    paragraph = models.ForeignKey(NoticeParagraph, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    asks = models.CharField(max_length=12, choices=Asked.choices)
    words = models.CharField(max_length=300)
    words_en = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["notice", "order"], name="one_item_a_place")]

    @property
    def label(self) -> str:
        """What is asked, in the reader's language."""
        return told(self.words, self.words_en)


class NoticeAddressee(models.Model):
    """A kind of unit that the notice addresses; with ``level``, only units of that level."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="addressees")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.SmallIntegerField(choices=Level.choices, null=True, blank=True)
    words = models.CharField(max_length=120)
    words_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "order"], name="one_addressee_a_place"),
        ]

    @property
    def label(self) -> str:
        """The kind of addressee as the notice calls it, in the reader's language."""
        return told(self.words, self.words_en)

    def units(self) -> "ScopedQuerySet[Unit]":
        """The units of the tree that this line addresses."""
        found = Unit.objects.filter(kind=self.kind)
        return found if self.level is None else found.filter(level=self.level)
