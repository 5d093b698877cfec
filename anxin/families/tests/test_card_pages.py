"""The card, its people, who looked: what they show, what they note, what they cost."""

import pytest

from anxin.families.actions import correct_person, end_membership, record_fact
from anxin.families.models import Household, Membership
from tests.cast import client_of

from .conftest import OWN_NUMBER, PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(county_clerk):
    return client_of(county_clerk)


@pytest.fixture
def full(county_clerk, household, wife, daughter, paper, in_county):
    """The card with numbers, telephones and a dozen facts."""
    values = {"id_number": OWN_NUMBER, "phone": PHONE}
    correct_person(by=county_clerk, person=wife, values=values, origin=paper)
    for person in (wife, daughter):
        for code, value in (("health", "慢性病"), ("monthly_income", "260000"), ("schooling", "初中")):
            record_fact(
                by=county_clerk, household=household, person=person, code=code, value=value, origin=paper
            )
    record_fact(by=county_clerk, household=household, code="housing", value="自建房漏雨", origin=paper)
    return household


PAGES = {
    "families.card_opened": "",
    "families.people_opened": "people/",
    "families.looks_opened": "looks/",
}
COSTS = {"": 35, "people/": 25, "looks/": 25}  # questions; the card is what all rooms say of one family


@pytest.mark.parametrize(("act", "page"), PAGES.items())
def test_each_page_of_a_card_is_noted_once_when_it_is_opened(
    act, page, client, household, journal, in_county
):
    with journal() as entries:
        assert client.get(f"/families/{household.pk}/{page}").status_code == 200

    assert [(one.act, one.record, one.cards) for one in entries] == [(act, household.pk, [household.pk])]


@pytest.mark.parametrize("page", [*PAGES.values(), "new/", "people/add/", "facts/", "card.pdf"])
def test_a_page_of_a_card_is_never_kept_by_the_browser(page, client, household):
    url = "/families/new/" if page == "new/" else f"/families/{household.pk}/{page}"
    assert "no-store" in client.get(url)["Cache-Control"]


@pytest.mark.parametrize("page", PAGES.values())
def test_no_page_shows_a_whole_number_or_telephone(page, client, full):
    text = client.get(f"/families/{full.pk}/{page}").content.decode()

    assert OWN_NUMBER not in text
    assert PHONE not in text
    assert PHONE[-4:] not in text or page == "looks/"


def test_the_people_page_shows_everybody_with_kinship_age_and_facts(client, full):
    text = client.get(f"/families/{full.pk}/people/").content.decode()

    for words in (
        "林秀兰",
        "周雨桐",
        "陈桂香",
        "妻",
        "女",
        "1983-03-09",
        "2,600",
        "（已遮蔽）",
        "自建房漏雨",
        "户口簿",
    ):
        assert words in text, words
    assert "慢性病" not in text


def test_the_people_page_keeps_those_who_left(client, full, county_clerk, wife, paper):
    membership = Membership.objects.get(person=wife)
    end_membership(by=county_clerk, membership=membership, because="remarriage", on=paper.on, origin=paper)

    text = client.get(f"/families/{full.pk}/people/").content.decode()

    assert "再婚" in text
    assert "林秀兰" in text


@pytest.mark.parametrize("page", PAGES.values())
def test_each_page_costs_few_queries(page, client, full, asked):
    client.get(f"/families/{full.pk}/{page}")
    questions = asked(lambda: client.get(f"/families/{full.pk}/{page}"))

    assert len(questions) <= COSTS[page], "\n".join(one[:160] for one in questions)


def test_who_looked_tells_name_and_act_in_words_and_both_languages(client, full, county_clerk):
    client.get(f"/families/{full.pk}/")
    chinese = client.get(f"/families/{full.pk}/looks/").content.decode()
    english = client_of(county_clerk, "en").get(f"/families/{full.pk}/looks/").content.decode()

    assert "沈静" in chinese
    for code in ("families.", "care.", "entitlements."):
        assert f">{code}" not in chinese + english
    assert "opened the card" in english


def test_a_township_officer_may_not_ask_who_looked(township_officer, household):
    assert client_of(township_officer).get(f"/families/{household.pk}/looks/").status_code == 403


def test_the_journal_refused_means_the_card_is_not_shown(client, household, monkeypatch):
    def fails(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("anxin.families.views.card.record", fails)
    client.raise_request_exception = False
    response = client.get(f"/families/{household.pk}/")

    assert response.status_code == 500
    assert "周明远" not in response.content.decode()


def test_a_card_that_changed_says_by_whom(client, full):
    assert "沈静" in client.get(f"/families/{full.pk}/people/").content.decode()
    assert Household.objects.get(pk=full.pk).changed_by is not None
