"""What the law owes each family as far as it can be calculated, and what is missing where it cannot.

Both tables tie (household, path) to the card in their migration and begin their unique constraint with
household: a second check and a second index of household alone would add nothing.
"""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.families.models import FallenOfficer, Household
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
    ``parameters`` as (code, value, source, confidence), ``inputs`` as what the rule was fed. The id follows
    from card, officer, rule and category, so a calculation made again keeps it.
    """

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=20)
    category = models.CharField(max_length=12)
    pending = models.BooleanField()
    version = models.DateField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    gaps = ArrayField(models.CharField(max_length=40))
    provisional = models.BooleanField()
    assumptions = ArrayField(models.CharField(max_length=40))
    arithmetic = models.JSONField()
    citations = ArrayField(models.CharField(max_length=40))
    payer = models.CharField(max_length=20, blank=True)
    parameters = models.JSONField()
    inputs = models.JSONField()
    digest = models.CharField(max_length=32)
    place = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    calculated_at = models.DateTimeField()

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        ordering = ["path", "officer_id", "place"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "officer", "rule", "category"], name="one_line_a_rule_and_category"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None, gaps__len__gt=0) | Q(amount_fen__gte=0, gaps=[]),
                name="an_amount_or_its_gaps",
            ),
        ]


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
    code = models.CharField(_("what is missing"), max_length=40)

    objects = GapQuerySet.as_manager()

    class Meta:
        ordering = ["path", "officer_id", "code"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["code", "path"])]
        constraints = [
            models.UniqueConstraint(fields=["household", "officer", "code"], name="one_gap_a_thing_missing")
        ]
