"""A household and who belongs to it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.database.scope import STORE
from anxin.ground.days.clock import local_day
from anxin.ground.units.models import Unit


class Status(models.TextChoices):
    """Whether the card is in use."""

    OPEN = "open", _("in use")
    CLOSED = "closed", _("care closed")
    SEALED = "sealed", _("sealed")


class HouseholdQuerySet(ScopedQuerySet["Household"]):
    def in_use(self) -> Self:
        """Cards that are worked with; a closed one is not, nor a sealed one."""
        return self.filter(status=Status.OPEN)


class Household(Scoped):
    """One family, one card (一户一档). Its path is a leaf under the unit that managed the deceased.

    A closed card (归档) stays where it is, readable to whoever has it in scope; nothing is done about
    it any more. ``closed_on`` stays when a closed card is sealed, and is taken back when it is reopened.

    A sealed card's path begins with scope.STORE, with every row tied to it: no range of any post holds it,
    so lists, searches, counts, jobs and exports cannot meet it (decision 0023)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    outside_number = models.CharField(max_length=40, blank=True)
    head = models.ForeignKey("families.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    address = EncryptedTextField(blank=True, default="")
    phone = EncryptedTextField(blank=True, default="")
    town = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=40, default="duty_2017_04_12")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_by = models.UUIDField(null=True)
    sealed_why = EncryptedTextField(blank=True, default="")
    opened_on = models.DateField()
    opened_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(
                fields=["path"],
                include=["id", "opened_on"],
                condition=Q(status="open"),
                name="household_in_use",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="household_id_path"),
            models.UniqueConstraint(fields=["path"], name="household_path"),
            models.CheckConstraint(
                condition=Q(status="sealed", path__startswith=STORE, sealed_at__isnull=False)
                | Q(~Q(path__startswith=STORE), status__in=["open", "closed"], sealed_at=None),
                name="a_sealed_card_lies_in_storage",
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_on=None)
                | Q(status="closed", closed_on__isnull=False)
                | Q(status="sealed"),
                name="a_closed_card_has_its_day",
            ),
        ]

    @property
    def is_sealed(self) -> bool:
        """Is the card kept in storage only (封存)?"""
        return self.status == Status.SEALED

    @property
    def is_closed(self) -> bool:
        """Is nothing done about this family any more (归档), the card still readable?"""
        return self.status == Status.CLOSED

    @property
    def sealed_on(self) -> date | None:
        """The day it was sealed."""
        return local_day(self.sealed_at) if self.sealed_at else None


class Ended(models.TextChoices):
    """Why somebody no longer belongs to the household."""

    DEATH = "death", _("death")
    REMARRIAGE = "remarriage", _("remarriage")
    ADOPTION = "adoption", _("adoption")
    MOVED = "moved", _("moved away")
    MISTAKE = "mistake", _("entered by mistake")


class Membership(Scoped):
    """That a person belongs to the household, from when to when, and why it ended."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships", db_constraint=False)
    person = models.ForeignKey(
        "families.Person", models.CASCADE, related_name="memberships", db_constraint=False
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    ended = models.CharField(max_length=12, choices=Ended.choices, blank=True)
    source = models.CharField(max_length=120)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until=None), name="one_household_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None, ended="") | (Q(until__isnull=False) & ~Q(ended="")),
                name="an_end_has_a_day_and_a_reason",
            ),
        ]
