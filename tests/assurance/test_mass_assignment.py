"""Nothing but what a form asks for can be written, whatever is sent beside it, twice, or in another shape
(ASVS 15.3.1, 15.3.3, 15.3.7). The addresses come from the URL configuration, the fields from the models."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from .expected import openings
from .filling import forms_of, postings
from .routes import Route
from .state import changed, held, state
from .world import Answer, World

# Whose forms are filled in: between them they may post to everything that anybody may post to.
CALLERS = ("clerk", "responsible", "desk", "leader", "auditor", "system", "security")
NAMED = (
    "path", "unit", "status", "household", "by", "id", "pk", "is_staff", "is_superuser", "is_active",
    "version", "org_id", "responsible", "demo", "role", "scope_root", "account", "until", "given_by",
    "_method",
)  # fmt: skip
# Doors that another act has closed in this world, so that nothing is accepted there: each with its reason.
NEVER_ACCEPTED = {
    "surveys:upload": "needs a file; its own tests send workbooks",
    "surveys:merge": "writes from the kept workbook, no field is read",
    "notices:reports:words": "the report of this world is signed and fixed",
    "notices:reports:sign": "the report of this world is signed and fixed",
    "access:emergency": "needs the number of a card outside one's scope; O9 opens one",
    "care:need_settle": "a department of this world has the need in hand",
    "families:list": "a filter: nothing is there to be written",
    "families:show": "shows a number: nothing is there to be written",
    "families:show_of_household": "shows an address: nothing is there to be written",
    "families:person": "its forms lead to other addresses, which are here too",
    "care:children": "its forms lead to other addresses, which are here too",
    "rights:contact": "shows how to reach somebody: nothing is there to be written",
    "care:need_show": "shows what was said: nothing is there to be written",
    "journal:list": "a filter: nothing is there to be written",
    "journal:who_saw": "a filter: nothing is there to be written",
    "rights:erase": "the law keeps this person's records for now; the tests of erasure carry one out",
    "mfa_add_webauthn": "needs a key that signs; O19 adds one",
    "rights:copy": "the request of this world is one to delete; the tests of requests make copies",
    "care:request_reveal": "shows a number: nothing is there to be written",
    "gallery": "shows what pages are built of",
}


@dataclass(frozen=True)
class Posting:
    """One form of one address, filled in so that it may be accepted."""

    route: Route
    caller: str
    address: str
    data: dict[str, Any]
    names: frozenset[str]  # of every form on its page: what is asked for may be written


@dataclass(frozen=True)
class Outcome:
    """What a posting left: the answer's status, and every table's fingerprint."""

    answer: Answer
    tables: dict[str, str]


def outcome(world: World, one: Posting, data: Any, **more: Any) -> Outcome:
    """Post it under a held clock and held chance, so that equal acts leave equal rows; then take it back."""
    with transaction.atomic(), held():
        answer = world.tell(one.caller, "POST", one.address, data, **more)
        found = Outcome(answer, state())
        transaction.set_rollback(True)
    return found


def _postings(world: World) -> Iterator[Posting]:
    for route, caller, place in openings(world):
        if caller not in CALLERS:
            continue
        address = route.address(world.values(route, place))
        page = world.ask(caller, "GET", address)
        names = frozenset(name for form in forms_of(page) for name in form.fields)
        for data in postings(route.name, page):
            yield Posting(route, caller, address, data, names | frozenset(data))


@pytest.fixture(scope="module")
def filled_in(world: World) -> list[tuple[Posting, Outcome]]:
    """Every form of the house, and what it leaves when it is sent as it should be. One caller a form."""
    known: dict[tuple[str, frozenset[str]], tuple[Posting, Outcome]] = {}
    for one in _postings(world):
        if (one.route.name, frozenset(one.data)) not in known:
            known[one.route.name, frozenset(one.data)] = (one, outcome(world, one, one.data))
    return list(known.values())


def hostile(world: World, one: Posting) -> dict[str, str]:
    """Every column of every model, and the usual names besides, with a value that would do harm."""
    neighbour = world.places["neighbour"]
    harm = {
        "path": neighbour.unit.path, "unit": neighbour.unit.pk, "household": neighbour.household.pk,
        "card": neighbour.household.pk, "person": neighbour.member.pk, "responsible": neighbour.clerk.pk,
        "by": neighbour.clerk.pk, "status": "sealed", "state": "done", "role": "security",
        "_method": "DELETE", "id": uuid.UUID(int=7),
    }  # fmt: skip
    columns = {field.attname for model in apps.get_models() for field in model._meta.concrete_fields}
    columns |= {field.name for model in apps.get_models() for field in model._meta.concrete_fields}
    return {name: str(harm.get(name.removesuffix("_id"), "1")) for name in {*columns, *NAMED} - one.names}


def test_the_forms_of_the_house_can_be_filled_in(world, filled_in, record_property):
    """A form that is never accepted proves nothing: it must be filled in better, or stand with its reason."""
    with transaction.atomic(), held():
        before = state()
        transaction.set_rollback(True)
    forms = {one.route.name for one, left in filled_in if one.data and left.answer.status != 405}
    accepted = {
        one.route.name for one, left in filled_in if left.answer.status == 302 or changed(before, left.tables)
    }
    stuck = {
        one.route.name: [dict(form.errors) for form in forms_of(left.answer)]
        for one, left in filled_in
        if one.route.name in forms - accepted - set(NEVER_ACCEPTED)
    }
    assert stuck == {}
    record_property("forms", f"{len(forms)} forms filled in, {len(accepted & forms)} accepted")


def test_what_no_form_asks_for_is_never_written(world, filled_in, record_property):
    count, written = 0, []
    for one, left in filled_in:
        extra = hostile(world, one)
        count += len(extra)
        other = outcome(world, one, {**one.data, **extra})
        tables = changed(left.tables, other.tables)
        if tables or other.answer.status != left.answer.status:
            written.append(
                f"{one.route.name} by {one.caller}: {left.answer.status} → {other.answer.status}, {tables}"
            )
    assert not written, "\n".join(written)
    record_property("mass assignment", f"{len(filled_in)} forms, {count} foreign fields, 0 written")


def test_of_a_doubled_parameter_the_last_one_wins(world, filled_in, record_property):
    """Documented here and nowhere else: the last one. No field is read in two ways."""
    count, wrong = 0, []
    for one, left in filled_in:
        single = {name: value for name, value in one.data.items() if not isinstance(value, list)}
        doubled = {name: ["另写一个", value] for name, value in single.items()}
        count += len(doubled)
        other = outcome(world, one, {**one.data, **doubled})
        if other.answer.status != left.answer.status or changed(left.tables, other.tables):
            wrong.append(f"{one.route.name} by {one.caller} {changed(left.tables, other.tables)}")
    assert not wrong, "\n".join(wrong)
    record_property("doubled parameters", f"{count} fields sent twice, the last one wins in all")


SHAPES = {
    "application/json": lambda data: json.dumps(data),
    "application/xml": lambda data: (
        "<form>" + "".join(f"<{n}>{v}</{n}>" for n, v in data.items()) + "</form>"
    ),
    "text/plain": lambda data: "&".join(f"{name}={value}" for name, value in data.items()),
    "application/x-yaml": lambda data: "\n".join(f"{name}: {value}" for name, value in data.items()),
    "": lambda data: "&".join(f"{name}={value}" for name, value in data.items()),
}


@pytest.mark.slow
def test_a_body_in_another_shape_is_an_empty_form(world, filled_in, record_property):
    count, read = 0, []
    for one, _left in filled_in:
        nothing = outcome(world, one, {})
        for kind, shape in SHAPES.items():
            count += 1
            other = outcome(world, one, shape(one.data), content_type=kind)
            if other.answer.status != nothing.answer.status or changed(nothing.tables, other.tables):
                told = f"{other.answer.status} {changed(nothing.tables, other.tables)}"
                read.append(f"{one.route.name} by {one.caller} as {kind}: {told}")
    assert not read, "\n".join(read)
    record_property("content types", f"{count} bodies in five other shapes, 0 read")
