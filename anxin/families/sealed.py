"""What still answers for a sealed card: its page, its number, and people who must not be entered anew."""

import uuid
from collections.abc import Callable, Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from anxin.ground.access.reach import Reach
from anxin.ground.database.fields import digest
from anxin.ground.database.scope import STORE, bounds, store
from anxin.ground.journal.actions import record

from .actions.details import CardDetails
from .models import FallenOfficer, Household, Person


class SealedCard(Exception):
    """A page met a sealed card; the middleware answers with one sentence and the card's number."""

    def __init__(self, household: Household) -> None:
        super().__init__("sealed")
        self.household = household


def sealed_cards(lo: str, hi: str) -> "QuerySet[Household]":
    """The sealed cards of a range; to be evaluated inside ``store(lo, hi)``."""
    return Household.objects.filter(path__gte=STORE + lo, path__lt=STORE + hi).select_related("unit")


def refuse_if_sealed(reach: Reach, card: uuid.UUID) -> None:
    """Raise SealedCard when this id is a sealed card within reach; nothing happens for any other id."""
    with store(reach.lo, reach.hi):
        household = sealed_cards(reach.lo, reach.hi).filter(pk=card).first()
    if household is not None:
        raise SealedCard(household)


class SealedCardMiddleware:
    """Turns SealedCard into a page (423 Locked): the number, one sentence, no name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, SealedCard):
            return None
        card = exception.household
        post = request.post  # type: ignore[attr-defined]  # only a page that passed the gate raises it
        record(
            "families.sealed_met", by=post, on=card, path=card.path.removeprefix(STORE), cards=[card.pk],
            result="refused",
        )  # fmt: skip
        context = {"card": card, "may_unseal": post.may("rights.unseal")}
        return render(request, "families/sealed.html", context, status=423)


def among_sealed(cards: Sequence[CardDetails]) -> set[int]:
    """The places of those families, of a ledger or a form, that a sealed card of this scope already holds: by
    an identity number, or by the officer's name together with the day of death or the unit."""
    numbers = {digest(one.id_number) for card in cards for one in (card.officer, *card.members)} - {""}
    names = {card.officer.name for card in cards}
    with store(*bounds()):
        taken = set(Person.objects.filter(id_digest__in=numbers).values_list("id_digest", flat=True))
        officers = list(FallenOfficer.objects.filter(person__name__in=names).select_related("person"))
    return {
        place
        for place, card in enumerate(cards)
        if any(digest(one.id_number) in taken for one in (card.officer, *card.members) if one.id_number)
        or any(_same(card, officer) for officer in officers)
    }


def _same(card: CardDetails, officer: FallenOfficer) -> bool:
    told, known = card.officer, officer.person
    if told.name != known.name or (told.id_number and known.id_digest):
        return False
    if told.died_on and known.died_on:
        return told.died_on.consistent_with(known.died_on)
    return told.unit_text != "" and told.unit_text == officer.unit_text
