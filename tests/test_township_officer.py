"""A responsible person without a subtree: the families given, to read and to write, until replaced."""

import pytest

from anxin.families.models import Household, Person
from anxin.families.tests.conftest import asked, fallen, people, wife
from anxin.families.tests.test_forms import GIVEN
from tests.cast import client_of, entrust, family, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(county_clerk, tree, in_county):
    """A family of the same township that somebody else looks after."""
    return family(county_clerk, tree.town, "罗志强")


@pytest.fixture
def mine(county_clerk, township_officer, household, other, in_county):
    """The family the township officer is responsible for."""
    entrust(county_clerk, household, township_officer)
    return household


@pytest.fixture
def client(township_officer):
    return client_of(township_officer)


def test_before_anything_is_given_there_is_nobody(client, household, other):
    text = client.get("/families/").content.decode()

    assert "周明远" not in text
    assert "罗志强" not in text
    assert client.get(f"/families/{household.pk}/").status_code == 404


def test_the_list_holds_exactly_the_given_families(client, mine, other):
    text = client.get("/families/").content.decode()

    assert "周明远" in text
    assert "罗志强" not in text
    assert str(other.pk) not in text


@pytest.mark.parametrize(
    ("text", "found"), [("周明远", True), ("zmy", True), ("罗志强", False), ("林秀兰", True)]
)
def test_search_finds_given_families_only(client, mine, other, text, found):
    page = client.get(client.post("/families/find/", {"text": text}).url).content.decode()

    assert (str(mine.pk) in page) is found
    assert str(other.pk) not in page


@pytest.mark.parametrize("query", ["?determination=pending", "?year=2023"])
def test_filters_work_on_given_families(client, mine, query):
    assert "周明远" not in client.get(f"/families/{query}").content.decode()


def test_the_given_card_opens_with_all_its_pages(client, mine, wife):
    card = f"/families/{mine.pk}/"
    for page in (
        "",
        "people/",
        f"people/{wife.pk}/",
        "card.pdf",
        f"people/{wife.pk}/sheet.pdf",
        "people/add/",
    ):
        assert client.get(card + page).status_code == 200, page


def test_other_cards_answer_as_if_they_did_not_exist(client, mine, other, in_county):
    person = Person.objects.filter(household=other, name="林秀兰").get()
    for page in ("", "people/", f"people/{person.pk}/", "card.pdf", "people/add/"):
        assert client.get(f"/families/{other.pk}/{page}").status_code == 404, page
    assert client.get(f"/families/{mine.pk}/people/{person.pk}/").status_code == 404


@pytest.mark.parametrize("form", ["member", "person", "officer", "fact", "house", "end"])
def test_the_responsible_person_may_write_on_the_given_card(client, mine, wife, fallen, form):
    card = f"/families/{mine.pk}/"
    urls = {
        "member": f"{card}people/add/",
        "person": f"{card}people/{wife.pk}/correct/",
        "officer": f"{card}officers/{fallen.pk}/",
        "fact": f"{card}people/{wife.pk}/facts/",
        "house": f"{card}facts/",
        "end": f"{card}people/{wife.pk}/end/",
    }
    assert client.post(urls[form], GIVEN[form]).status_code == 302
    household = Household.objects.get(pk=mine.pk)
    assert household.changed_by is not None


def test_the_responsible_person_opens_no_new_card_and_brings_no_ledger_in(client, mine):
    assert client.get("/families/new/").status_code == 403
    assert client.get("/ledgers/").status_code == 403


def test_whoever_is_replaced_loses_the_card_at_once(client, mine, county_clerk, tree):
    assert client.get(f"/families/{mine.pk}/").status_code == 200
    entrust(county_clerk, mine, hire("next", tree.town, "township", "赵敏"))

    assert client.get(f"/families/{mine.pk}/").status_code == 404
    assert "周明远" not in client.get("/families/").content.decode()


def test_the_list_of_given_families_costs_few_queries(client, mine, asked):
    client.get("/families/")

    assert len(asked(lambda: client.get("/families/"))) <= 19
