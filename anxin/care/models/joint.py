"""The joint measures table (措施会商单): how what is done for a family is agreed with the departments.

The table is agreed; ``Measure`` stays the only record of what is done. On the day of approval each cell that
holds a measure becomes one, and from then on no cell changes any more: a change is the next version.
"""

import json
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import Domain, Unit

from .base import OfHousehold, Step
from .catalogue import CatalogueEntry
from .contacts import DepartmentContact
from .measures import Measure
from .needs import Need

COLUMN = "column"  # the part of a card that a desk is given: its column of one table, nothing else
TO_FILL, AGREED = "fill", "agreed"  # purposes: to fill the column and sign it; to read it again


class JointTableQuerySet(ScopedQuerySet["JointTable"]):
    def under_way(self) -> Self:
        """Those that are being worked on: at most one a household."""
        return self.filter(state__in=UNDER_WAY)

    def in_force(self) -> Self:
        """Those that were approved and not replaced: at most one a household."""
        return self.filter(state=JointTable.State.IN_FORCE)


class JointTable(OfHousehold):
    """One version of one family's joint measures table."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        FILLING = "filling", _("out for filling")
        SIGNED = "signed", _("signed by all, waits for approval")
        IN_FORCE = "in_force", _("in force")
        REPLACED = "replaced", _("replaced by a newer version")
        WITHDRAWN = "withdrawn", _("withdrawn")

    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    due = models.DateField()
    started_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    approved_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = JointTableQuerySet.as_manager()

    class Meta:
        ordering = ["path", "-version"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["household", "version"], name="one_table_a_version"),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state__in=["draft", "filling", "signed"]),
                name="one_table_under_way_a_family",
            ),
            models.UniqueConstraint(
                fields=["household"], condition=Q(state="in_force"), name="one_table_in_force_a_family"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="who_and_when_of_an_approval_together",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "replaced"]) | Q(approved_by__isnull=False),
                name="a_table_in_force_was_approved",
            ),
        ]

    @property
    def is_under_way(self) -> bool:
        """Is it still being worked on?"""
        return self.state in UNDER_WAY

    @property
    def is_agreed(self) -> bool:
        """Has every participant signed, so that there is something to put into minutes?"""
        return self.state in (self.State.SIGNED, self.State.IN_FORCE, self.State.REPLACED)


class TableStep(Step):
    """One step in a table's life."""

    table = models.ForeignKey(JointTable, models.CASCADE, related_name="steps")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["table"])]

    def get_move_display(self) -> str:
        """What happened, in the reader's language."""
        return str(STEP_WORDS[self.move])


class JointRow(OfHousehold):
    """One verified need on the table. ``told`` and ``facts`` are a snapshot of what the clerk chose to tell
    the departments, and all they see of the person; they never grow by themselves."""

    table = models.ForeignKey(JointTable, models.CASCADE, related_name="rows")
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    told = EncryptedTextField()
    facts_json = EncryptedTextField(default="{}")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [models.UniqueConstraint(fields=["table", "need"], name="a_need_stands_once")]

    @property
    def facts(self) -> dict[str, Any]:
        """What the departments may know: {"name", "sex", "age", "town"}, each only if it was chosen."""
        found: dict[str, Any] = json.loads(self.facts_json)
        return found


