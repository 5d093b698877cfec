"""A look changes nothing, a change needs the house's own page, and every look at a card leaves a trace
(ASVS 3.5.1, 3.5.3, 16.3.3)."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from anxin.ground.database.scope import everywhere
from anxin.ground.journal.models import JournalEntry

from .expected import nowhere, opening, openings
from .routes import all_routes
from .state import changed, state
from .world import World

pytestmark = pytest.mark.long

TRIES = ("access_cache",)  # sign-in counts a HEAD as a try: it makes one wait, and opens nothing


def addresses(world: World, caller: str) -> Iterator[str]:
    """Every address with nothing behind it, and with something: open to the caller where anything is."""
    for route in all_routes():
        yield route.address(nowhere(route))
        if route.arguments:
            lying = world.positions(caller, route).values()
            place = opening(world, route, caller) if world.callers[caller] else None
            yield route.address(world.values(route, place or next(iter(lying))))


def touched(world: World, caller: str, method: str, told: list[str]) -> list[str]:
    """The tables that change while all of it is asked for; they are put back."""
    world.freshen(caller)
    before = state()
    with transaction.atomic():
        for address in told:
            world.tell(caller, method, address)
        names = changed(before, state())
        transaction.set_rollback(True)
    return names


def test_a_crawl_of_every_address_as_everybody_changes_no_table(world, record_property):
    count, found = 0, []
    for caller in world.callers:
        told = list(addresses(world, caller))
        count += len(told)
        found += [f"{caller}: {name}" for name in touched(world, caller, "GET", told)]
        if caller == "clerk":
            found += [f"HEAD {name}" for name in touched(world, caller, "HEAD", told) if name not in TRIES]
    assert not found, "\n".join(found[:40])
    record_property("GET", f"{count} addresses crawled as {len(world.callers)} callers, 0 tables changed")


def test_no_change_without_a_token_against_forgery(world, record_property):
    count, wrong = 0, []
    for route in all_routes():
        for caller in ("anonymous", "clerk", "desk"):
            count += 1
            answer = world.ask(caller, "POST", route.address(nowhere(route)), forged=True)
            if answer.status != 403:
                wrong.append(f"{route.pattern} by {caller}: {answer.status}")
    assert not wrong, "\n".join(wrong[:40])
    record_property("CSRF", f"{count} posts without a token, all 403")


def test_every_page_of_a_card_leaves_a_trace(world, record_property):
    """Also a form that is sent empty and comes back with its mistakes: it shows the card all the same."""
    count, silent = 0, []
    for route, caller, place in openings(world):
        if "card" not in route.arguments:
            continue
        world.freshen(caller)
        for method in ("GET", "POST"):
            count += 1
            with transaction.atomic(), everywhere():
                before = JournalEntry.objects.count()
                answer = world.tell(caller, method, route.address(world.values(route, place)))
                if answer.status in (200, 422) and JournalEntry.objects.count() == before:
                    silent.append(f"{method} {route.pattern} by {caller}")
                transaction.set_rollback(True)
    assert not silent, "\n".join(silent[:40])
    record_property("looks", f"{count} pages of cards, 0 without an entry in the journal")
