"""Annual leave: an officer's year, and each leave from the plan to the day after it. Days are kept in halves.

Leave that was not taken is what this house looks for; taken leave is compared with nobody's."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet

from .base import OfOfficer

HALF = 2  # halves of a day


class Days(Func):
    """PostgreSQL's range of two days, both inside."""

    function = "DATERANGE"
    output_field = DateRangeField()


class LeaveYearQuerySet(ScopedQuerySet["LeaveYear"]):
    def unrested(self, year: int) -> Self:
        """Years with days that are neither taken nor on their way to be."""
        return self.filter(year=year, open_halves__gt=0)

    def pay_due(self) -> Self:
        """Settled years whose extra pay for untaken days has not been noted as paid."""
        return self.filter(extra_fen__gt=0, paid_on=None)


class LeaveYear(OfOfficer):
    """One officer's leave of one calendar year: the facts that the law asks for (None: not known), what the
    calculation said last (``entitled_days``, ``left_halves``, ``open_halves``: neither taken, planned nor
    asked for; None where a fact is missing), and how the year was settled.

    ``carried_on_days`` go into the next year (art 5, one year at most). ``extra_fen`` is what untaken days
    are worth besides the normal pay, due by the end of March; a calculation, never a decision.
    """

    class Untaken(models.TextChoices):
        WORK = "work", _("the unit could not arrange it, and asked the officer")
        OWN = "own", _("the officer did not want it")

    year = models.PositiveSmallIntegerField()
    continuous = models.BooleanField(null=True, blank=True)
    vacation_days = models.PositiveSmallIntegerField(null=True, blank=True)
    personal_days = models.PositiveSmallIntegerField(null=True, blank=True)
    sick_months = EncryptedTextField(blank=True, default="")  # a number; how long somebody was ill is health
    annual_pay_fen = models.BigIntegerField(null=True, blank=True)
    entitled_days = models.PositiveSmallIntegerField(null=True, blank=True)
    left_halves = models.PositiveSmallIntegerField(null=True, blank=True)
    open_halves = models.PositiveSmallIntegerField(null=True, blank=True)
    carried_on_days = models.PositiveSmallIntegerField(default=0)
    untaken_reason = models.CharField(max_length=8, choices=Untaken.choices, blank=True, default="")
    untaken_words = EncryptedTextField(blank=True, default="")
    extra_fen = models.BigIntegerField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    objects = LeaveYearQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "path", "id"]
        indexes = [
            models.Index(fields=["path", "year"]),
            models.Index(fields=["path", "year"], condition=Q(open_halves__gt=0), name="officers_unrested"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["officer", "year"], name="one_leave_year_a_year"),
            models.CheckConstraint(
                condition=Q(settled_on=None, untaken_reason="", carried_on_days=0, extra_fen=None)
                | Q(settled_on__isnull=False),
                name="a_settled_leave_year_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(extra_fen__gt=0), name="only_extra_pay_is_paid"
            ),
            models.CheckConstraint(
                condition=Q(annual_pay_fen=None) | Q(annual_pay_fen__gte=0), name="annual_pay_is_not_negative"
            ),
        ]

    @property
    def sick(self) -> int | None:
        """Full months of sick leave; None where it is not known. Lies encrypted, and no page shows it."""
        return int(self.sick_months) if self.sick_months else None

    @property
    def facts_known(self) -> bool:
        """Is every fact of the year known that the law asks for?"""
        return None not in (self.continuous, self.vacation_days, self.personal_days, self.sick)

    @property
    def pay_by(self) -> date:
        """Until when the extra pay is due: the first quarter of the next year."""
        return date(self.year + 1, 3, 31)


class LeaveQuerySet(ScopedQuerySet["Leave"]):
    def of_year(self, year: int) -> Self:
        """Leave of one calendar year."""
        return self.filter(first__year=year)

    def live(self) -> Self:
        """Leave that was taken, or is on its way to be."""
        return self.filter(state__in=LIVE)

    def within(self, start: date, end: date) -> Self:
        """Live leave that touches the days from start to end."""
        return self.live().filter(first__lte=end, last__gte=start)

    def to_decide(self) -> Self:
        """Leave that was asked for and not decided."""
        return self.filter(state=Leave.State.ASKED)


