"""Facts: everything said about a family or a person, by theme, with source and date. Only ever added."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet

from .households import Household
from .people import Person


class Source(models.TextChoices):
    """Where a fact, or a need, comes from."""

    LEDGER = "ledger", _("a department's ledger")
    PAPER = "paper", _("a document seen")
    FAMILY = "family", _("told by the family")
    VISIT = "visit", _("seen on a visit")
    UNIT = "unit", _("told by the unit")
    DEPARTMENT = "department", _("told by a department")
    SURVEY = "survey", _("the survey of families")
    RULE = "rule", _("found by a rule")
    COMPARISON = "comparison", _("a data comparison")


# What comes in by itself and is chosen by nobody who enters a fact or a need by hand.
NOT_BY_HAND = frozenset({Source.LEDGER, Source.RULE})


class FactQuerySet(ScopedQuerySet["Fact"]):
    def newest_first(self) -> Self:
        """By the day a fact holds for, then by when it was entered. What has a day comes before what a paper
        without one told: nobody knows how old that paper was when it came in."""
        return self.order_by("household_id", "person_id", "code", "-dated", "-on", "-entered_at")

    def current(self) -> Self:
        """The newest fact of each code for each person (or the household itself). A later import of an older
        paper therefore never hides a newer fact."""
        return self.newest_first().distinct("household_id", "person_id", "code")


class Fact(Scoped):
    """One fact: code (see families.dictionary), value, source, the day it holds for, who entered it."""

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="facts", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="facts")
    code = models.CharField(max_length=40)
    value = EncryptedTextField()
    source = models.CharField(max_length=12, choices=Source.choices)
    source_text = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    dated = models.BooleanField(default=True)  # False: the paper names no day; "on" is when it came in
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)
    ledger = models.UUIDField(null=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-on", "-entered_at"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["household", "person", "code", "-on"])]
