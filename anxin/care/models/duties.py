"""Dates ahead that lie near (节点): what somebody must see to, decide, and settle by an act."""

import uuid
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.care.calendar import KINDS, KindOf
from anxin.families.models import Person
from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.models import ScopedQuerySet

from .base import OfHousehold, Step
from .measures import Measure

TO_SEE_TO = ("open", "planned")
UNDER_WAY = (*TO_SEE_TO, "decided")


class DutyQuerySet(ScopedQuerySet["Duty"]):
    def under_way(self) -> Self:
        """Not settled yet: to be seen to, planned, or decided and waiting for a second look."""
        return self.filter(state__in=UNDER_WAY)

    def undecided(self) -> Self:
        """Those that need a decision which nobody has made, or which no second person has confirmed."""
        return self.under_way().filter(kind__in=[code for code, kind in KINDS.items() if kind.decides])

    def named(self, key: tuple[str, uuid.UUID | None, int | None]) -> Self:
        """Of each family the one of this name (``Duty.key``)."""
        kind, person, n = key
        return self.filter(Q(person_id=person), kind=kind, n=n)

    def by(self, last: date) -> Self:
        """Those of this day and before, overdue ones too."""
        return self.filter(day__lte=last)

    def overdue(self, day: date) -> Self:
        """Not settled, and the day (of a window its last) has passed."""
        return self.under_way().filter(Q(until=None, day__lt=day) | Q(until__lt=day))

    def speaking(self, day: date) -> Self:
        """Without those of families for whom this is a quiet day; the deadlines of the law go on."""
        quiet = Lookahead.objects.filter(household=OuterRef("household_id"), quiet__contains=[day])
        return self.filter(Q(kind__startswith="deadline_") | ~Exists(quiet))


class Duty(OfHousehold):
    """One date ahead that asks for something (care.calendar.KINDS), stored from 90 days before.

    (household, kind, person, n) names it for good: when its day moves (a birth date was corrected) an open
    one moves along, a settled one stays as it was settled. Kinds that decide (18 and others) are settled by a
    decision alone: to go on, to change or to end, with its reason, confirmed by a second person; nothing ends
    by itself, and until then the duty stays open, overdue at last.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be done")
        PLANNED = "planned", pgettext_lazy("date ahead", "planned")
        DONE = "done", _("done")
        NOT_NEEDED = "not_needed", pgettext_lazy("date ahead", "not needed")
        DECIDED = "decided", _("decided, waits for a second look")
        CONFIRMED = "confirmed", pgettext_lazy("date ahead", "decided")
        GONE = "gone", pgettext_lazy("date ahead", "no longer applies")

    class Decision(models.TextChoices):
        GO_ON = "go_on", _("goes on as it is")
        CHANGE = "change", _("is changed")
        END = "end", _("ends")

    kind = models.CharField(max_length=40)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", db_constraint=False
    )
    n = models.SmallIntegerField(null=True, blank=True)
    day = models.DateField()
    until = models.DateField(null=True, blank=True)
    expected = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    planned_for = models.DateField(null=True, blank=True)
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="")
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["day", "kind", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(
                fields=["path", "day"], condition=Q(state__in=UNDER_WAY), name="care_duty_under_way"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind", "person", "n"], nulls_distinct=False, name="one_duty_a_date"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "not_needed", "confirmed"], settled_on__isnull=False)
                | (~Q(state__in=["done", "not_needed", "confirmed"]) & Q(settled_on=None)),
                name="a_settled_duty_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["decided", "confirmed"], decided_by__isnull=False, decision__gt="")
                | ~Q(state__in=["decided", "confirmed"]),
                name="a_decision_has_its_person",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_by__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_by=None)),
                name="a_confirmation_has_its_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("decided_by")),
                name="nobody_confirms_his_own_decision",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("day")), name="a_window_ends_after_it_begins"
            ),
        ]

    @property
    def key(self) -> tuple[str, uuid.UUID | None, int | None]:
        """What stays the same when the day moves (care.calendar.DutyDay.key)."""
        return self.kind, self.person_id, self.n

    @property
    def kind_of(self) -> KindOf:
        """Its words, its mark, and whether it decides."""
        return KINDS[self.kind]

    @property
    def waits(self) -> bool:
        """Must somebody still see to it?"""
        return self.state in TO_SEE_TO

    @property
    def last_day(self) -> date:
        """By when it is to be settled: the day, or the last one of a window."""
        return self.until or self.day

    @property
    def moves(self) -> Moves:
        """The life cycle of its kind."""
        return DECISION_MOVES if self.kind_of.decides else DUTY_MOVES


class DutyStep(Step):
    """What became of a date ahead (planned, done, decided, sent back …), with the words."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="steps")
    decision = models.CharField(max_length=8, choices=Duty.Decision.choices, blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["duty"])]

    def get_move_display(self) -> str:
        """What happened, in the reader's language."""
        if self.move == Duty.State.OPEN:
            return str(_("sent back"))
        return str(Duty.State(self.move).label)


class Lookahead(OfHousehold):
    """Until when the dates of a family need not be looked at again.

    ``again_on``: the first day on which a further date comes near, never later than a year on; ``rules``: the
    version of the calendar it was made by; ``quiet``: the quiet days of that year, so that prompts can fall
    silent without reckoning.
    """

    again_on = models.DateField()
    looked_at = models.DateTimeField()
    rules = models.CharField(max_length=16)
    quiet = ArrayField(models.DateField(), default=list)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["again_on"])]
        constraints = [models.UniqueConstraint(fields=["household"], name="one_lookahead_a_family")]


S = Duty.State
SEE_TO, CONFIRM = "care.duty", "care.confirm"
DUTY_MOVES: Moves = {
    (S.OPEN, S.PLANNED): Move(SEE_TO, reason=True),  # the reason says what is planned
    (S.OPEN, S.DONE): Move(SEE_TO, reason=True),
    (S.OPEN, S.NOT_NEEDED): Move(SEE_TO, reason=True),
    (S.PLANNED, S.PLANNED): Move(SEE_TO, reason=True),
    (S.PLANNED, S.DONE): Move(SEE_TO, reason=True),
    (S.PLANNED, S.NOT_NEEDED): Move(SEE_TO, reason=True),
}
DECISION_MOVES: Moves = {
    (S.OPEN, S.PLANNED): Move(SEE_TO, reason=True),
    (S.OPEN, S.DECIDED): Move(SEE_TO, reason=True),
    (S.PLANNED, S.PLANNED): Move(SEE_TO, reason=True),
    (S.PLANNED, S.DECIDED): Move(SEE_TO, reason=True),
    (S.DECIDED, S.CONFIRMED): Move(CONFIRM),
    (S.DECIDED, S.OPEN): Move(CONFIRM, reason=True),
}
