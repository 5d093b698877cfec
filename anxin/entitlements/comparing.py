"""Lines before and after: as they stand, and as they would be with other packs, stored nowhere."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from anxin.ground.days.clock import now, today
from anxin.policy.packs.reading import Pack

from .actions.writing import rows_of
from .cases import feed
from .models import Entitlement
from .reckoning import Reckoning


class Sum(NamedTuple):
    """One line as far as a comparison reads it."""

    line: uuid.UUID
    household: uuid.UUID
    path: str
    officer: uuid.UUID
    person: uuid.UUID | None
    rule: str
    category: str
    period: str
    amount_fen: int | None
    pending: bool = False


@dataclass(frozen=True)
class Difference:
    """One line that differs: as it stands and as it would stand; None is a line that is not there or has no
    sum."""

    one: Sum
    old_fen: int | None
    new_fen: int | None


COLUMNS = (
    "pk", "household_id", "path", "officer_id", "person_id", "rule", "category", "period", "amount_fen",
    "pending",
)  # fmt: skip


def as_stored(cards: Iterable[uuid.UUID]) -> dict[uuid.UUID, Sum]:
    """The lines of these cards as they stand."""
    stand = Entitlement.objects.filter(household__pk__among=list(cards)).order_by()
    return {row[0]: Sum(*row) for row in stand.values_list(*COLUMNS)}


def as_reckoned(cards: Iterable[uuid.UUID], packs: Sequence[Pack]) -> dict[uuid.UUID, Sum]:
    """The lines of these cards as they would be with these packs."""
    day = today()
    fed = feed(cards, day)
    if not fed:
        return {}
    reckoning = Reckoning([one.case for one in fed], day, packs)
    rows = rows_of(fed, reckoning, range(len(fed)), day, now())
    return {row.pk: Sum(*(getattr(row, name) for name in COLUMNS)) for row in rows}


def differences(old: dict[uuid.UUID, Sum], new: dict[uuid.UUID, Sum]) -> Iterator[Difference]:
    """What differs in its sum, card by card."""
    both = {**old, **new}
    for key in sorted(both, key=lambda key: (both[key].path, both[key].rule, str(key))):
        before, after = (side[key].amount_fen if key in side else None for side in (old, new))
        if before != after:
            yield Difference(both[key], before, after)
