"""The officer who died on duty."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import source_words
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.fields import PartialDateField

from .households import Household
from .people import Person


class Determination(models.TextChoices):
    """The legal category (认定). 因公殉职 itself has no tariff; until determined it is pending."""

    PENDING = "pending", _("determination pending")
    MARTYR = "martyr", _("martyr")
    ON_DUTY = "on_duty", _("died on duty")
    ILLNESS = "illness", _("died of illness")
    WORK_INJURY = "work_injury", _("deemed work injury")


class Channel(models.TextChoices):
    """Which law pays: pension (抚恤), work-injury insurance (工伤), or neither."""

    UNKNOWN = "", _("to be confirmed")
    PENSION = "pension", _("pension for the bereaved")
    WORK_INJURY = "work_injury", _("work-injury insurance")
    NEITHER = "neither", _("neither")


class FallenOfficer(Scoped):
    """An officer who died on duty: post held, death, determination, last pay. Money in integer fen."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="fallen", db_constraint=False)
    unit_text = models.CharField(max_length=160, blank=True)
    post_text = models.CharField(max_length=120, blank=True)
    work_start = PartialDateField(null=True, blank=True)
    death_cause = models.CharField(max_length=200, blank=True)
    determination = models.CharField(
        max_length=12, choices=Determination.choices, default=Determination.PENDING
    )
    determined_document = models.CharField(max_length=120, blank=True)
    determined_body = models.CharField(max_length=120, blank=True)
    determined_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=12, choices=Channel.choices, blank=True, default=Channel.UNKNOWN)
    employment = models.CharField(max_length=20, blank=True, default="")
    basic_pay_fen = models.BigIntegerField(null=True, blank=True)
    source = models.CharField(max_length=120)
    source_on = models.DateField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(basic_pay_fen=None) | Q(basic_pay_fen__gte=0), name="basic_pay_is_not_negative"
            ),
        ]

    @property
    def source_words(self) -> str:
        """Where the record comes from, in words."""
        return source_words(self.source)


class Bereavement(Scoped):
    """That a household mourns this officer: many to many, since two parents may die on duty."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="bereavements", db_constraint=False)
    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="bereavements")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [models.Index(fields=["path"])]
        constraints = [models.UniqueConstraint(fields=["household", "officer"], name="one_bereavement_each")]
