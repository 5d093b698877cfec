"""Care on the agenda: a unit's plan for the year, what is looked at each quarter, and its own rules."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.access.models.posts import DateRange
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit


class CarePlanQuerySet(ScopedQuerySet["CarePlan"]):
    def adopted(self) -> Self:
        """Plans that a leader has put in force."""
        return self.filter(state=CarePlan.State.ADOPTED)


class CarePlan(Scoped):
    """What one unit does for its officers in one year (年度关爱计划). Items are added while it is a draft;
    once adopted they are done or given up, with the reason."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    adopted_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = CarePlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "path", "id"]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="care_plan_id_path"),
            models.UniqueConstraint(fields=["unit", "year"], name="one_care_plan_a_year"),
            models.CheckConstraint(
                condition=Q(state="adopted", adopted_by__isnull=False, adopted_at__isnull=False)
                | Q(state="draft", adopted_by=None, adopted_at=None),
                name="an_adopted_plan_says_by_whom",
            ),
        ]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of its year."""
        return date(self.year, 1, 1), date(self.year, 12, 31)


class Subject(models.TextChoices):
    """What an item of a plan is about."""

    CHECK_UP = "check_up", _("health check-up")
    LEAVE = "leave", _("annual leave")
    TALK = "talk", _("talks")
    COUNSELLING = "counselling", _("counselling")
    HELP = "help", _("help given")
    CONTACT = "contact", _("contact points of leaders")
    OTHER = "other", _("other")


class CareItemQuerySet(ScopedQuerySet["CareItem"]):
    def open(self) -> Self:
        """Items that are neither done nor given up."""
        return self.filter(state=CareItem.State.OPEN)

    def overdue(self, day: date) -> Self:
        """Open items of adopted plans whose day has passed."""
        return self.open().filter(due__lt=day, plan__state=CarePlan.State.ADOPTED)


class CareItem(Scoped):
    """One item of a plan: what, by when, who sees to it."""

    class State(models.TextChoices):
        OPEN = "open", _("to do")
        DONE = "done", _("done")
        DROPPED = "dropped", _("given up")

    plan = models.ForeignKey(CarePlan, models.CASCADE, related_name="items")
    subject = models.CharField(max_length=12, choices=Subject.choices)
    words = models.TextField()
    due = models.DateField()
    doer = models.ForeignKey(Post, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)

    objects = CareItemQuerySet.as_manager()

    class Meta:
        ordering = ["due", "subject", "id"]
        indexes = [models.Index(fields=["path", "due"], name="officers_care_item")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="a_settled_item_has_its_day",
            ),
        ]


class CareLook(Scoped):
    """That a plan was looked at in a quarter: when, by whom, what was said about it, how it stood then."""

    plan = models.ForeignKey(CarePlan, models.CASCADE, related_name="looks")
    quarter = models.PositiveSmallIntegerField()
    on = models.DateField()
    words = models.TextField()
    done = models.PositiveSmallIntegerField()
    overdue = models.PositiveSmallIntegerField()
    open = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "quarter"]
        indexes = [models.Index(fields=["path"], name="officers_care_look")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "quarter"], name="one_look_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="a_year_has_four_quarters"),
        ]


class RuleSubject(models.TextChoices):
    """What a unit has rules of its own for (notice, third paragraph)."""

    CHECK_UP = "check_up", _("health check-up")
    LEAVE = "leave", _("annual leave")
    COUNSELLING = "counselling", _("counselling")


class UnitRuleQuerySet(ScopedQuerySet["UnitRule"]):
    def in_force(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class UnitRule(Scoped):
    """A unit's own rule (制度) on one subject: its text, since when it holds, who approved it. Never edited:
    a new text ends the one before on the day it begins (``until`` is outside)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=12, choices=RuleSubject.choices)
    title = models.CharField(max_length=120)
    text = models.TextField()
    approver = models.CharField(max_length=80)
    approved_on = models.DateField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = UnitRuleQuerySet.as_manager()

    class Meta:
        ordering = ["path", "subject", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="a_rule_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(approved_on__lte=F("since")), name="a_rule_is_approved_before_it_holds"
            ),
            ExclusionConstraint(
                name="one_rule_of_a_subject_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("subject", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


C, I = CarePlan.State, CareItem.State  # noqa: E741  # as the tables below are read
PLAN_MOVES: Moves = {(C.DRAFT, C.ADOPTED): Move("officers.agree")}
ITEM_MOVES: Moves = {
    (I.OPEN, I.DONE): Move("officers.plan", reason=True),  # the reason is what came of it
    (I.OPEN, I.DROPPED): Move("officers.plan", reason=True),
}
