"""What care does when the register tells it something."""

from anxin.families.events import CardsChanged, CardsOpened
from anxin.ground.jobs.events import subscriber

from .actions import open_responsibilities
from .actions.survey_needs import take_over_needs


@subscriber(CardsOpened)
def somebody_from_the_first_instant(event: CardsOpened) -> None:
    """A new card has a responsible person in the same transaction, or it is not opened at all."""
    open_responsibilities(by=event.by, households=event.households)
    take_over_needs(by=event.by, households=event.households)


@subscriber(CardsChanged)
def needs_that_a_later_ledger_tells(event: CardsChanged) -> None:
    """A difficulty that a merged ledger adds is a need from the same moment."""
    take_over_needs(by=event.by, households=event.households)
