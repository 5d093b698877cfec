"""The list of families: who is in sight, filters, what it says of itself."""

import re

import pytest
import time_machine

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_cards
from anxin.families.models import Source
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now, today
from anxin.ground.days.partial import PartialDate
from tests.cast import client_of, family

pytestmark = pytest.mark.django_db
BY_PAPER = Origin(Source.PAPER, "认定文书", today())


def cards(names, **officer):
    member = MemberDetails(name="孙小兰", kinship="12", birth=PartialDate(1950))
    return [
        CardDetails(officer=OfficerDetails(name=name, **officer), members=(member, member)) for name in names
    ]


@pytest.fixture
def many(county_clerk, tree, household):
    """Sixty more families of the county."""
    with scope(tree.county.path):
        names = [f"干部{place:02d}" for place in range(60)]
        return open_cards(by=county_clerk, unit=tree.county, cards=cards(names), origin=BY_PAPER)


@pytest.fixture
def page(county_clerk, household):
    client = client_of(county_clerk)
    return lambda query="": client.get(f"/families/{query}").content.decode()


def test_a_row_says_who_died_where_and_how_many_are_left(page, household):
    text = page()

    assert f"/families/{household.pk}/" in text
    for words in ("周明远", household.number, "河东镇人民政府", "副镇长", "2024-07-02"):
        assert words in text


def test_nobody_sees_a_family_of_another_county(neighbour_clerk, household):
    text = client_of(neighbour_clerk).get("/families/").content.decode()

    assert str(household.pk) not in text
    assert "周明远" not in text


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?determination=on_duty", True),
        ("?determination=pending", False),
        ("?year=2024", True),
        ("?year=2023", False),
        ("?determination=on_duty&year=2024", True),
        ("?show=pending", False),
        ("?show=nonsense&determination=nonsense&year=nonsense", True),
    ],
)
def test_filters_narrow_the_list(page, query, there):
    assert ("周明远" in page(query)) is there


def test_a_family_that_mourns_two_officers_stands_once(
    page, household, fallen, county_clerk, tree, in_county
):
    from anxin.families.models import Bereavement, FallenOfficer, Person  # noqa: PLC0415

    second = Person.objects.create(
        household=household, path=household.path, name="周明德", source="-", source_on=today(),
        died_on=PartialDate(2024, 7, 2),
    )  # fmt: skip
    officer = FallenOfficer.objects.create(
        person=second, path=household.path, determination="on_duty", source="-", source_on=today()
    )
    Bereavement.objects.create(household=household, officer=officer, path=household.path)

    text = page("?determination=on_duty&year=2024")

    assert text.count(f"/families/{household.pk}/") == 1
    assert "周明远、周明德" in text


def test_a_long_list_comes_in_slices_that_keep_the_filters(page, many):
    first = page("?determination=pending&size=20")
    assert first.count('<th scope="row"') == 20
    assert "determination=pending" in first.split("after=")[0].rsplit("href", 1)[1]


def test_the_list_costs_few_queries_however_many_families(county_clerk, many, asked):
    client = client_of(county_clerk)
    client.get("/families/")
    questions = asked(lambda: client.get("/families/"))

    assert len(questions) <= 15, "\n".join(one[:200] for one in questions)


def test_looking_at_the_list_is_noted_with_the_cards_shown(page, household, journal, in_county):
    with journal() as entries:
        page()

    assert [(one.act, one.cards) for one in entries] == [("families.listed", [household.pk])]


def test_foreign_families_change_nothing_in_the_answer(county_clerk, neighbour_clerk, household, tree):
    """RELIABILITY O18: no number, no page, no suggestion tells of families out of reach."""
    client = client_of(county_clerk)
    asked = ["", "?determination=pending", "?year=2024", "?show=pending", "?size=20"]
    with time_machine.travel(now(), tick=False):  # every page says as of which minute it speaks
        before = [stripped(client.get(f"/families/{query}")) for query in asked]
        with scope(tree.neighbour.path):
            names = ["周明远", *(f"干部{place:02d}" for place in range(99))]
            open_cards(by=neighbour_clerk, unit=tree.neighbour, cards=cards(names), origin=BY_PAPER)

        assert [stripped(client.get(f"/families/{query}")) for query in asked] == before


def stripped(response) -> bytes:
    """The page without what differs between two calls of the same page: tokens against forgery, nonces."""
    return re.sub(rb'[A-Za-z0-9]{64}|nonce="[^"]*"', b"", response.content)


def test_an_empty_list_says_what_to_do(tree, county_clerk):
    text = client_of(county_clerk).get("/families/").content.decode()

    assert "/families/new/" in text


def test_the_list_in_english_has_no_chinese_of_ours(county_clerk, tree):
    with scope(tree.county.path):
        family(county_clerk, tree.county, "Zhou")
    text = client_of(county_clerk, "en").get("/families/").content.decode()

    assert "Register of families" in text
    assert re.search(r"登记|家庭名册|殉职", text) is None
