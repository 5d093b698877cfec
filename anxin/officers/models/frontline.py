"""Where and since when an officer stands at the front (在一线)."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models.posts import DateRange
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import today

from .base import OfOfficer


class Ground(models.TextChoices):
    """What makes a post one at the front. The notice names no kinds: these are the house's own, for a unit to
    say what it means; none of them is worth more than another."""

    GRASS_ROOTS = "town", _("town or street, the grass roots")
    VILLAGE = "village", _("stationed in a village")
    EMERGENCY = "urgent", _("emergency and disaster relief")
    ENFORCEMENT = "law", _("law enforcement and petitions")
    PROJECT = "project", _("major project or demolition and resettlement")
    AWAY = "away", _("sent to help a hard and remote area")
    OTHER = "other", _("another frontline post")


class FrontlineQuerySet(ScopedQuerySet["Frontline"]):
    def current(self) -> Self:
        """Those that hold today. The last day is outside: until is the first day elsewhere."""
        return self.filter(Q(until=None) | Q(until__gt=today()), since__lte=today())


class Frontline(OfOfficer):
    """That an officer stands at the front: where, from which day, until when (the first day elsewhere)."""

    officer = models.ForeignKey("officers.Officer", models.CASCADE, related_name="fronts")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ground = models.CharField(max_length=8, choices=Ground.choices)
    place_text = models.CharField(max_length=120, blank=True, default="")

    objects = FrontlineQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["officer"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="the_front_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="at_one_front_at_a_time",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
