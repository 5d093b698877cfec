"""Choosing units: by kind, level and the unit they lie below; or one picked by hand."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db.models import Q

from anxin.ground.database.scope import range_of

from .models import Unit


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
        found = Q(kind=self.kind) if self.kind else ~Q(pk__in=[])  # an empty Q would vanish beside others
        if self.level is not None:
            found &= Q(level=self.level)
        if self.below:
            lo, hi = range_of(self.below)
            found &= Q(path__gte=lo, path__lt=hi)
        return found

    def means(self, unit: Unit) -> bool:
        """Is this unit one of them? The same as ``condition``, without a question to the database."""
        if self.picked:
            return unit.pk == self.picked
        here = not self.below or unit.path.startswith(self.below)
        return here and self.kind in ("", unit.kind) and self.level in (None, unit.level)

    def stored(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self) | {"picked": str(self.picked) if self.picked else None}

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Self:
        """What ``stored`` gave, read back."""
        return cls(**stored | {"picked": uuid.UUID(stored["picked"]) if stored["picked"] else None})
