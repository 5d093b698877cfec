"""Planned visits, what the office must mind on a visit, and how often a family is visited."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.families.models import Source
from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit

from .base import OfHousehold, Step
from .responsibility import up_the_line
from .visits import Visit


class Occasion(models.TextChoices):
    """Why a family is visited. The festivals carry the codes of ground.days.lunar, the start of school that
    of care.round_days."""

    SPRING = "spring", _("Spring Festival")
    DRAGON_BOAT = "dragon_boat", _("Dragon Boat Festival")
    PARTY_DAY = "party_day", _("1 July")
    SCHOOL = "school", _("start of school")
    MID_AUTUMN = "mid_autumn", _("Mid-Autumn Festival")
    DOUBLE_NINTH = "double_ninth", _("Double Ninth Festival")
    CYCLE = "cycle", _("due by the visit cycle")
    NEED = "need", _("a need or a promise")
    OTHER = "other", pgettext_lazy("occasion", "another occasion")


# What has its day in the year and a round of visits before it.
# 清明 is kept by the families themselves: nobody plans a round for it (see care.queries.quiet).
FESTIVALS = (
    Occasion.SPRING,
    Occasion.DRAGON_BOAT,
    Occasion.PARTY_DAY,
    Occasion.SCHOOL,
    Occasion.MID_AUTUMN,
    Occasion.DOUBLE_NINTH,
)


class VisitPlanQuerySet(ScopedQuerySet["VisitPlan"]):
    def open(self) -> Self:
        """Plans still to be carried out, put to another day or not."""
        return self.filter(state__in=OPEN)

    def for_festival(self, festival: str, day: date) -> Self:
        """Plans of one festival's round that were not given up."""
        return self.filter(occasion=festival, festival_on=day).exclude(state=VisitPlan.State.CANCELLED)


class VisitPlan(OfHousehold):
    """One planned visit (走访安排): on which day, for what occasion, and who goes (``visitors``)."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("visit", "planned")
        MOVED = "moved", pgettext_lazy("visit", "put to another day")
        DONE = "done", pgettext_lazy("visit", "carried out")
        CANCELLED = "cancelled", pgettext_lazy("visit", "given up")

    on = models.DateField()
    occasion = models.CharField(max_length=12, choices=Occasion.choices)
    festival_on = models.DateField(null=True, blank=True)
    why = EncryptedTextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    visit = models.ForeignKey(Visit, models.CASCADE, null=True, blank=True, related_name="plans")
    planned_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    objects = VisitPlanQuerySet.as_manager()

    class Meta:
        ordering = ["on", "path", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["household", "on"]),
            models.Index(
                fields=["path", "on"], condition=Q(state__in=["planned", "moved"]), name="care_plan_to_do"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", visit__isnull=False) | (~Q(state="done") & Q(visit=None)),
                name="a_plan_carried_out_has_its_visit",
            ),
            models.CheckConstraint(
                condition=Q(occasion__in=[one.value for one in FESTIVALS], festival_on__isnull=False)
                | (~Q(occasion__in=[one.value for one in FESTIVALS]) & Q(festival_on=None)),
                name="a_festival_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["household", "occasion", "festival_on"],
                condition=~Q(state="cancelled") & Q(festival_on__isnull=False),
                name="planned_once_a_festival",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Is it still to be carried out?"""
        return self.state in OPEN


class PlannedVisitor(OfHousehold):
    """That this post goes on a planned visit."""

    plan = models.ForeignKey(VisitPlan, models.CASCADE, related_name="visitors")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["post__unit__path", "post__name", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["post"])]
        constraints = [models.UniqueConstraint(fields=["plan", "post"], name="goes_once_a_plan")]


class PlanStep(Step):
    """What became of a plan: made, put to which day and why, carried out, given up."""

    plan = models.ForeignKey(VisitPlan, models.CASCADE, related_name="steps")
    on = models.DateField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"])]


class VisitNote(OfHousehold):
    """What to do or not to do on a visit to this family (宜 / 不宜), or how to address them, with who says
    so. Kept by whoever looks after the family; it holds until it is taken back."""

    class Kind(models.TextChoices):
        DO = "do", pgettext_lazy("almanac", "Do")
        AVOID = "avoid", pgettext_lazy("almanac", "Do not")
        CALL = "call", pgettext_lazy("note", "How to address them")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = EncryptedTextField()
    source = models.CharField(max_length=12, choices=Source.choices)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "since", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["household"])]


MONTHS = [MinValueValidator(1), MaxValueValidator(24)]


class VisitCycleQuerySet(models.QuerySet["VisitCycle"]):
    def nearest(self, units: Iterable[Unit]) -> "Mapping[object, VisitCycle | None]":
        """For each unit, the cycle of the nearest unit up the line (itself first). One query for all."""
        wanted = list(units)
        paths = {path for unit in wanted for path in up_the_line(unit.path)}
        found = {one.unit.path: one for one in self.filter(unit__path__in=paths).select_related("unit")}
        return {
            unit.pk: next((found[p] for p in up_the_line(unit.path) if p in found), None) for unit in wanted
        }


class VisitCycle(models.Model):
    """How often a unit has its families visited (走访周期), for itself and the units below that set none of
    their own. Every interval is the office's own choice, in months; empty means that none is set.

    Like the work lead this is the office's directory: it says nothing of any family.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField(null=True, blank=True, validators=MONTHS)
    leader_months = models.PositiveSmallIntegerField(null=True, blank=True, validators=MONTHS)
    first_year_months = models.PositiveSmallIntegerField(null=True, blank=True, validators=MONTHS)
    alone_months = models.PositiveSmallIntegerField(null=True, blank=True, validators=MONTHS)
    festivals = ArrayField(models.CharField(max_length=12, choices=Occasion.choices), default=list)
    since = models.DateField(default=today)

    objects = VisitCycleQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(months=None) | Q(months__range=(1, 24)))
                & (Q(leader_months=None) | Q(leader_months__range=(1, 24)))
                & (Q(first_year_months=None) | Q(first_year_months__range=(1, 24)))
                & (Q(alone_months=None) | Q(alone_months__range=(1, 24))),
                name="a_visit_cycle_is_1_to_24_months",
            ),
            models.CheckConstraint(
                condition=Q(months=None)
                | (
                    (Q(first_year_months=None) | Q(first_year_months__lte=F("months")))
                    & (Q(alone_months=None) | Q(alone_months__lte=F("months")))
                ),
                name="a_special_cycle_is_shorter",
            ),
        ]


S = VisitPlan.State
OPEN = (S.PLANNED, S.MOVED)
PLAN_MOVES: Moves = {
    (S.PLANNED, S.MOVED): Move("care.visit", reason=True),
    (S.PLANNED, S.DONE): Move("care.visit"),
    (S.PLANNED, S.CANCELLED): Move("care.visit", reason=True),
    (S.MOVED, S.MOVED): Move("care.visit", reason=True),
    (S.MOVED, S.DONE): Move("care.visit"),
    (S.MOVED, S.CANCELLED): Move("care.visit", reason=True),
}
