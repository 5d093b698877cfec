"""O18: families that lie outside change no number, no suggestion, no page count, no error text.

Every answer that a caller can get is asked for twice, with and without 1,000 foreign families, under a held
clock and held chance: equal byte by byte. The pages are those of the URL configuration, with the links they
show, every form of the house sent filled in, and the searches.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import islice
from typing import Any

import pypdfium2
import pytest
from django.db import transaction
from django.urls import reverse

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_cards
from anxin.families.identity import with_check_digit
from anxin.families.models import Household, Person, Source
from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.ui.masks import masked_id
from anxin.ground.units.models import Unit
from anxin.surveys import actions as surveys

from .expected import openings
from .filling import forms_of, postings
from .places import BOOK, book, furnish
from .state import held
from .world import Answer, World

pytestmark = pytest.mark.long

LINKS = re.compile(rb'href="([^"#]*\?[^"#]+)"')
MOST_LINKS = 12  # of one page
FOREIGN = 1000
# The parent leader's scope holds the neighbouring county: those families are not foreign to that post.
CALLERS = (
    "clerk",
    "responsible",
    "child clerk",
    "leader",
    "desk",
    "officer",
    "auditor",
    "system",
    "security",
)
SHARED = "甲乙丙"  # a name that stands in both counties
Asked = dict[str, Answer]


def _details(number: int) -> CardDetails:
    """A foreign family that looks like one's own: the same names, the same days."""
    citizen = with_check_digit(f"990103195102{number % 28 + 1:02d}{number % 900 + 100:03d}")
    officer = OfficerDetails(
        name="甲01" if number % 2 else SHARED, sex="1", birth=PartialDate(1981, 5, 2),
        died_on=PartialDate(2024, 7, 2), determination="pending", channel="pension",
    )  # fmt: skip
    mother = MemberDetails(
        name="陈桂香", sex="2", birth=PartialDate(1951, 2), kinship="52", id_number=citizen
    )
    child = MemberDetails(name="周雨桐", sex="2", birth=PartialDate(2020, 6, 1), kinship="30", is_head=True)
    return CardDetails(officer=officer, members=(mother, child), outside_number=f"W-{number % 50}")


def settle(world: World, unit: Unit, clerk: Post, families: int) -> None:
    """Foreign families: many cards, one of everything else, and a ledger that is merged there."""
    origin = Origin(Source.PAPER, "花名册", today())
    with scope(unit.path):
        open_cards(by=clerk, unit=unit, cards=[_details(n) for n in range(families)], origin=origin)
        kept = surveys.keep(
            by=clerk, unit=unit, name="b.xlsx", content=BOOK.read_bytes(), found=book(), on=today()
        )
        surveys.take_in(by=clerk, ledger=kept, found=book())


def pages(world: World, callers: Sequence[str] = CALLERS) -> Iterator[tuple[str, Answer]]:
    """Each page of each caller, and the pages it links to by a query."""
    for route, caller, place in openings(world):
        if caller not in callers:
            continue
        address = route.address(world.values(route, place))
        with held():
            page = world.ask(caller, "GET", address)
        yield f"{caller} GET {route.pattern}", page
        for link in islice(sorted(set(LINKS.findall(page.body))), MOST_LINKS):
            query = html.unescape(link.decode())
            with held():
                yield f"{caller} GET {route.pattern} {query}", world.ask(caller, "GET", _join(address, query))


def _join(address: str, link: str) -> str:
    return address + link if link.startswith("?") else link


def sent(world: World) -> Iterator[tuple[str, Answer]]:
    """Each form sent as filled in, and the page that it leads to."""
    for route, caller, place in openings(world):
        if caller not in CALLERS:
            continue
        address = route.address(world.values(route, place))
        with held():
            page = world.ask(caller, "GET", address)
        for data in postings(route.name, page):
            yield from _post(world, f"{caller} POST {route.pattern} {sorted(data)}", caller, address, data)


def _post(world: World, name: str, caller: str, address: str, data: Any) -> Iterator[tuple[str, Answer]]:
    """One posting and the page behind it, taken back together."""
    with held(), transaction.atomic():
        answer = world.tell(caller, "POST", address, data)
        yield name, answer
        if answer.status == 302:
            yield f"{name} →", world.tell(caller, "GET", dict(answer.headers)["Location"])
        transaction.set_rollback(True)


def searches(world: World) -> Iterator[tuple[str, Answer]]:
    """What may be looked for, by everybody who may: names, pieces, initials, numbers here and abroad."""
    with scope(world.places["neighbour"].unit.path):
        number = Person.objects.get(pk=world.places["neighbour"].member.pk).id_number
    texts = (
        "陈桂香",
        "桂香",
        "cgx",
        SHARED,
        number,
        "990103-0002",
        "W-1",
        "周雨桐",
        world.places["town"].household.number,
    )
    for caller in ("clerk", "leader", "responsible", "child clerk"):
        for text in texts:
            yield from _post(
                world, f"{caller} looks for {text}", caller, reverse("families:find"), {"text": text}
            )


def brought_in(world: World) -> Iterator[tuple[str, Answer]]:
    """A ledger whose people stand abroad too: what is found in it, and what merging it does."""
    with held(), transaction.atomic(), BOOK.open("rb") as file:
        there = {"file": file, "unit": str(world.places["county"].unit.pk), "on": str(today())}
        answer = world.tell("clerk", "POST", reverse("surveys:upload"), there)
        yield "upload", answer
        kept = dict(answer.headers).get("Location", "")
        yield "upload →", world.tell("clerk", "GET", kept)
        yield "merge", world.tell("clerk", "POST", f"{kept}merge/")
        yield "merge →", world.tell("clerk", "GET", kept)
        yield "returned", world.tell("clerk", "GET", f"{kept}returned.xlsx")
        yield "the list after it", world.tell("clerk", "GET", reverse("families:list"))
        transaction.set_rollback(True)


