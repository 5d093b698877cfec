"""A card opened by hand: numbered, placed under its unit, told of, with somebody responsible."""

import pytest

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, open_card, open_cards
from anxin.families.actions.opening import card_number
from anxin.families.events import CardsOpened
from anxin.families.models import Fact, Household, Kinship, Membership, Person, SearchToken
from tests.cast import family, is_unassigned

pytestmark = pytest.mark.django_db


def card(name="钱志远", **more):
    member = MemberDetails(name="孙小兰", kinship="12", is_head=True, facts={"health": "慢性病"})
    return CardDetails(officer=OfficerDetails(name=name, sex="1"), members=(member,), **more)


def test_a_card_opened_by_hand_holds_officer_members_kinship_and_head(county_clerk, tree, in_county, paper):
    household = open_card(
        by=county_clerk, unit=tree.county, details=card(facts={"wishes": "盼着孩子上学"}), origin=paper
    )

    household.refresh_from_db()
    assert household.head.name == "孙小兰"
    assert Membership.objects.get(household=household).person.name == "孙小兰"
    assert Kinship.objects.get(person__name="孙小兰").of.name == "钱志远"
    assert set(Fact.objects.values_list("code", "source", "on")) == {
        ("health", "paper", paper.on),
        ("wishes", "paper", paper.on),
    }
    assert SearchToken.objects.filter(person__name="孙小兰", token="孙小兰").exists()


def test_every_row_of_a_card_has_the_cards_own_path(household, in_county):
    for model in (Person, Membership, Kinship, Fact, SearchToken):
        assert set(model.objects.values_list("path", flat=True)) <= {household.path}


def test_from_the_same_instant_somebody_is_responsible(household, in_county):
    assert is_unassigned(household)


def test_opening_is_journalled_once_and_told_of_once(county_clerk, tree, in_county, paper, journal, heard):
    with journal() as entries:
        household = open_card(by=county_clerk, unit=tree.county, details=card(), origin=paper)

    assert [(one.act, one.by, one.cards) for one in entries] == [
        ("families.opened", county_clerk.pk, [household.pk])
    ]
    assert [(type(one), list(one.households)) for one in heard] == [(CardsOpened, [household])]


def test_a_card_stands_under_the_unit_it_names_else_under_the_given_one(county_clerk, tree, in_county, paper):
    cards = [card(), card("何立新", unit=tree.town)]

    own, town = open_cards(by=county_clerk, unit=tree.county, cards=cards, origin=paper)

    assert (own.unit, own.path[:-5]) == (tree.county, tree.county.path)
    assert (town.unit, town.path[:-5]) == (tree.town, tree.town.path)
    assert town.number.startswith("990102101-0001")


def test_numbers_are_unique_and_their_last_character_checks_the_rest(county_clerk, tree, in_county, paper):
    names = [f"干部{place}" for place in range(40)]
    cards = [card(name, unit=tree.town if place % 2 else None) for place, name in enumerate(names)]

    opened = open_cards(by=county_clerk, unit=tree.county, cards=cards, origin=paper)

    numbers = [one.number for one in opened]
    assert len(set(numbers)) == 40
    assert len({number[-1] for number in numbers}) > 10
    first, second, third = (card_number(tree.county, serial) for serial in (12, 21, 13))
    assert len({first[-1], second[-1], third[-1]}) == 3  # digits exchanged or miscopied do not fit


def test_serial_numbers_go_on_where_they_ended(county_clerk, tree, in_county):
    first, second = (family(county_clerk, tree.county, name) for name in ("罗志强", "何立新"))

    assert [one.number[-5:-1] for one in (first, second)] == ["0001", "0002"]


def test_when_opening_fails_nothing_is_left(county_clerk, tree, in_county, paper, census, monkeypatch):
    before = census()

    def fails(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("anxin.families.actions.opening.record", fails)
    with pytest.raises(RuntimeError):
        open_card(by=county_clerk, unit=tree.county, details=card(), origin=paper)

    assert census() == before
    assert not Household.objects.exists()
