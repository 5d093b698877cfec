"""Study activities (学习活动) of units, in head-counts.

Nobody's attendance can be stored: an activity has a number of people and no person, and no table hangs on it.
tests/test_no_attendance.py holds this against the database's own catalogue.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from anxin.ground.access.models import Post
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit

from .exemplars import Exemplar
from .forms_of_study import Form
from .programmes import Programme
from .themes import Theme

__all__ = ["Activity", "Establishment", "Form"]


class ActivityQuerySet(ScopedQuerySet["Activity"]):
    def held(self) -> Self:
        """Everything but lines that were struck out."""
        return self.filter(struck_on=None)

    def of_year(self, year: int) -> Self:
        """Those of one year."""
        return self.filter(on__gte=date(year, 1, 1), on__lte=date(year, 12, 31))


class Activity(Scoped):
    """One activity of one unit: when, in which form, about what, how many people, a few words."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="activities")
    on = models.DateField()
    form = models.CharField(max_length=10, choices=Form.choices)
    subject = models.CharField(max_length=80)
    theme = models.CharField(max_length=8, choices=Theme.choices, blank=True)
    exemplar = models.ForeignKey(Exemplar, models.PROTECT, null=True, blank=True, related_name="activities")
    people = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_why = models.TextField(blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-entered_at", "id"]
        indexes = [
            # Counts by range of path read this index alone.
            models.Index(
                fields=["path", "on"],
                include=["unit", "form", "people"],
                condition=Q(struck_on=None),
                name="exemplars_study_counts",
            ),
            models.Index(fields=["unit", "-on"], name="exemplars_study_of_a_unit"),
            models.Index(fields=["-on", "id"], condition=Q(struck_on=None), name="exemplars_study_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "on", "form", "subject"],
                condition=Q(struck_on=None),
                name="one_activity_is_recorded_once",
            ),
            models.CheckConstraint(condition=Q(people__gt=0), name="an_activity_has_people"),
            models.CheckConstraint(
                condition=Q(struck_on=None, struck_why="") | (Q(struck_on__isnull=False) & ~Q(struck_why="")),
                name="an_activity_struck_out_says_why",
            ),
        ]


class Establishment(Scoped):
    """How many people a unit has (在册人数), a plain number that it enters itself, and as of which day."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    as_of = models.DateField()
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [models.Index(fields=["path"], include=["people"], name="exemplars_staff_counts")]
        constraints = [models.CheckConstraint(condition=Q(people__gt=0), name="a_unit_has_people")]
