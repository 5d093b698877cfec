"""Choosing units: by kind, level and the unit they lie below; or one picked by hand."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db.models import Q

from anxin.ground.database.scope import range_of


@dataclass(frozen=True)
class Choice:
    """One line of a choice: every unit of ``kind`` ("": any) and ``level`` (None: any) within the subtree at
    the path ``below`` ("": everywhere); or the unit ``picked`` alone."""

    kind: str = ""
    level: int | None = None
    below: str = ""
    picked: uuid.UUID | None = None

    def condition(self) -> Q:
        """Which units this line means, as a filter on units."""
        if self.picked:
            return Q(pk=self.picked)
        means = Q(kind=self.kind) if self.kind else ~Q(pk__in=[])  # an empty Q would vanish beside others
        if self.level is not None:
            means &= Q(level=self.level)
        if self.below:
            lo, hi = range_of(self.below)
            means &= Q(path__gte=lo, path__lt=hi)
        return means

    def stored(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self) | {"picked": str(self.picked) if self.picked else None}

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Self:
        """What ``stored`` gave, read back."""
        return cls(**stored | {"picked": uuid.UUID(stored["picked"]) if stored["picked"] else None})
