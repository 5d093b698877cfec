"""Search: by name, two characters, initials, number; nothing typed in a URL, nobody found out of reach."""

import re

import pytest
import time_machine

from anxin.families.actions import correct_person, open_cards
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now
from tests.cast import client_of, family

from .conftest import OWN_NUMBER
from .test_list_page import BY_PAPER, cards, stripped

pytestmark = pytest.mark.django_db


@pytest.fixture
def seek(county_clerk, household, wife, paper, in_county):
    """Searches as the clerk and gives the page that answers; another family is there beside ours."""
    correct_person(by=county_clerk, person=wife, values={"id_number": OWN_NUMBER}, origin=paper)
    family(county_clerk, wife.household.unit, "罗志强")
    client = client_of(county_clerk)

    def one(text):
        redirect = client.post("/families/find/", {"text": text})
        assert redirect.status_code == 302
        one.url = redirect.url
        return client.get(redirect.url).content.decode()

    return one


@pytest.mark.parametrize(
    "text",
    ["周明远", "明远", " 周 明远 ", "zmy", "ZMY", "ｚｍｙ", "zhoumingyuan", "周", "林秀兰", "林·秀兰",
     OWN_NUMBER, f" {OWN_NUMBER.lower()[:6]} {OWN_NUMBER[6:]} "],
)  # fmt: skip
def test_a_family_is_found_by(seek, text, household):
    found = seek(text)

    assert str(household.pk) in found
    wanted = "罗志强" not in found or text in ("林秀兰", "林·秀兰", "周")  # that family has the same members
    assert wanted


def test_a_family_is_found_by_its_card_number(seek, household):
    assert str(household.pk) in seek(household.number)
    assert "罗志强" not in seek(household.number.lower())


@pytest.mark.parametrize(
    "text", ["李莫愁", "明周", "zz", OWN_NUMBER[:17], "%", "' OR 1=1 --", "莫\x00愁", "·", "😀" * 60]
)
def test_nobody_is_found_by(seek, text, household):
    page = seek(text)

    assert str(household.pk) not in page


@pytest.mark.parametrize("text", ["周明远", "zmy", OWN_NUMBER])
def test_what_was_typed_never_stands_in_the_url(seek, text):
    seek(text)

    assert re.fullmatch(r"/families/\?q=[0-9a-f]{32}", seek.url)


def test_an_empty_search_shows_the_whole_list(county_clerk, household):
    assert client_of(county_clerk).post("/families/find/", {"text": "  "}).url == "/families/"


def test_a_search_of_somebody_else_is_not_found_by_its_id(seek, county_clerk, household):
    seek("罗志强")

    other = client_of(county_clerk).get(seek.url).content.decode()

    assert "周明远" in other
    assert 'value="罗志强"' not in other


def test_searching_is_a_post(county_clerk):
    assert client_of(county_clerk).get("/families/find/?text=1").status_code == 405


@pytest.mark.parametrize("text", ["周明远", "明远", "zmy", OWN_NUMBER, "990103-0001"])
def test_families_out_of_reach_change_no_answer(
    text, county_clerk, neighbour_clerk, tree, household, in_county
):
    client = client_of(county_clerk)

    def answer():
        page = stripped(client.get(client.post("/families/find/", {"text": text}).url))
        return re.sub(rb"q=[0-9a-f]{32}", b"", page)

    with time_machine.travel(now(), tick=False):  # every page says as of which minute it speaks
        before = answer()
        with scope(tree.neighbour.path):
            foreign = cards(["周明远"] * 100, id_number=OWN_NUMBER)
            open_cards(by=neighbour_clerk, unit=tree.neighbour, cards=foreign, origin=BY_PAPER)

        assert answer() == before
