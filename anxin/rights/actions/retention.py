"""Appraising a record whose period of keeping has run out: a person decides, never a clock."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.rights.models import Appraisal


@dataclass(frozen=True)
class Due:
    """One record whose period has run out: by which rule, since when, under which number it is known."""

    rule: str
    record: uuid.UUID
    path: str
    label: str
    due_on: date


@transaction.atomic
def appraise(*, by: Post, due: Due, decision: str, why: str, until: date | None = None) -> Appraisal:
    """Decide: destroy, keep longer until a day, keep for good. Nothing is deleted here: destruction follows
    the archives' own procedure and, for a person, the erasure by two."""
    extends = decision == Appraisal.Decision.EXTEND
    if not why.strip():
        raise Refused("rights.why_missing", _("Say why: whoever reads this later must understand it."))
    if extends and (until is None or until <= today()):
        raise Refused("rights.until_missing", _("Say until which day to come it is kept."))
    row = Appraisal.objects.create(
        rule=due.rule, record=due.record, path=due.path, label=due.label, due_on=due.due_on,
        decision=decision, until=until if extends else None, why=why.strip(), by=by, at=now(),
    )  # fmt: skip
    record("rights.appraised", by=by, on=row, rule=due.rule, decision=decision)
    return row
