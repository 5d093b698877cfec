"""An officer at a post: who, in which unit, since when at work; and how one finds the own record."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.families.models.people import Sex
from anxin.ground.access.models import Account
from anxin.ground.database.fields import DigestField, EncryptedTextField, PathField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.clock import today
from anxin.ground.days.fields import PartialDateField
from anxin.ground.ui.masks import masked_id
from anxin.ground.units.models import Unit

from .frontline import Frontline


class Leaving(models.TextChoices):
    """Why somebody is no longer an officer of the unit."""

    MOVED = "moved", _("moved to a unit outside this register")
    RETIRED = "retired", pgettext_lazy("officer", "retired")
    RESIGNED = "resigned", _("left the service")
    DIED = "died", pgettext_lazy("officer", "died")


class OfficerQuerySet(ScopedQuerySet["Officer"]):
    def at_work(self) -> Self:
        """Officers who have not left."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=today()))

    def at_the_front(self) -> Self:
        """Officers at work who stand at the front today."""
        return self.at_work().filter(Exists(Frontline.objects.current().filter(officer=OuterRef("pk"))))


class Officer(Scoped):
    """One officer of one unit. The path is the unit's, set by the database; a transfer changes the unit.

    ``began_work`` (参加工作时间) is the day from which years of service are counted;
    where papers tell the month alone (``began_by_month``) it is the first of that month. From ``left_on`` on
    the officer is no longer at work, ``left_why`` says how. ``account`` is whom one signs in as, if at all:
    it opens this one record alone. ``call_name`` (who that is) and ``call_phone`` are whom to call when
    something happens to the officer, as told by the officer.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    account = models.OneToOneField(Account, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=50)
    sort_key = models.CharField(max_length=200, db_collation="C", default="")
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    born = PartialDateField(null=True, blank=True)
    id_number = EncryptedTextField(blank=True, default="")
    id_digest = DigestField(blank=True, default="")
    phone = EncryptedTextField(blank=True, default="")
    post_text = models.CharField(max_length=120, blank=True, default="")
    began_work = models.DateField(null=True, blank=True)
    began_by_month = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    left_why = models.CharField(max_length=8, choices=Leaving.choices, blank=True, default="")
    call_name = EncryptedTextField(blank=True, default="")
    call_phone = EncryptedTextField(blank=True, default="")
    source = models.CharField(max_length=120, blank=True, default="")
    source_on = models.DateField(default=today)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        ordering = ["path", "sort_key", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="officer_id_path"),
            models.CheckConstraint(
                condition=Q(left_why="") | Q(left_on__isnull=False), name="who_left_left_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(began_work=None) | Q(left_on__gte=F("began_work")),
                name="nobody_leaves_before_work_began",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        """Is this an officer of the unit today?"""
        return self.left_on is None or self.left_on > today()

    @property
    def masked_number(self) -> str:
        """The identity number as every screen shows it."""
        return masked_id(self.id_number) if self.id_number else ""


class OwnPlace(models.Model):
    """Which record is an account's own, and where it lies. Ids and a path alone, written by the database
    whenever an officer changes: so that somebody who sees no range finds the own record."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="+")
    officer = models.UUIDField(unique=True)
    path = PathField()