def everything(world: World) -> Asked:
    """Every answer, by what was asked."""
    return {name: answer for kind in (pages, sent, searches, brought_in) for name, answer in kind(world)}


def differing(before: Asked, after: Asked) -> list[str]:
    """What was asked and got another answer."""
    names = before.keys() & after.keys()
    told = {name for name in names if _read(before[name]) != _read(after[name])}
    return sorted(told | (before.keys() ^ after.keys()))


def apart(names: Sequence[str], before: Asked, after: Asked) -> str:
    """Which answers differ, and for the first of them in which lines: what a finder of the cause needs."""
    lines = [
        answers[names[0]].body.decode(errors="replace").splitlines() if names[0] in answers else []
        for answers in (before, after)
    ]
    return "\n".join([*names[:60], *islice(unified_diff(*lines, n=0), 20)])


CORE = "docProps/core.xml"  # who made an Office file, and when


def _read(answer: Answer) -> object:
    """An answer byte by byte; of a PDF its words and places, of a workbook its parts without the one that
    says when it was written: these carry the machine's own time."""
    if answer.body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(answer.body)) as parts:
            return answer.status, {name: parts.read(name) for name in parts.namelist() if name != CORE}
    if not answer.body.startswith(b"%PDF"):
        return answer
    paper = pypdfium2.PdfDocument(answer.body)
    words = [page.get_textpage().get_text_bounded() for page in paper]
    return answer.status, words, [page.get_size() for page in paper]


@pytest.mark.slow
def test_a_thousand_foreign_families_change_no_answer(world, record_property):
    before = everything(world)
    neighbour, far = world.places["neighbour"], world.places["far"]
    with transaction.atomic():
        for place in (neighbour, far):
            settle(world, place.unit, place.clerk, FOREIGN // 2)
            furnish(f"more-{place.name}", place.unit, place.unit, world.tree.civil)
        after = everything(world)
        transaction.set_rollback(True)
    failed = sorted(name for name, answer in {**before, **after}.items() if answer.status >= 500)
    assert failed == []
    assert not (told := differing(before, after)), apart(told, before, after)
    record_property(
        "O18",
        f"{len(before)} answers of {len(CALLERS)} callers, with and without {FOREIGN} families: 0 differ",
    )


def few(world: World) -> Asked:
    """The quick part: the pages of the clerk, the searches of everybody."""
    return {**dict(pages(world, ("clerk",))), **dict(searches(world))}


def among(world: World, name: str, families: int) -> Asked:
    """The same asked for while so many families more stand at a place."""
    place = world.places[name]
    with transaction.atomic():
        settle(world, place.unit, place.clerk, families)
        found = few(world)
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def as_it_is(world: World) -> Asked:
    return few(world)


def test_twenty_foreign_families_change_no_answer(world, as_it_is, record_property):
    after = among(world, "neighbour", 20)
    assert not (told := differing(as_it_is, after)), apart(told, as_it_is, after)
    record_property("O18 quick", f"{len(as_it_is)} answers with and without 20 families: 0 differ")


def test_the_same_families_at_home_do_change_answers(world, as_it_is):
    """The test can fail: what is foreign to the county is not foreign when it is the county's."""
    assert len(differing(as_it_is, among(world, "county", 20))) > 20


def test_a_number_that_stands_abroad_answers_as_one_that_stands_nowhere(world, record_property):
    """A constraint over all rows would tell: taken there, free here. Every form that asks for a number."""
    with scope(world.places["neighbour"].unit.path):
        taken = Person.objects.get(pk=world.places["neighbour"].member.pk).id_number
    free = with_check_digit(f"{taken[:14]}{(int(taken[14:17]) + 500) % 1000:03d}")
    count, told = 0, []
    for route, caller, place in openings(world):
        if caller not in CALLERS:
            continue
        address = route.address(world.values(route, place))
        page = world.ask(caller, "GET", address)
        for form in (one for one in forms_of(page) if "id_number" in one.fields):
            data = next(data for data in postings(route.name, page) if set(data) <= set(form.fields))
            count += 1
            answers = [
                [(one.without(number, masked_id(number)), name) for name, one in _post(
                    world, "", caller, address, _as_of(data, number))]
                for number in (taken, free)
            ]  # fmt: skip
            if answers[0] != answers[1]:
                told.append(f"{route.pattern} by {caller}")
    assert count > 0
    assert told == []
    record_property("O18 numbers", f"{count} forms that ask for a number, 0 tell one that stands abroad")


def _as_of(data: dict[str, Any], number: str) -> dict[str, Any]:
    """The form with this number, and no birth or sex that could contradict it."""
    return {name: value for name, value in data.items() if name not in ("birth", "sex")} | {
        "id_number": number
    }


def test_card_numbers_count_the_cards_of_their_own_unit_only(world):
    """The serial of a new card is one more than the last of its unit, however many were opened next door."""
    county, neighbour = world.places["county"], world.places["neighbour"]
    with transaction.atomic():
        settle(world, neighbour.unit, neighbour.clerk, 30)
        with scope(county.unit.path):
            last = Household.objects.filter(unit=county.unit).order_by("-path")[0].number
            (new,) = open_cards(
                by=county.clerk,
                unit=county.unit,
                cards=[_details(0)],
                origin=Origin(Source.PAPER, "表", today()),
            )
        transaction.set_rollback(True)
    assert int(new.number[-5:-1]) == int(last[-5:-1]) + 1
