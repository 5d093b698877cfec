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
from .state import changed, held, hold_from_now, state
from .world import Answer, World

pytestmark = pytest.mark.long

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
    "surveys:rounds:bring": "needs a file; its own tests send workbooks",
    "surveys:rounds:decide": "no answer of this world is sent in; its own tests accept one",
    "surveys:rounds:begin": "one click, no field is read",
    "surveys:merge": "writes from the kept workbook, no field is read",
    "officers:upload": "needs a file; its own tests send workbooks",
    "officers:roster_take": "writes from the kept workbook, no field is read",
    "officers:roster_same": "the ledger of this world asks of nobody; test_roster_questions.py answers",
    "officers:ask_close": "the officer of this world is at work; test_help_left_behind.py closes requests",
    "officers:fund_close": "the fund of this world holds money; test_fund_pages.py closes an empty one",
    "officers:counsellor_new": "the one desk of this world is named already; test_counselling.py",
    "officers:counsel": "only a named counsellor offers hours; test_counselling.py",
    "officers:booking": "needs a key; test_vault.py seals notes",
    "officers:key": "asks for a passphrase of one's own choice; test_vault.py makes and opens keys",
    "officers:key_change": "asks whether one is sure that everything noted is lost; test_vault.py",
    "officers:key_recover": "needs a code that a colleague told; test_vault.py",
    "officers:key_entrust": "needs an opened key and a colleague with one; test_vault.py",
    "officers:contact_of_unit": "the one leader of this world keeps contact with its unit; test_contacts.py",
    "officers:my_hour": "looks a number up and changes nothing",
    "notices:relief_new": "the notice of this world came from outside; its own tests ask for more time",
    "notices:drafts:attachment_new": "needs a file; its own tests attach one",
    "notices:drafts:item_drop": "one click, no field is read",
    "notices:drafts:addressee_drop": "one click, no field is read",
    "notices:drafts:attachment_drop": "one click, no field is read",
    "notices:cascade:sign": "one click, no field is read",
    "notices:cascade:chase": "no notice of this world waits anywhere; its own tests chase",
    "notices:cascade:units": "no notice of this world waits on paper; its own tests enter receipts",
    "notices:reports:new": "the report of this world is on its way; its own tests draft one",
    "notices:reports:words": "the report of this world is signed and fixed",
    "access:emergency": "needs the number of a card outside one's scope; O9 opens one",
    "care:need_settle": "a department of this world has the need in hand",
    "care:need_verify": "every need of this world is verified; its own tests verify one",
    "care:table_new": "a table of this family is under way; its own tests start one",
    "care:table": "the columns of this table are not signed, so it cannot be handed in",
    "care:table_column": "a column is signed once it is filled; its own tests sign one",
    "care:column": "a column is signed once it is filled; its own tests sign one",
    "care:entry": "an entry comes into force once all have signed; its own tests bring one into force",
    "care:entry_next": "a version of this entry is being worked on; its own tests write the next one",
    "families:list": "a filter: nothing is there to be written",
    "notices:packages:list": "its forms lead to other addresses, which are here too",
    "notices:packages:open": "needs a file that another installation signed; tests/packages",
    "notices:packages:notice": "needs the key of another installation; tests/packages",
    "notices:packages:report": "needs the key of another installation; tests/packages",
    "notices:packages:answer": "needs the key of another installation; tests/packages",
    "notices:packages:receipt": "needs the key of another installation; tests/packages",
    "notices:packages:keys": "needs the key of another installation; tests/packages",
    "notices:packages:key_trust": "one click, needs a key that a second person agreed to; tests/packages",
    "notices:packages:key_end": "one click, needs the key of another installation; tests/packages",
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
    "entitlements:applications": "its forms lead to other addresses, which are here too",
    "entitlements:templates": "its form leads to another address; its own tests send Word files",
    "entitlements:claim_start": "one click, no field is read; in this world another line excludes this one",
    "entitlements:claim_apply": "the claim of this world is approved; its own tests hand one in",
    "entitlements:claim_decide": "the claim of this world is approved; its own tests decide one",
    "entitlements:claim_appeal": "the claim of this world is approved; its own tests appeal",
    "entitlements:top_ups": "one click, no field is read",
    "care:cycle_drop": "one click, no field is read; in this world no unit has set a cycle",
    "care:note_end": "one click, no field is read",
    "officers:care_plan": "its forms lead to other addresses, which are here too",
    "officers:care_item": "the plan of this world is a draft; its own tests carry an item out",
    "officers:care_plan_look": "the plan of this world is a draft; its own tests note a look",
    "gallery": "shows what pages are built of",
    # leave
    "officers:leave_new": "counts working days, of which a free day has none; its own tests ask for leave",
    "officers:leave_settle": "the facts of this year are not noted in this world; its own tests settle one",
    "officers:leave_year": "its form leads to another address, which is here too",
    "officers:leave_paid": "no extra pay is open in this world; its own tests note one as paid",
    # exemplars and study
    "exemplars:draft_decide": "the profile of this world is not handed in; test_drafts.py decides on one",
}


# What draws its chance from a library below Python, which no test can hold: two equal acts leave two keys.
UNHELD = {"notices:packages:key_make"}


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
    every = list(_postings(world))  # whatever the addresses name is made now
    hold_from_now()
    for one in every:
        if (one.route.name, frozenset(one.data)) not in known:
            known[one.route.name, frozenset(one.data)] = (one, outcome(world, one, one.data))
    return [found for (name, _fields), found in known.items() if name not in UNHELD]


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
        one.route.name: (left.answer.status, [dict(form.errors) for form in forms_of(left.answer)])
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
