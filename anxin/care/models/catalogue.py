"""The county's standing catalogue of measures, agreed by the departments once so that families need not wait
for it each time."""

import uuid
from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import THEMES
from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.access.models.posts import DateRange
from anxin.ground.days.clock import today
from anxin.ground.units.models import STEP, Unit

from .contacts import DepartmentContact


class CatalogueEntryQuerySet(models.QuerySet["CatalogueEntry"]):
    def in_force(self, day: date) -> Self:
        """Those in force on a day."""
        return self.filter(
            Q(until=None) | Q(until__gt=day), state=CatalogueEntry.State.IN_FORCE, since__lte=day
        )

    def for_path(self, path: str) -> Self:
        """Those that hold at a place: agreed for it or for a unit above it."""
        above = [path[:end] for end in range(STEP, len(path) + 1, STEP)]  # a card's own step is longer
        return self.filter(unit__path__in=above)


class CatalogueEntry(models.Model):
    """One version of one standing measure (常备措施): which department does what, for which theme, on what
    ground, for whom; in force from one day to another (``until`` is outside). What was once out for signing
    is never edited: a change is the next version. Public among the offices: no person is in it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SIGNING = "signing", _("out for signing")
        IN_FORCE = "in_force", _("in force")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    desk = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    theme = models.CharField(max_length=20, choices=[(theme.value, words) for theme, words in THEMES.items()])
    title = models.CharField(max_length=80)
    text = models.TextField()
    ground = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = CatalogueEntryQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path", "number", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number", "version"], name="one_entry_a_version"),
            models.CheckConstraint(
                condition=Q(state="in_force", since__isnull=False)
                | (~Q(state="in_force") & Q(since=None, until=None)),
                name="an_entry_in_force_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="an_entry_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="one_version_in_force_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="in_force"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.title}"

    @property
    def mark(self) -> str:
        """Its number and version, as an office cites it: 3-2."""
        return f"{self.number}-{self.version}"

    @property
    def theme_words(self) -> Words:
        """The theme in the reader's language."""
        return THEMES[self.theme]  # type: ignore[index]  # a StrEnum: its members equal their values

    @property
    def holds(self) -> bool:
        """Is it in force today?"""
        day = today()
        begun = self.since is not None and self.since <= day
        return begun and (self.until is None or self.until > day)


class CatalogueSignature(models.Model):
    """That a department agrees to an entry: which contact signed, on which day, who noted it. Empty until it
    is signed. Names of the office directory only."""

    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="signatures")
    desk = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    contact = models.ForeignKey(DepartmentContact, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    noted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["desk__path"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "desk"], name="a_desk_signs_an_entry_once"),
            models.CheckConstraint(
                condition=Q(contact=None, signed_on=None, noted_by=None)
                | Q(contact__isnull=False, signed_on__isnull=False, noted_by__isnull=False),
                name="who_and_when_of_a_signature_together",
            ),
        ]


S = CatalogueEntry.State
ENTRY_MOVES: Moves = {
    (S.DRAFT, S.SIGNING): Move("care.measure"),
    (S.DRAFT, S.WITHDRAWN): Move("care.measure", reason=True),
    (S.SIGNING, S.IN_FORCE): Move("care.measure"),
    (S.SIGNING, S.WITHDRAWN): Move("care.measure", reason=True),
}
