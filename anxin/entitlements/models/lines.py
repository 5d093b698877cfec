"""What the law owes each family as far as it can be calculated, and what is missing where it cannot.

Both tables tie (household, path) to the card in their migration and begin their unique constraint with
household: a second check and a second index of household alone would add nothing.
"""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.families.models import FallenOfficer, Household, Person
from anxin.families.models.households import Status
from anxin.ground.database.models import Scoped, ScopedQuerySet


class EntitlementQuerySet(ScopedQuerySet["Entitlement"]):
    def in_use(self) -> Self:
        """Those of families whose card is in use."""
        return self.filter(household__status=Status.OPEN)

    def calculated(self) -> Self:
        """Lines with an amount, of deaths whose legal category is determined."""
        return self.filter(pending=False, amount_fen__isnull=False)


class Entitlement(Scoped):
    """One line of a calculation (测算), never a decision: what one rule says about one death in one category.

    ``pending``: the determination is still to come, and ``category`` is one scenario among several.
    Words are stored as codes and numbers: ``arithmetic`` as steps (term, factor, base in fen, year),
    ``parameters`` as (code, value, source, confidence), what the rules were fed stands with
    Calculation. The id follows from card, officer, rule, category and person, so a calculation made again
    keeps it. ``ends``: the day on which it is looked at again (待遇复核), for the reason ``review``;
    ``deadlines``: pairs of code and day;
    ``conflict``: lines of one family with the same code exclude each other. ``fingerprint`` tells a line from
    another: a calculation made again leaves alone what came out the same, so ``as_of`` and ``calculated_at``
    are those of the calculation from which the line stands as it is.
    """

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    category = models.CharField(max_length=12, blank=True)
    pending = models.BooleanField()
    version = models.DateField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    gaps = ArrayField(models.CharField(max_length=60))
    provisional = models.BooleanField()
    assumptions = ArrayField(models.CharField(max_length=60))
    arithmetic = models.JSONField()
    citations = ArrayField(models.CharField(max_length=120))
    payer = models.CharField(max_length=30, blank=True)
    parameters = models.JSONField()
    fingerprint = models.BigIntegerField(default=0)  # 0: written before there were any
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="+", db_constraint=False, db_index=False
    )
    period = models.CharField(max_length=8, default="once")
    low_fen = models.BigIntegerField(null=True)
    high_fen = models.BigIntegerField(null=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    review = models.CharField(max_length=20, blank=True)
    deadlines = models.JSONField(default=list)
    conflict = models.CharField(max_length=40, blank=True)
    conventions = ArrayField(models.CharField(max_length=40), default=list)
    place = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    calculated_at = models.DateTimeField()

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        ordering = ["path", "officer_id", "place", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(
                fields=["path", "ends"],
                condition=Q(pending=False, amount_fen__gt=0),
                name="entitlement_with_a_sum",
            ),
            models.Index(
                fields=["path", "place", "id"],
                condition=Q(pending=False, amount_fen__gt=0),
                name="entitlement_in_order",
            ),
            models.Index(fields=["path"], condition=Q(pending=True), name="entitlement_pending"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "officer", "rule", "category", "person"], nulls_distinct=False,
                name="one_line_a_rule_and_category",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None, gaps__len__gt=0) | Q(amount_fen__gte=0, gaps=[]),
                name="an_amount_or_its_gaps",
            ),
        ]  # fmt: skip


class GapQuerySet(ScopedQuerySet["Gap"]):
    def in_use(self) -> Self:
        """Those of families whose card is in use."""
        return self.filter(household__status=Status.OPEN)


class Gap(Scoped):
    """One thing (缺口) without which something of an officer's family cannot be calculated, told once
    however many lines lack it."""

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="+")
    code = models.CharField(_("what is missing"), max_length=60)

    objects = GapQuerySet.as_manager()

    class Meta:
        ordering = ["path", "officer_id", "code"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["code", "path"])]
        constraints = [
            models.UniqueConstraint(fields=["household", "officer", "code"], name="one_gap_a_thing_missing")
        ]
