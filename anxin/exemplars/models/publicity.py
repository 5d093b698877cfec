"""Publicity (宣传): what was told about exemplars, kept as a plain list."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit

from .exemplars import Exemplar


class Medium(models.TextChoices):
    """By what an exemplar was told of."""

    ARTICLE = "article", _("article")
    TALK = "talk", _("talk on deeds")
    EXHIBITION = "exhibition", _("exhibition")
    BROADCAST = "broadcast", _("broadcast")


class PublicityQuerySet(ScopedQuerySet["Publicity"]):
    def standing(self) -> Self:
        """Everything but lines that were struck out."""
        return self.filter(struck_on=None)

    def of_year(self, year: int) -> Self:
        """Those that began in a year."""
        return self.filter(on__gte=date(year, 1, 1), on__lte=date(year, 12, 31))


class Publicity(Scoped):
    """One article, talk, exhibition or broadcast: where, when, by whom (an office or a medium), how many it
    reached as far as that is known. A plain count, never compared."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    exemplar = models.ForeignKey(Exemplar, models.PROTECT, null=True, blank=True, related_name="publicity")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=120)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    who = models.CharField(max_length=120)
    reached = models.PositiveIntegerField(null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_why = models.TextField(blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = PublicityQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "id"]
        indexes = [models.Index(fields=["path", "on"], name="exemplars_publicity_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")), name="publicity_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(struck_on=None, struck_why="") | (Q(struck_on__isnull=False) & ~Q(struck_why="")),
                name="publicity_struck_out_says_why",
            ),
        ]
