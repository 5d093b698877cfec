"""What the house says of itself for an impact assessment, and what differs from the version before."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.reach import Reach
from anxin.ground.access.rights import matrix
from anxin.ground.days.clock import now

from .models import Assessment
from .registry import SENSITIVE, declared
from .rules import rules
from .sharing import given

# Measures in place, each with the check of docs/assurance.md that measures it.
MEASURES: dict[str, tuple[Promise, str]] = {
    "matrix": (_("every page asks for a permission; what is outside scope does not exist"), "O1"),
    "rows": (_("row security in the database, for every personal table"), "O2"),
    "journal": (_("every act and every look is noted in the same transaction"), "O3"),
    "chain": (_("the journal is hash-chained and its heads are sealed outside the database"), "O12"),
    "fields": (_("sensitive fields are encrypted and masked until shown with a purpose"), "O11"),
    "emergency": (_("emergency access: reason, end, reviewer of another line"), "O9"),
    "two": (_("mass export, erasure and unsealing take two people"), "O10"),
    "exports": (_("exports: limits, one-time link, encrypted archive"), "O14"),
    "signing": (_("second factor, lockout, sessions that end at once"), "O19"),
    "sealed": (_("sealed cards lie behind the end of every range"), "O2"),
    "backup": (_("encrypted backup and a restore drill"), "O4"),
}


def content(reach: Reach) -> dict[str, Any]:
    """The state of today, as codes: fields, readers, retention, giving to departments, measures."""
    year_ago = now() - timedelta(days=365)
    shared = Counter(
        one.desk.domain or "other" for one in given(reach).filter(sent_at__gte=year_ago).iterator(500)
    )
    return {
        "fields": [one.codes() for one in declared()],
        "readers": _readers(),
        "retention": {code: one.days for code, one in rules().items()},
        "shared": dict(sorted(shared.items())),
        "measures": list(MEASURES),
    }


def _readers() -> dict[str, list[str]]:
    """Which roles read something of each room, by the permissions its fields name."""
    found: dict[str, set[str]] = {}
    for one in declared():
        found.setdefault(one.room, set()).update(matrix()[one.field.readers])
    return {room: sorted(roles) for room, roles in sorted(found.items())}


@dataclass(frozen=True)
class Difference:
    """What changed since the version before: fields that came and went, other parts that differ."""

    added: list[str]
    removed: list[str]
    changed: list[str]

    @property
    def any(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def difference(new: dict[str, Any], old: dict[str, Any]) -> Difference:
    """Compare two contents: fields by their keys, everything else part by part."""
    before = {one["key"]: one for one in old["fields"]}
    after = {one["key"]: one for one in new["fields"]}
    altered = sorted(key for key in before.keys() & after.keys() if before[key] != after[key])
    parts = [part for part in ("readers", "retention", "shared", "measures") if new[part] != old[part]]
    return Difference(
        sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys()), [*altered, *parts]
    )


def previous(assessment: Assessment) -> Assessment | None:
    """The version before, of the same unit."""
    return Assessment.objects.filter(unit_id=assessment.unit_id, version=assessment.version - 1).first()


def sensitive_count(told: dict[str, Any]) -> int:
    """How many fields are sensitive."""
    return sum(one["sensitivity"] == SENSITIVE for one in told["fields"])