class Leave(OfOfficer):
    """One leave: from ``first`` to ``last``, both counted, of one calendar year; from noon of the first day
    or until noon of the last where the unit takes half days. ``halves`` are its working days, counted with
    the calendar of holidays when it was asked for."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("leave", "planned")
        ASKED = "asked", pgettext_lazy("leave", "asked for")
        APPROVED = "approved", pgettext_lazy("leave", "approved")
        TAKEN = "taken", pgettext_lazy("leave", "taken")
        REFUSED = "refused", pgettext_lazy("leave", "not possible then")
        WITHDRAWN = "withdrawn", pgettext_lazy("leave", "taken back")
        CALLED_OFF = "called_off", pgettext_lazy("leave", "called back to work")
        ENDED = "ended", pgettext_lazy("leave", "ended with the work")

    first = models.DateField()
    last = models.DateField()
    from_noon = models.BooleanField(default=False)
    until_noon = models.BooleanField(default=False)
    halves = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State.choices)
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = LeaveQuerySet.as_manager()

    class Meta:
        ordering = ["first", "id"]
        indexes = [models.Index(fields=["path", "first"]), models.Index(fields=["officer", "first"])]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="leave_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(first__year=F("last__year")), name="leave_lies_in_one_year"),
            models.CheckConstraint(condition=Q(halves__gt=0), name="leave_has_a_working_day"),
            ExclusionConstraint(
                name="one_leave_at_a_time",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    (Days("first", "last", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["planned", "asked", "approved", "taken"]),
            ),
        ]

    @property
    def year(self) -> int:
        """The calendar year whose leave this is."""
        return self.first.year

    @property
    def days(self) -> str:
        """Its working days: 5, or 2.5."""
        return days_told(self.halves)

    @property
    def is_live(self) -> bool:
        """Was it taken, or is it on its way to be?"""
        return self.state in LIVE


class LeaveStep(OfOfficer):
    """One step in the life of a leave: when, who, what, and the words said with it. Only ever added."""

    leave = models.ForeignKey(Leave, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    move = models.CharField(max_length=12)
    words = EncryptedTextField(blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"])]

    def get_move_display(self) -> str:
        """What happened, in the reader's language."""
        return str(Leave.State(self.move).label)


def days_told(halves: int | None) -> str:
    """Halves of a day as days: 3 → 1.5, 4 → 2; None gives an empty string."""
    if halves is None:
        return ""
    return f"{halves // HALF}.5" if halves % HALF else str(halves // HALF)


S = Leave.State
LIVE = (S.PLANNED, S.ASKED, S.APPROVED, S.TAKEN)
ASK, DECIDE, KEEP = "officers.leave_ask", "officers.leave_decide", "officers.leave_keep"
GO = "officers.write"  # whoever records that an officer is at work no more, or that this was a mistake
LEAVE_MOVES: Moves = {
    (S.PLANNED, S.ASKED): Move(ASK),
    (S.PLANNED, S.WITHDRAWN): Move(ASK),
    (S.ASKED, S.APPROVED): Move(DECIDE),
    (S.ASKED, S.REFUSED): Move(DECIDE, reason=True),  # the officer reads why
    (S.ASKED, S.WITHDRAWN): Move(ASK),
    (S.APPROVED, S.TAKEN): Move(KEEP),
    (S.APPROVED, S.WITHDRAWN): Move(ASK),
    (S.APPROVED, S.CALLED_OFF): Move(DECIDE, reason=True),
    (S.PLANNED, S.ENDED): Move(GO),
    (S.ASKED, S.ENDED): Move(GO),
    (S.APPROVED, S.ENDED): Move(GO),
    (S.ENDED, S.PLANNED): Move(GO),
    (S.ENDED, S.ASKED): Move(GO),
    (S.ENDED, S.APPROVED): Move(GO),
}
