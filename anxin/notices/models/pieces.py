"""What a notice is made of: its paragraphs, the things it asks, whom it addresses, what is attached.

Like the notice itself these hold no personal data: no row security.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.database.tongues import told
from anxin.ground.figures.registry import all_figures
from anxin.ground.files.models import StoredFile
from anxin.ground.units.choosing import Choice
from anxin.ground.units.models import Kind, Level, Unit

from .notices import Notice

# Whom a line means in the words of an office's paper, where kind and level make them.
MEANT: dict[tuple[str, int], Promise] = {
    (Kind.ORGANISATION, Level.PROVINCE): pgettext_lazy("addressee", "organisation departments of provinces"),
    (Kind.ORGANISATION, Level.CITY): pgettext_lazy("addressee", "organisation departments of cities"),
    (Kind.ORGANISATION, Level.COUNTY): pgettext_lazy("addressee", "organisation departments of counties"),
    (Kind.REGION, Level.PROVINCE): pgettext_lazy("addressee", "provinces"),
    (Kind.REGION, Level.CITY): pgettext_lazy("addressee", "cities"),
    (Kind.REGION, Level.COUNTY): pgettext_lazy("addressee", "counties"),
    (Kind.REGION, Level.TOWNSHIP): pgettext_lazy("addressee", "townships"),
    (Kind.REGION, Level.VILLAGE): pgettext_lazy("addressee", "villages"),
}


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


class NoticeParagraph(models.Model):
    """One paragraph of the notice in our own words; ``order`` 0 is the opening."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="paragraphs")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60, blank=True)  # one that is written here bears none
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
    """One thing that the notice asks: until when, what proves that it is done, and where the notice asks it.

    ``figure`` is the code of the registered figure that shows it, if one does; ``deaths_since`` the first
    year of death that a survey round asks about; ``origin`` the item of the notice above that this one
    passes down."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="items")
    paragraph = models.ForeignKey(
        NoticeParagraph, models.CASCADE, null=True, blank=True, related_name="items"
    )
    order = models.PositiveSmallIntegerField()
    asks = models.CharField(max_length=12, choices=Asked.choices)
    words = models.CharField(max_length=300)
    words_en = models.CharField(max_length=500, blank=True)
    due = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=200, blank=True)
    proof_en = models.CharField(max_length=300, blank=True)
    figure = models.CharField(max_length=60, blank=True)
    deaths_since = models.PositiveSmallIntegerField(null=True, blank=True)
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="passed_down")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "order"], name="one_item_a_place"),
            models.CheckConstraint(
                condition=Q(deaths_since=None) | Q(asks=Asked.SURVEY), name="only_a_survey_asks_since_when"
            ),
        ]

    @property
    def label(self) -> str:
        """What is asked, in the reader's language."""
        return told(self.words, self.words_en)

    @property
    def figure_name(self) -> str:
        """The name of the figure that shows it; empty where none does, or none of this house is called so."""
        return next((str(one.name) for one in all_figures() if one.code == self.figure), "")

    @property
    def proof_label(self) -> str:
        """What proves that it is done, in the reader's language."""
        return told(self.proof, self.proof_en)


class NoticeAddressee(models.Model):
    """One line of the addressees: a kind of unit (none: every kind), of a level (none: every level), below a
    unit (none: in the whole area of the notice); or ``unit``, one picked by hand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="addressees")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    level = models.SmallIntegerField(choices=Level.choices, null=True, blank=True)
    below = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=120, blank=True)
    words_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "order"], name="one_addressee_a_place"),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(kind="", level=None, below=None),
                name="picked_by_hand_or_by_kind",
            ),
        ]

    @property
    def label(self) -> str:
        """The addressee as the notice calls it, in the reader's language; else what the line says."""
        if self.words:
            return told(self.words, self.words_en)
        if self.unit:
            return self.unit.label
        said = [self.below.label if self.below else "", *self._meant()]
        return "　".join(part for part in said if part) or str(_("all units"))

    def _meant(self) -> list[str]:
        """Kind and level, together where an office has a word for both."""
        level = -1 if self.level is None else self.level
        if together := MEANT.get((self.kind, level)):
            return [str(together)]
        return [self.get_level_display() if level >= 0 else "", self.get_kind_display() if self.kind else ""]

    def choice(self) -> Choice:
        """Which units this line means."""
        below = self.below.path if self.below else ""
        return Choice(kind=self.kind, level=self.level, below=below, picked=self.unit_id)

    def units(self) -> "ScopedQuerySet[Unit]":
        """The units that this line addresses, as far as the notice's own area reaches; never the unit that
        issues it."""
        return self.notice.reach().filter(self.choice().condition())


class NoticeDay(models.Model):
    """The day by which one level signs for the notice (``level``: a row of the cascade). A level without one
    of its own has until the notice's last day, ``Notice.receive_by``, and none is later than that."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="days")
    level = models.SmallIntegerField(choices=Level.choices)
    day = models.DateField()

    class Meta:
        ordering = ["level"]
        constraints = [models.UniqueConstraint(fields=["notice", "level"], name="one_day_a_level")]


class NoticeAttachment(models.Model):
    """A file that goes out with the notice. The file lies encrypted under the issuing unit's path; it is
    served to whoever may read the notice (actions.attachments)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="attachments")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["notice", "order"], name="one_attachment_a_place")]
