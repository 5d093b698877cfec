"""What care does when the register tells it something."""

from anxin.families.events import CardsOpened
from anxin.ground.jobs.events import subscriber

from .actions import open_responsibilities


@subscriber(CardsOpened)
def somebody_from_the_first_instant(event: CardsOpened) -> None:
    """A new card has a responsible person in the same transaction, or it is not opened at all."""
    open_responsibilities(by=event.by, households=event.households)
