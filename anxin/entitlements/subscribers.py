"""The calculation follows the register, in the transaction of the act itself."""

from anxin.families.events import CardsChanged, CardsOpened
from anxin.ground.jobs.events import subscriber

from .actions import calculate


@subscriber(CardsOpened)
def on_opened(event: CardsOpened) -> None:
    """New cards are calculated at once."""
    calculate(by=event.by, households=event.households, again=False)


@subscriber(CardsChanged)
def on_changed(event: CardsChanged) -> None:
    """Changed cards are calculated again where something changed that the law reads."""
    calculate(by=event.by, households=event.households, again=False)