class JointColumn(OfHousehold):
    """One department, or another unit that takes part. ``unit`` is empty as long as the county has entered
    no desk for one of the five fields; such a table cannot be sent out."""

    class State(models.TextChoices):
        OPEN = "open", _("to fill and sign")
        SIGNED = "signed", _("has signed")
        PAPER = "paper", _("signed on paper")

    table = models.ForeignKey(JointTable, models.CASCADE, related_name="columns")
    place = models.PositiveSmallIntegerField()
    domain = models.CharField(max_length=12, choices=Domain.choices, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(DepartmentContact, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    signed_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["table"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(domain=""), name="a_column_has_somebody"
            ),
            models.UniqueConstraint(fields=["table", "unit"], name="a_unit_has_one_column"),
            models.CheckConstraint(
                condition=Q(state="open", signed_by=None, signed_on=None, signed_at=None)
                | (
                    ~Q(state="open")
                    & Q(signed_by__isnull=False, signed_on__isnull=False, signed_at__isnull=False)
                ),
                name="a_signed_column_has_who_and_when",
            ),
        ]

    @property
    def who(self) -> str:
        """The department or unit, in the reader's language."""
        return self.unit.label if self.unit else str(self.get_domain_display())

    @property
    def code(self) -> str:
        """A short mark to say on the telephone."""
        return self.pk.hex[:6].upper()

    @property
    def is_signed(self) -> bool:
        """Did it sign, at its desk or on paper?"""
        return self.state != JointColumn.State.OPEN


class JointCell(OfHousehold):
    """What one department does about one need: a measure with its ground, sum or service, person, day and
    proof; or none, with the reason. ``measure`` is the record that it became when the table was approved."""

    class Kind(models.TextChoices):
        EMPTY = "", _("not filled yet")
        MEASURE = "measure", _("a measure")
        NONE = "none", _("no measure")

    column = models.ForeignKey(JointColumn, models.CASCADE, related_name="cells")
    row = models.ForeignKey(JointRow, models.CASCADE, related_name="cells")
    kind = models.CharField(max_length=8, choices=Kind.choices, blank=True, default=Kind.EMPTY)
    words = EncryptedTextField(blank=True, default="")
    amount_fen = models.BigIntegerField(null=True, blank=True)
    ground = models.TextField(blank=True)
    handler = EncryptedTextField(blank=True, default="")
    due = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=120, blank=True)
    entry = models.ForeignKey(CatalogueEntry, models.PROTECT, null=True, blank=True, related_name="+")
    case_by_case = EncryptedTextField(blank=True, default="")
    reason = EncryptedTextField(blank=True, default="")
    filled_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    filled_at = models.DateTimeField(null=True, blank=True)
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="cells")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["row__place", "column__place", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["column", "row"], name="one_cell_a_column_and_need"),
            models.CheckConstraint(
                condition=~Q(kind="measure")
                | (Q(due__isnull=False) & (Q(entry__isnull=False) | ~Q(case_by_case=""))),
                name="a_cell_with_a_measure_has_day_and_basis",
            ),
            models.CheckConstraint(
                condition=~Q(kind="none") | ~Q(reason=""), name="a_cell_without_a_measure_says_why"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gt=0), name="a_sum_in_a_cell_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(kind="", filled_by=None, filled_at=None)
                | (~Q(kind="") & Q(filled_by__isnull=False, filled_at__isnull=False)),
                name="who_and_when_of_a_cell_together",
            ),
        ]

    @property
    def is_fixed(self) -> bool:
        """Is what it says under way or done already, so that a new version only carries it on?"""
        return self.measure is not None and self.measure.state != Measure.State.PLANNED


S = JointTable.State
UNDER_WAY = (S.DRAFT, S.FILLING, S.SIGNED)
STEP_WORDS = {
    S.DRAFT.value: _("table started"),
    S.FILLING.value: _("sent out for filling"),
    S.SIGNED.value: _("handed to the leader for approval"),
    S.IN_FORCE.value: _("approved, in force"),
    S.REPLACED.value: _("replaced by a newer version"),
    S.WITHDRAWN.value: _("withdrawn"),
    "back": _("returned by the leader"),
    "column": _("column signed"),
    "paper": _("column signed on paper"),
    "reopened": _("signature taken back"),
}
TABLE_MOVES: Moves = {
    (S.DRAFT, S.FILLING): Move("care.measure"),
    (S.DRAFT, S.WITHDRAWN): Move("care.measure", reason=True),
    (S.FILLING, S.SIGNED): Move("care.measure"),
    (S.FILLING, S.WITHDRAWN): Move("care.measure", reason=True),
    (S.SIGNED, S.FILLING): Move("care.approve", reason=True),
    (S.SIGNED, S.IN_FORCE): Move("care.approve"),
    (S.SIGNED, S.WITHDRAWN): Move("care.measure", reason=True),
    (S.IN_FORCE, S.REPLACED): Move("care.approve"),
}
C = JointColumn.State
COLUMN_MOVES: Moves = {
    (C.OPEN, C.SIGNED): Move("care.column"),
    (C.OPEN, C.PAPER): Move("care.measure"),
    (C.SIGNED, C.OPEN): Move("care.measure", reason=True),
    (C.PAPER, C.OPEN): Move("care.measure", reason=True),
}
