"""The card and a person's sheet on A4: the same records as on screen; each printing is noted."""

import pypdfium2
import pytest

from anxin.families.actions import correct_person, record_fact
from tests.cast import client_of

from .conftest import OWN_NUMBER, PHONE

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    document = pypdfium2.PdfDocument(response.content)
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


@pytest.fixture
def wife(wife, county_clerk, household, paper):
    values = {"id_number": OWN_NUMBER, "phone": PHONE}
    correct_person(by=county_clerk, person=wife, values=values, origin=paper)
    record_fact(
        by=county_clerk, household=household, person=wife, code="monthly_income", value="260000", origin=paper
    )
    return wife


@pytest.fixture
def papers(household, wife):
    return {
        "families.card_printed": f"/families/{household.pk}/card.pdf",
        "families.person_printed": f"/families/{household.pk}/people/{wife.pk}/sheet.pdf",
    }


def test_the_card_holds_everybody_and_no_whole_number(county_clerk, papers, household):
    response = client_of(county_clerk).get(papers["families.card_printed"])
    text = text_of(response)

    for words in ("周明远", "林秀兰", "周雨桐", "陈桂香", household.number, "2,600"):
        assert words in text, words
    assert OWN_NUMBER not in text
    assert PHONE not in text
    assert "周" not in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"


def test_a_persons_sheet_holds_the_person_and_the_facts(county_clerk, papers):
    text = text_of(client_of(county_clerk).get(papers["families.person_printed"]))

    for words in ("林秀兰", "1983-03-09", "2,600", "户口簿"):
        assert words in text, words
    assert "陈桂香" not in text


def test_the_papers_speak_english_too(county_clerk, papers):
    text = text_of(client_of(county_clerk, "en").get(papers["families.card_printed"]))

    assert "Family card" in text
    assert "林秀兰" in text


@pytest.mark.parametrize("act", ["families.card_printed", "families.person_printed"])
def test_each_printing_is_noted_once(county_clerk, papers, household, journal, act):
    with journal() as entries:
        assert client_of(county_clerk).get(papers[act]).status_code == 200

    assert [(one.act, one.cards) for one in entries] == [(act, [household.pk])]


def test_a_paper_of_another_county_does_not_exist(neighbour_clerk, papers):
    client = client_of(neighbour_clerk)
    assert [client.get(url).status_code for url in papers.values()] == [404, 404]
