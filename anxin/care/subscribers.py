"""What care does when the register or access tells it something, and what closing a post waits for."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from anxin.families.events import CardsChanged, CardsOpened
from anxin.ground.access.closing import Open, before_close
from anxin.ground.access.events import PostLeft
from anxin.ground.access.models import Post
from anxin.ground.jobs.events import subscriber

from .actions import hand_over, in_hand, open_responsibilities
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


@subscriber(PostLeft)
def nobody_is_left_alone(event: PostLeft) -> None:
    """Whatever the post was responsible for is somebody else's in the same transaction."""
    hand_over(by=event.by, post=event.post)


IN_HAND = {
    "families": ngettext_lazy(
        "%(n)d family it is responsible for", "%(n)d families it is responsible for", "n"
    ),
    "units": ngettext_lazy("%(n)d unit it is in charge of", "%(n)d units it is in charge of", "n"),
    "contacts": ngettext_lazy(
        "%(n)d family it keeps in touch with", "%(n)d families it keeps in touch with", "n"
    ),
    "promises": ngettext_lazy("%(n)d open promise", "%(n)d open promises", "n"),
}


@before_close
def what_is_still_in_hand(post: Post) -> Iterator[Open]:
    """Closing a post waits until these are handed over."""
    for code, n in in_hand(post).items():
        yield Open(n, IN_HAND[code])
