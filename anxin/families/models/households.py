"""A household and who belongs to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit


class Status(models.TextChoices):
    """Whether the card is in use."""

    OPEN = "open", _("in use")
    SEALED = "sealed", _("sealed")


class Household(Scoped):
    """One family, one card (一户一档). Its path is a leaf under the unit that managed the deceased."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    outside_number = models.CharField(max_length=40, blank=True)
    head = models.ForeignKey("families.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    address = EncryptedTextField(blank=True, default="")
    phone = EncryptedTextField(blank=True, default="")
    town = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=40, default="duty_2017_04_12")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    opened_on = models.DateField()
    opened_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="household_id_path"),
            models.UniqueConstraint(fields=["path"], name="household_path"),
        ]


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
