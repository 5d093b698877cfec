"""Study kept counted (ground.units.tallying): numbers of units, of activities and of people, and nobody.

``form`` "" stands for all forms together: a unit that held something in two forms is one unit.
"""

from django.db import models

from anxin.ground.database.fields import PathField
from anxin.ground.units.tallying import Tallies


class StudyCounts(models.Model):
    """Of one year, in one form or all: units that held something, activities, head-counts added up."""

    path = PathField()
    year = models.SmallIntegerField()
    form = models.CharField(max_length=10, blank=True)
    active = models.IntegerField(default=0)
    activities = models.IntegerField(default=0)
    people = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class StudyTally(StudyCounts):
    """At a place and below it, as far as changes have been folded in."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "form", "path"], name="one_tally_of_study")]


class StudyTallyChange(StudyCounts):
    """What has changed at one place since. Written by a trigger."""

    class Meta:
        indexes = [models.Index(fields=["year", "form", "path"])]


class StaffTally(models.Model):
    """How many people the units at a place and below it have by their own word."""

    path = PathField(unique=True)
    people = models.BigIntegerField(default=0)


class StaffTallyChange(models.Model):
    """What has changed at one place since. Written by a trigger."""

    path = PathField()
    people = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["path"])]


STUDY = Tallies(StudyTally, StudyTallyChange, ["active", "activities", "people"])
STAFF = Tallies(StaffTally, StaffTallyChange, ["people"])
