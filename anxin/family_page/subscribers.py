"""A family's page follows what care does, in the transaction of the act itself."""

from anxin.care.events import FamilySideChanged
from anxin.ground.jobs.events import subscriber

from .snapshots import write_pages


@subscriber(FamilySideChanged)
def on_changed(event: FamilySideChanged) -> None:
    """Whoever looks after a family, what was agreed or the answer to its word is others: the page says so."""
    write_pages(event.households)
