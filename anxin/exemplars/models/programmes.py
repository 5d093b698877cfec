"""Standing programmes (学习教育) and what units set themselves to do in them, at which intervals."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.database.tongues import told
from anxin.ground.units.models import Unit

from .forms_of_study import Form
from .places import holding_at


class ProgrammeQuerySet(ScopedQuerySet["Programme"]):
    def running(self, day: date) -> Self:
        """Those that run on a day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def for_path(self, path: str) -> Self:
        """Those that hold at a place."""
        return self.filter(holding_at(path))


class Programme(Scoped):
    """A standing programme, such as 两学一做: of a unit and all below it, or of the whole house."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.SlugField(max_length=60, unique=True, null=True, blank=True)
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=160, blank=True)
    words = models.TextField()
    words_en = models.TextField(blank=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day on which it runs no more

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["path", "since", "id"]
        indexes = [models.Index(fields=["path"], name="exemplars_programmes")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_programme_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(unit=None, path="") | (Q(unit__isnull=False) & ~Q(path="")),
                name="a_programme_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return told(self.title, self.title_en)

    @property
    def words_label(self) -> str:
        """What it is, in the reader's language."""
        return told(self.words, self.words_en)

    @property
    def source_label(self) -> str:
        """The document it rests on, in the reader's language."""
        return told(self.source, self.source_en)


class Every(models.IntegerChoices):
    """At which intervals: the number of months of one."""

    MONTH = 1, _("each month")
    QUARTER = 3, _("each quarter")
    HALF = 6, _("each half-year")
    YEAR = 12, _("each year")


class ScheduleQuerySet(ScopedQuerySet["Schedule"]):
    def in_force(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def for_path(self, path: str) -> Self:
        """Those that hold at a place."""
        return self.filter(holding_at(path))


class Schedule(Scoped):
    """What a unit has set for itself and all below it in a programme: one form at one interval."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="schedules")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=Form.choices)
    every = models.PositiveSmallIntegerField(choices=Every.choices)
    words = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["path", "form", "since"]
        indexes = [models.Index(fields=["path"], name="exemplars_schedules")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "unit", "form"], condition=Q(until=None), name="one_interval_a_form"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_schedule_ends_after_it_begins"
            ),
        ]

    def periods(self, year: int) -> list[tuple[date, date]]:
        """The first and last days of its intervals within a year, as far as it held then."""
        months = range(1, 13, self.every)
        found = [(date(year, first, 1), _last(year, first + self.every - 1)) for first in months]
        return [
            (first, last)
            for first, last in found
            if last >= self.since and (self.until is None or first < self.until)
        ]


def _last(year: int, month: int) -> date:
    """The last day of a month."""
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
