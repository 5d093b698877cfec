"""What a calculation was fed, when, under which rules, and on which day it is to be made again."""

import json
import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol, Self

from django.db import connection, models
from django.db.models import Q

from anxin.families.models import FallenOfficer, Household
from anxin.families.models.households import Status
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet


class Version(NamedTuple):
    """By what a calculation was made: the policy package, the local packs, the day, the moment."""

    rules: str
    standards: str
    day: date
    moment: datetime


class Standing(Protocol):
    """What must be known of a calculation that stands, to see whether it still holds."""

    pk: uuid.UUID
    household_id: uuid.UUID
    officer_id: uuid.UUID
    path: str
    digest: str
    rules: str
    standards: str
    result: int
    again_on: date
    stated: str


STANDING = ("pk", "household_id", "officer_id", "path", "digest", "rules", "standards", "result", "again_on")


class CalculationQuerySet(ScopedQuerySet["Calculation"]):
    def in_use(self) -> Self:
        """Those of families whose card is in use."""
        return self.filter(household__status=Status.OPEN)

    def standing(self, *more: str) -> "list[Standing]":
        """What stands, as plain rows: of a million people models are half the cost."""
        return list(self.values_list(*STANDING, *more, named=True))

    def note(self, days: Sequence[tuple[uuid.UUID, date]], version: Version) -> None:
        """Set the next day and the version of calculations that came out as before, in one statement. A row
        is rewritten whole, so this is for the few (see Sweep)."""
        if not days:
            return
        told = json.dumps([{"key": key.hex, "day": day.isoformat()} for key, day in days])
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE entitlements_calculation SET again_on = day, as_of = %s, calculated_at = %s,"
                " rules = %s, standards = %s"
                " FROM json_to_recordset(%s) AS given(key uuid, day date) WHERE id = key",
                [version.day, version.moment, version.rules, version.standards, told],
            )


class Calculation(Scoped):
    """One officer's family as the law was last asked about it (see entitlements.cases).

    ``stated`` is the case as JSON, ``digest`` tells when it changed; ``rules`` and ``standards`` name the
    version of the policy package and the local packs in force, ``result`` what came of it in one number:
    where all four are the same, no line can be another. ``again_on``: the first day on which something of it
    may change by itself (an age reached, a figure published), never later than a year on. What a night looked
    at under newer standards and found as before keeps its own day and standards (see Sweep)."""

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="+")
    stated = EncryptedTextField()
    digest = models.CharField(max_length=32)
    rules = models.CharField(max_length=32)
    standards = models.CharField(max_length=32)
    result = models.BigIntegerField()
    as_of = models.DateField()
    again_on = models.DateField()
    calculated_at = models.DateTimeField()

    objects = CalculationQuerySet.as_manager()

    class Meta:
        ordering = ["path", "officer_id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["again_on"])]
        constraints = [
            models.UniqueConstraint(fields=["household", "officer"], name="one_calculation_each"),
            models.CheckConstraint(
                condition=Q(again_on__gt=models.F("as_of")), name="the_next_calculation_lies_ahead"
            ),
        ]
