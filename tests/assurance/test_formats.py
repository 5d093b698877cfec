"""Other formats, suffixes and method overrides change nothing: there is one answer at one address."""

import pytest

from anxin.ground.access.gate import METHODS

from .expected import openings
from .routes import all_routes
from .state import held
from .world import Answer, World

OVERRIDES = (
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_X_METHOD_OVERRIDE": "PUT"},
    {"HTTP_ACCEPT": "application/json"},
    {"HTTP_ACCEPT": "application/xml;q=1, */*;q=0"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    {"HTTP_X_ORIGINAL_URL": "/families/", "HTTP_X_REWRITE_URL": "/families/"},
    {"HTTP_X_FORWARDED_HOST": "elsewhere.example", "HTTP_X_FORWARDED_FOR": "203.0.113.7"},
)
QUERIES = (
    "format=json",
    "_format=xml",
    "_method=DELETE",
    "fields=*",
    "callback=x",
    "is_staff=1&path=",
    "role=system",
)
SUFFIXES = (".json", ".xml", "/.json", ";x", "%00", "/x/../", "..%2f", "/%2e%2e/", "'", "\\", "~")
CALLERS = ("clerk", "desk", "auditor")


def _pages(world: World) -> dict[tuple[str, str], str]:
    """One address of each page for each of three callers."""
    return {
        (route.pattern, caller): route.address(world.values(route, place))
        for route, caller, place in openings(world)
        if caller in CALLERS
    }


@pytest.mark.slow
def test_headers_and_queries_that_ask_for_another_format_change_nothing(world, record_property):
    """A query stands in the links of its page, so there only status and type are compared."""
    count, wrong = 0, []
    for (pattern, caller), address in _pages(world).items():
        plain = _get(world, caller, address)
        if plain.status == 405 or plain.body.startswith((b"%PDF", b"PK")):
            continue
        same = {f"?{query}": _kind(_get(world, caller, f"{address}?{query}")) for query in QUERIES}
        wrong += [f"{pattern} by {caller}: {told}" for told, kind in same.items() if kind != _kind(plain)]
        for headers in OVERRIDES:
            if _get(world, caller, address, **headers) != plain:
                wrong.append(f"{pattern} by {caller}: {headers}")
        count += len(QUERIES) + len(OVERRIDES)
    assert not wrong, "\n".join(wrong[:40])
    record_property("formats", f"{count} headers and queries, 0 change the answer")


def _get(world: World, caller: str, address: str, **headers: str) -> Answer:
    """The page at one moment and by one chance: what is drawn anew for each page is drawn the same."""
    with held():
        return world.ask(caller, "GET", address, **headers)


def _kind(answer: Answer) -> tuple[int, str]:
    return answer.status, dict(answer.headers).get("Content-Type", "")


@pytest.mark.slow
def test_what_is_written_behind_an_address_leads_nowhere(world, record_property):
    count, wrong = 0, []
    for (pattern, caller), address in _pages(world).items():
        for suffix in SUFFIXES:
            count += 1
            answer = world.ask(caller, "GET", address + (suffix.lstrip("/") if address == "/" else suffix))
            if answer.status not in (301, 404):
                wrong.append(f"{pattern} by {caller}: {suffix} → {answer.status}")
    assert not wrong, "\n".join(wrong[:40])
    record_property("suffixes", f"{count} suffixes, all lead nowhere")


def test_the_gate_lets_three_methods_through():
    assert METHODS == ["GET", "HEAD", "POST"]
    assert all(route.needs is not None for route in all_routes())
