"""What care does when the register or access tells it something, and what closing a post waits for."""

from collections.abc import Iterator, Sequence

from django.utils.translation import ngettext_lazy

from anxin.families.events import CardsChanged, CardSealed, CardsOpened, CardUnsealed
from anxin.families.models import Household
from anxin.ground.access.closing import Open, before_close
from anxin.ground.access.events import PostLeft
from anxin.ground.access.models import Post
from anxin.ground.jobs.events import publish, subscriber

from .actions import back_from_storage, hand_over, in_hand, look_ahead, open_responsibilities
from .actions.survey_needs import take_over_needs
from .events import FamilySideChanged
from .models import Lookahead
from .tasks import soon

AT_ONCE = 20  # cards whose dates an act brings up to date itself; more of them wait for a job


@subscriber(CardsOpened)
def somebody_from_the_first_instant(event: CardsOpened) -> None:
    """A new card has a responsible person in the same transaction, or it is not opened at all."""
    open_responsibilities(by=event.by, households=event.households)
    take_over_needs(by=event.by, households=event.households)
    _dates_follow(event.by, event.households)


@subscriber(CardsChanged)
def needs_that_a_later_ledger_tells(event: CardsChanged) -> None:
    """A difficulty that a merged ledger adds is a need from the same moment; dates ahead follow as well."""
    take_over_needs(by=event.by, households=event.households)
    _dates_follow(event.by, event.households)


def _dates_follow(by: Post, households: Sequence[Household]) -> None:
    """What lies near follows the register: in the act itself, or soon after where it touches many cards."""
    cards = [one.pk for one in households]
    if len(cards) <= AT_ONCE:
        look_ahead(by=by, households=cards)
    else:
        Lookahead.objects.filter(household__pk__among=cards).delete()
        soon.defer()


@subscriber(CardSealed)
def the_family_page_ends(event: CardSealed) -> None:
    """A sealed card tells nobody anything: what the family was told outside the house ends with it."""
    publish(FamilySideChanged([event.household.pk]))


@subscriber(CardUnsealed)
def nobody_comes_back_alone(event: CardUnsealed) -> None:
    """Who left while the card lay in storage is replaced before anybody opens it."""
    back_from_storage(by=event.by, household=event.household)
    _dates_follow(event.by, [event.household])


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
    "handovers": ngettext_lazy(
        "%(n)d handover to it that is not done", "%(n)d handovers to it that are not done", "n"
    ),
}


@before_close
def what_is_still_in_hand(post: Post) -> Iterator[Open]:
    """Closing a post waits until these are handed over."""
    for code, n in in_hand(post).items():
        yield Open(n, IN_HAND[code])
