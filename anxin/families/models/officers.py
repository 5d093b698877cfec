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
    """An officer who died on duty: post held, death, determination, last pay. Money in integer fen; what is
    None is not known.

    ``basic_pay_fen`` and ``police_allowance_fen`` (警衔津贴) are of the last month, ``wage_fen`` is the whole
    monthly wage. ``insured`` says whether the unit had joined work-injury insurance, ``insured_wage_fen`` is
    the average contribution wage of the 12 months before the injury. ``region`` is a GB/T 2260 code where it
    differs from that of the card's unit. ``contribution_years`` are whole years of payments to the old-age
    insurance fund, ``retired`` says whether the officer drew a pension. ``missing_since`` is the day of the
    event, while missing.
    """

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
    police_allowance_fen = models.BigIntegerField(null=True, blank=True)
    wage_fen = models.BigIntegerField(null=True, blank=True)
    insured = models.BooleanField(null=True, blank=True)
    insured_wage_fen = models.BigIntegerField(null=True, blank=True)
    pension_insured = models.BooleanField(null=True, blank=True)
    contribution_years = models.PositiveSmallIntegerField(null=True, blank=True)
    retired = models.BooleanField(null=True, blank=True)
    region = models.CharField(max_length=6, blank=True, default="")
    missing_since = models.DateField(null=True, blank=True)
    hardship = models.BooleanField(null=True, blank=True)
    source = models.CharField(max_length=120)
    source_on = models.DateField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["path"], condition=Q(determination="pending"), name="officer_pending"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(basic_pay_fen=None) | Q(basic_pay_fen__gte=0), name="basic_pay_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(police_allowance_fen=None) | Q(police_allowance_fen__gte=0),
                name="police_allowance_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(wage_fen=None) | Q(wage_fen__gte=0), name="wage_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(insured_wage_fen=None) | Q(insured_wage_fen__gte=0),
                name="insured_wage_is_not_negative",
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
