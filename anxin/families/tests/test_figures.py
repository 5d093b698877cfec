"""The register's figures, on real rows, by the app's own log-in."""

from datetime import date

import pytest

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_card, seal
from anxin.families.age_lines import AgeLine, with_birth
from anxin.families.models import Person, Source
from anxin.ground.access.reach import Reach
from anxin.ground.database.scope import scope
from anxin.ground.days.ages import under
from anxin.ground.days.partial import PartialDate
from anxin.ground.figures.registry import all_figures, get

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def opened(clerk, births, unit, determination="pending"):
    """A card whose members were born on these dates."""
    members = tuple(
        MemberDetails(name=f"成员{place}", sex="2", birth=birth, kinship="97")
        for place, birth in enumerate(births)
    )
    officer = OfficerDetails(
        name="周明远", sex="1", birth=PartialDate(1950, 1, 1), died_on=PartialDate(2024, 7, 2),
        determination=determination,
    )  # fmt: skip
    return open_card(
        by=clerk, unit=unit, details=CardDetails(officer=officer, members=members),
        origin=Origin(Source.PAPER, "认定文书", DAY),
    )  # fmt: skip


def counted(code, post):
    reach = Reach.of(post)
    return {row.pk for row in get(code).rows(reach, DAY)}


def names(code, post):
    reach = Reach.of(post)
    return sorted(row.name for row in get(code).rows(reach, DAY))


BIRTHS = [
    PartialDate(1951, 2, 20),  # 0: an elder
    PartialDate(1966, 11, 23),  # 1: turns 60 on the day
    PartialDate(1966, 11, 24),  # 2: turns 60 tomorrow
    PartialDate(1966, 10),  # 3: 60 whatever the day of the month
    PartialDate(1966, 11),  # 4: the day decides
    PartialDate(1966),  # 5: the month decides
    PartialDate(1965),  # 6: an elder
    PartialDate(1956, calendar="lunar"),  # 7: an elder
    PartialDate(1966, 10, 1, calendar="lunar"),  # 8: solar 1966-11-12, an elder
    PartialDate(1966, 10, 20, calendar="lunar"),  # 9: solar 1966-12-01, not yet
    PartialDate(2008, 11, 24),  # 10: a minor until tomorrow
    PartialDate(2008, 11, 23),  # 11: of age today
    PartialDate(2008),  # 12: the month decides
    PartialDate(2009),  # 13: a minor
    PartialDate(2012, 6, 1, calendar="lunar"),  # 14: a minor
    None,  # 15: not known
]


@pytest.fixture
def card(county_clerk, tree, in_county):
    return opened(county_clerk, BIRTHS, tree.county)


def test_elders_are_those_who_have_certainly_turned_60(card, county_clerk):
    assert names("families.elders", county_clerk) == sorted(f"成员{n}" for n in (0, 1, 3, 6, 7, 8))


def test_minors_are_those_who_are_certainly_under_18(card, county_clerk):
    assert names("families.minors", county_clerk) == sorted(f"成员{n}" for n in (10, 13, 14))


def test_a_missing_part_that_decides_is_a_gap_and_not_a_guess(card, county_clerk):
    assert names("families.birth_unknown", county_clerk) == sorted(f"成员{n}" for n in (4, 5, 12, 15))


def test_people_leave_out_the_fallen_officer(card, county_clerk):
    assert len(counted("families.people", county_clerk)) == len(BIRTHS)


def test_families_are_cards_in_use(card, county_clerk):
    assert counted("families.households", county_clerk) == {card.pk}
    seal(by=county_clerk, household=card, why="依请求封存")
    for code in ("families.households", "families.people", "families.officers_pending"):
        assert counted(code, county_clerk) == set()


def test_a_member_who_died_or_left_is_not_counted(card, county_clerk):
    someone = Person.objects.get(name="成员0")
    someone.memberships.update(until=DAY, ended="moved")
    Person.objects.filter(name="成员1").update(died_on=PartialDate(2026))
    assert len(counted("families.people", county_clerk)) == len(BIRTHS) - 2


def test_officers_pending_are_those_without_a_determination(card, county_clerk, tree):
    opened(county_clerk, [], tree.county, determination="on_duty")
    assert names_of_officers(county_clerk) == ["周明远"]


def names_of_officers(post):
    return [row.person.name for row in get("families.officers_pending").rows(Reach.of(post), DAY)]


def test_a_neighbour_counts_nothing(card, neighbour_clerk, tree):
    with scope(tree.neighbour.path):
        for code in ("families.households", "families.people", "families.elders", "families.birth_unknown"):
            assert counted(code, neighbour_clerk) == set()


@pytest.mark.parametrize("code", ["families.households", "families.people", "families.officers_pending"])
def test_a_row_names_what_it_is_and_the_card_it_opens(card, county_clerk, code):
    figure = get(code)
    row = figure.row(figure.rows(Reach.of(county_clerk), DAY).first())
    assert (row.card, bool(row.title)) == (card.pk, True)
    assert str(card.pk) in row.url


def test_a_persons_row_says_what_is_known_of_the_birth(card, county_clerk):
    rows = {
        row.name: get("families.people").row(row).words
        for row in get("families.people").rows(Reach.of(county_clerk), DAY)
    }
    assert "1951-02-20" in rows["成员0"]
    assert "1966" in rows["成员5"]
    assert rows["成员15"]


def test_every_figure_says_what_it_counts():
    for figure in all_figures():
        assert str(figure.name)
        assert str(figure.words)
        assert str(figure.unit)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 2, 28),
        date(2028, 2, 28),
        date(2028, 2, 29),
        date(2026, 3, 1),
        date(2026, 12, 31),
        date(2026, 1, 1),
    ],
)
@pytest.mark.parametrize("years", [18, 60])
def test_the_database_draws_the_line_where_python_does(county_clerk, tree, in_county, day, years):
    year = day.year - years
    days = [(12, 31), (1, 1), (2, 27), (2, 28), (3, 1), (3, 2), (6, 15)]
    births = [PartialDate(year + shift, month, dom) for shift in (-1, 0, 1) for month, dom in days]
    births += [PartialDate(year + shift) for shift in (-2, -1, 0, 1)]
    births += [PartialDate(year + shift, month) for shift in (-1, 0, 1) for month in range(1, 13)]
    births += [
        PartialDate(year + shift, month, 15, "lunar") for shift in (-2, -1, 0, 1) for month in range(1, 13)
    ]
    births += [PartialDate(year + shift, calendar="lunar") for shift in (-3, -2, -1, 0, 1)]
    if year % 4 == 0:
        births.append(PartialDate(year, 2, 29))
    opened(county_clerk, births, tree.county)
    line, people = AgeLine(years, day), Person.objects.filter(fallen=None)
    for verdict, condition in ((False, line.reached), (True, line.not_reached), (None, line.left_open)):
        found = {str(one.birth) for one in with_birth(people).filter(condition(people))}
        assert found == {str(birth) for birth in births if under(birth, years, day) is verdict}
