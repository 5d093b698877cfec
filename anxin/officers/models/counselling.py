"""Counselling: who offers it where, the hours offered, and bookings under a number that name nobody."""

import uuid
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.days.clock import now, today
from anxin.ground.units.models import STEP, Unit


class TimeRange(Func):
    """PostgreSQL's range of two moments, the second outside."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class CounsellorQuerySet(models.QuerySet["Counsellor"]):
    def current(self) -> Self:
        """Those who offer counselling today."""
        held = Q(post__until=None) | Q(post__until__gt=today())
        return self.filter(held, Q(until=None) | Q(until__gt=today()), since__lte=today())

    def for_unit(self, unit: Unit) -> Self:
        """Those whose offer is for this unit: for itself or for one above it."""
        line = [unit.path[:end] for end in range(STEP, len(unit.path) + 1, STEP)]
        return self.filter(unit__path__in=line)


class Counsellor(models.Model):
    """Who offers counselling to the people of a unit and of those below it. Office directory, like posts.

    ``key`` and ``public`` are the pair in use: what is sealed to ``public`` only that person's passphrase
    opens (officers.sealing). Both are empty until the counsellor has chosen a passphrase.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)
    key = models.UUIDField(null=True, blank=True)
    public = models.CharField(max_length=64, blank=True, default="")

    objects = CounsellorQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(until=None), name="one_counsellor_a_post_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_counsellor_ends_after_beginning"
            ),
            models.CheckConstraint(
                condition=Q(key=None, public="") | (Q(key__isnull=False) & ~Q(public="")),
                name="a_counsellors_key_has_both_halves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post.name}　{self.post.unit.label}"


class SlotQuerySet(models.QuerySet["Slot"]):
    def ahead(self) -> Self:
        """Hours that have not begun."""
        return self.filter(starts_at__gt=now())

    def free(self) -> Self:
        """Hours ahead that nobody holds and that were not withdrawn."""
        held = Booking.objects.filter(slot=OuterRef("pk"), state__in=HOLDING)
        return self.ahead().filter(~Exists(held), withdrawn_at=None)


class Slot(models.Model):
    """One hour that a counsellor offers: when, and where or how. It says nothing of who comes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    counsellor = models.ForeignKey(Counsellor, models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_slot_takes_time"),
            ExclusionConstraint(
                name="a_counsellor_is_in_one_place",
                expressions=[
                    ("counsellor", RangeOperators.EQUAL),
                    (TimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at=None),
            ),
        ]

    @property
    def has_begun(self) -> bool:
        """Has the hour come?"""
        return self.starts_at <= now()


class Booking(models.Model):
    """An hour taken under a number. Who took it is written nowhere: not here, not in the journal. Whoever
    knows the number may see the hour and give it up; the counsellor learns a name only if it is told."""

    class State(models.TextChoices):
        BOOKED = "booked", _("booked")
        KEPT = "kept", pgettext_lazy("booking", "took place")
        MISSED = "missed", pgettext_lazy("booking", "nobody came")
        CANCELLED = "cancelled", pgettext_lazy("booking", "given up")
        WITHDRAWN = "withdrawn", pgettext_lazy("booking", "withdrawn by the counsellor")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="bookings")
    number = models.CharField(max_length=9, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    why = EncryptedTextField(blank=True, default="")

    objects: models.Manager["Booking"] = models.Manager()

    class Meta:
        ordering = ["slot__starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(state__in=["booked", "kept", "missed"]),
                name="an_hour_is_taken_once",
            ),
        ]

    @property
    def spoken(self) -> str:
        """The number as one reads it out: in threes."""
        return " ".join(self.number[at : at + 3] for at in range(0, len(self.number), 3))


B = Booking.State
HOLDING = (B.BOOKED, B.KEPT, B.MISSED)
BOOKING_MOVES: Moves = {
    (B.BOOKED, B.KEPT): Move("officers.counsel"),
    (B.BOOKED, B.MISSED): Move("officers.counsel"),
    (B.BOOKED, B.CANCELLED): Move("officers.book"),
    (B.BOOKED, B.WITHDRAWN): Move("officers.counsel", reason=True),
}
