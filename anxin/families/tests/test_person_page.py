"""One person's page: what it shows, a masked value shown once for a purpose, what was ever told."""

from datetime import date

import pytest

from anxin.families.actions import Origin, correct_person, record_fact
from anxin.families.models import Source
from tests.cast import client_of

from .conftest import OWN_NUMBER, PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(county_clerk):
    return client_of(county_clerk)


@pytest.fixture
def wife(wife, county_clerk, paper):
    """The wife, with a number and a telephone."""
    values = {"id_number": OWN_NUMBER, "phone": PHONE}
    return correct_person(by=county_clerk, person=wife, values=values, origin=paper)


@pytest.fixture
def url(household, wife):
    return f"/families/{household.pk}/people/{wife.pk}/"


def test_the_page_shows_kinship_age_and_masked_values(client, url):
    text = client.get(url).content.decode()

    for words in ("林秀兰", "妻", "户口簿"):
        assert words in text
    assert OWN_NUMBER not in text
    assert PHONE not in text


def test_opening_a_persons_page_is_noted(client, url, wife, household, journal):
    with journal() as entries:
        client.get(url)

    assert [(one.act, one.record, one.cards) for one in entries] == [
        ("families.person_opened", wife.pk, [household.pk])
    ]


def test_a_get_never_reveals(client, url, journal):
    with journal("families.revealed") as entries:
        response = client.get(f"{url}show/?column=id_number&purpose=check")
        assert OWN_NUMBER not in client.get(f"{url}?column=id_number&purpose=check").content.decode()

    assert response.status_code == 405
    assert entries == []


@pytest.mark.parametrize(("column", "value"), [("id_number", OWN_NUMBER), ("phone", PHONE)])
def test_a_value_is_shown_once_for_a_purpose(client, url, journal, column, value):
    with journal("families.revealed") as entries:
        shown = client.post(f"{url}show/", {"column": column, "purpose": "check"})

    assert value in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert [one.details for one in entries] == [{"column": column, "purpose": "check"}]
    assert value not in client.get(url).content.decode()


@pytest.mark.parametrize("given", [{"column": "id_number"}, {"column": "name", "purpose": "check"}, {}])
def test_without_a_purpose_nothing_is_shown(client, url, journal, given):
    with journal("families.revealed") as entries:
        text = client.post(f"{url}show/", given).content.decode()

    assert OWN_NUMBER not in text
    assert "选择" in text
    assert entries == []


def test_a_leader_may_read_and_not_reveal(leader, url):
    client = client_of(leader)

    assert client.get(url).status_code == 200
    assert client.post(f"{url}show/", {"column": "phone", "purpose": "check"}).status_code == 403


def test_a_child_under_14_has_a_warning(client, household, daughter, county_clerk, paper):
    from anxin.ground.days.partial import PartialDate  # noqa: PLC0415

    page = f"/families/{household.pk}/people/{daughter.pk}/"
    values = {"birth": PartialDate(2020, 6, 1)}
    correct_person(by=county_clerk, person=daughter, values=values, origin=paper)

    assert "14周岁" in client.get(page).content.decode().replace(" ", "")


def test_everything_ever_told_stays_readable(client, url, wife, household, county_clerk):
    for on, value in ((date(2024, 1, 1), "100000"), (date(2026, 1, 1), "260000")):
        origin = Origin(Source.FAMILY, "本人口述", on)
        record_fact(
            by=county_clerk,
            household=household,
            person=wife,
            code="monthly_income",
            value=value,
            origin=origin,
        )

    text = client.get(url).content.decode()

    assert "1,000" in text
    assert text.index("2,600") < text.index("1,000")


def test_the_page_of_somebody_on_another_card_is_not_found(
    client, household, wife, county_clerk, tree, in_county
):
    from tests.cast import family  # noqa: PLC0415

    other = family(county_clerk, tree.county, "罗志强")

    assert client.get(f"/families/{other.pk}/people/{wife.pk}/").status_code == 404


def test_the_page_costs_few_queries(client, url, asked):
    client.get(url)

    assert len(asked(lambda: client.get(url))) <= 30


def test_a_former_name_stays_readable(client, url, wife, county_clerk, paper):
    correct_person(by=county_clerk, person=wife, values={"name": "林秀岚"}, origin=paper)

    assert "林秀兰" in client.get(url).content.decode()
