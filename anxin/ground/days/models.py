"""The office's own calendar: days on which it departs from what the package of published holidays says."""

from django.db import models


class OfficeDay(models.Model):
    """One day of a year whose holidays the office entered itself (the notice of the State Council).

    A year with at least one row is the office's: its other days are Monday to Friday.
    """

    day = models.DateField(primary_key=True)
    works = models.BooleanField()

    class Meta:
        ordering = ["day"]
