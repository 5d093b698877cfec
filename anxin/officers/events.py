"""What the room tells the rooms above it, in the transaction of the act itself."""

from dataclasses import dataclass

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.jobs.events import Event

from .models import Death


@dataclass(frozen=True)
class DeathTold(Event):
    """An officer died, the family was told in person, and the card ``household`` exists from this instant:
    the earliest moment at which anything about the death may leave the room. Nothing is published when the
    death is recorded."""

    death: Death
    household: Household
    by: Post
