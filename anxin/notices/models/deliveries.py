"""The cascade (逐级传达): one delivery a unit, and how many stand where below every region.

A unit has a notice before it once the unit above it has signed for it: signing for passes on. Counts of a
whole subtree are never taken from the deliveries themselves, of which a notice to the country has 650,000:
``Tally`` holds them for every region, and ``TallyChange`` what has happened since it was last brought up to
date. A trigger writes the changes in the transaction of whatever changed a delivery, so nobody can forget it,
and nobody who signs for a notice waits for anybody else (decision 0043).
"""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import pgettext_lazy

from anxin.ground.access.models import Post
from anxin.ground.database.fields import PathField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import Level, Unit

from .notices import Notice


class Stand(models.TextChoices):
    """Where a notice stands with one unit. Derived from the moments by the database itself."""

    FAR = "far", pgettext_lazy("notice", "not delivered yet")
    WAITING = "waiting", pgettext_lazy("notice", "delivered, not signed for")
    SIGNED = "signed", pgettext_lazy("notice", "signed for")
    EXEMPT = "exempt", pgettext_lazy("notice", "exempt")


class DeliveryQuerySet(ScopedQuerySet["Delivery"]):
    def to_sign(self) -> Self:
        """Delivered, and not signed for yet."""
        return self.filter(stand=Stand.WAITING)

    def of(self, unit: Unit) -> Self:
        """What was sent to this unit itself."""
        return self.filter(unit=unit)


class Delivery(models.Model):
    """A notice at one unit: delivered, signed for, passed on, exempted, extended, reported.

    ``path`` is the place for which the unit receives: its own path, and for an organisation department that
    of its region. ``level`` is the row of the cascade in which it stands: the level of its region, and for a
    department or another unit beside the line the level below the region it belongs to. ``above`` is the
    delivery that must be signed for before this one arrives (None: it arrives when the notice is issued).
    ``on_paper``: the unit had no account when the notice was issued; the unit above gives it the paper and
    signs in its place. No personal data: ``received_by`` is a post of the office directory.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    path = PathField()
    level = models.SmallIntegerField(choices=Level.choices)
    above = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, blank=True, related_name="below", db_constraint=False
    )
    on_paper = models.BooleanField(default=False)
    delivered_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    passed_on = models.ForeignKey(
        Notice, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    exempt_why = models.CharField(max_length=200, blank=True, default="")
    extended_to = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    chased_on = models.DateField(null=True, blank=True)  # the last day; a unit is chased once a day at most
    stand = models.GeneratedField(
        expression=models.Case(
            models.When(received_at__isnull=False, then=Value("signed")),
            models.When(~Q(exempt_why=""), then=Value("exempt")),
            models.When(delivered_at__isnull=False, then=Value("waiting")),
            default=Value("far"),
        ),
        output_field=models.CharField(max_length=8, choices=Stand.choices),
        db_persist=True,
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["path", "id"]
        indexes = [
            models.Index(fields=["notice", "path"]),
            models.Index(fields=["notice", "stand", "path"]),
            models.Index(
                fields=["notice", "path"], name="delivery_reported", condition=Q(reported_at__isnull=False)
            ),
            models.Index(
                fields=["notice", "path"], name="delivery_extended", condition=Q(extended_to__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "notice"], name="one_delivery_a_unit"),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="who_and_when_signed_together",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(delivered_at__lte=F("received_at")),
                name="signed_for_after_delivery",
            ),
        ]

    @property
    def stand_label(self) -> str:
        """Where it stands, in words (a generated column has no display of its own)."""
        return str(Stand(self.stand).label)

    @property
    def sign_by(self) -> date | None:
        """Until when the unit signs for it: what it was given in time, else the day of its level."""
        return self.extended_to or self.notice.sign_by(self.level)

    @property
    def by_another(self) -> bool:
        """Did somebody sign in the unit's place, on the strength of a paper receipt?"""
        return self.received_by is not None and self.received_by.unit_id != self.unit_id


class Counts(models.Model):
    """How many units stand where: those that are to sign for (signed + waiting + far), and beside them."""

    due = models.IntegerField(default=0)
    signed = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)
    far = models.IntegerField(default=0)
    exempt = models.IntegerField(default=0)
    extended = models.IntegerField(default=0)
    reported = models.IntegerField(default=0)
    paper = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Tally(Counts):
    """The units of one level within the region at ``path``, as far as changes have been folded in."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+", db_index=False)
    path = PathField()
    level = models.SmallIntegerField(choices=Level.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "path", "level"], name="one_tally_a_level")]


class TallyChange(Counts):
    """What has changed at one place since, to be added to every region above it. Written by the trigger."""

    notice = models.ForeignKey(
        Notice, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    path = PathField()
    level = models.SmallIntegerField(choices=Level.choices)

    class Meta:
        indexes = [models.Index(fields=["notice", "path"])]


class Carried(models.Model):
    """What another network told by package (decision 0046) of a notice that ``unit`` passed down there, with
    its own notice ``document``: of ``due`` units of one level, ``signed`` had signed for it at ``as_of``.
    Numbers without their units, which stand in that network's own cascade."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="carried")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    level = models.SmallIntegerField(choices=Level.choices)
    due = models.PositiveIntegerField()
    signed = models.PositiveIntegerField()
    document = models.CharField(max_length=40, blank=True)
    as_of = models.DateTimeField()

    class Meta:
        ordering = ["unit__path", "level"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "unit", "level"], name="one_count_a_carried_level"),
            models.CheckConstraint(condition=Q(signed__lte=F("due")), name="no_more_signed_than_were_to"),
        ]


class Dispatch(models.Model):
    """The run that sends a notice out, and how far it has come. However often its worker dies, it goes on
    where it stopped: level by level, in the order of the tree (``cursor``: the path of the last unit)."""

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="dispatch", primary_key=True)
    total = models.PositiveIntegerField(default=0)  # counted by the run itself, before its first unit
    done = models.PositiveIntegerField(default=0)
    level = models.SmallIntegerField(choices=Level.choices, default=Level.NATION)
    cursor = PathField(blank=True, default="")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(done=F("total")), name="a_dispatch_ends_when_all_is_sent"
            )
        ]


class Chase(models.Model):
    """Who chased whom: the units of one level below one place that had not signed for, on one day.

    ``on_paper`` of them had nobody with an account, so that no message went there: for those the chase is the
    letter that goes with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="chases", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)  # the place chased
    path = PathField()
    level = models.SmallIntegerField(choices=Level.choices)
    count = models.PositiveIntegerField()
    on_paper = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["notice", "path"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(on_paper__lte=F("count")), name="no_more_on_paper_than_were_chased"
            )
        ]
