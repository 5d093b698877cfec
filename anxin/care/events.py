"""What care tells the rooms above it, in the transaction of the act itself."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from anxin.ground.jobs.events import Event


@dataclass(frozen=True)
class FamilySideChanged(Event):
    """Something that these families are told has changed: who looks after them, a measure, a promise, the
    answer to their word, or that their care was closed, taken up again or sealed. ``households``: the ids of
    their cards."""

    households: Collection[uuid.UUID]
