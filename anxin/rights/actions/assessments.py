"""Making an impact assessment: what the house says of itself today, and what people judge of it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.rights.models import Assessment


@dataclass(frozen=True)
class Judged:
    """What people write: why it is necessary, what it means for the persons, the risks, the conclusion."""

    necessity: str
    impact: str
    risks: str
    conclusion: str


@transaction.atomic
def make_assessment(*, by: Post, content: dict[str, Any], judged: Judged) -> Assessment:
    """Keep a new version for the unit at work. Earlier versions stay as they are."""
    unit = Unit.objects.select_for_update().get(pk=by.unit_id)
    last = Assessment.objects.filter(unit=unit).aggregate(last=Max("version"))["last"] or 0
    row = Assessment.objects.create(
        unit=unit, path=unit.path, version=last + 1, made_on=today(), made_by=by, content=content,
        necessity=judged.necessity, impact=judged.impact, risks=judged.risks,
        conclusion=judged.conclusion,
    )  # fmt: skip
    record("rights.assessed", by=by, on=row, version=row.version)
    return row
