"""What the register tells the rooms above it, in the transaction of the act itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from anxin.ground.access.models import Post
from anxin.ground.jobs.events import Event

from .models import Household


@dataclass(frozen=True)
class CardsOpened(Event):
    """New cards exist from this instant; a responsible person must exist from the same instant."""

    households: Sequence[Household]
    by: Post


@dataclass(frozen=True)
class CardSealed(Event):
    """A card is in storage from this instant: whatever shows anything of it elsewhere ends."""

    household: Household
    by: Post


@dataclass(frozen=True)
class CardUnsealed(Event):
    """A card is back from storage, where no act reached it: whatever became of its people meanwhile is made
    good from this instant."""

    household: Household
    by: Post


@dataclass(frozen=True)
class CardsChanged(Event):
    """Something in these cards changed (a person, a fact, a death, a determination): calculations follow."""

    households: Sequence[Household]
    by: Post
