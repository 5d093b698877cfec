"""A contact card printed while somebody is away: the first call reaches somebody who is there."""

from datetime import timedelta

import pytest

from anxin.care.actions import announce_absence, set_work_lead
from anxin.family_page.contact_cards import contact_cards
from anxin.ground.days.clock import today

pytestmark = pytest.mark.django_db


def away(by, post, days=9):
    announce_absence(by=by, post=post, since=today(), until=today() + timedelta(days))


def card(household):
    (found,) = contact_cards([household])
    return found


def test_the_responsible_person_is_called_first(named, township_officer, deputy):
    assert card(named).name == township_officer.name
    assert any(deputy.name in words for words, _phone in card(named).others)


def test_while_away_the_deputy_is_called_first_and_the_card_says_from_when_on_not(
    named, county_clerk, township_officer, deputy
):
    away(county_clerk, township_officer)
    found = card(named)

    assert (found.name, found.phone) == (deputy.name, deputy.phone)
    (back, phone), *rest = found.others
    assert township_officer.name in back
    assert str((today() + timedelta(10)).day) in back
    assert phone == township_officer.phone
    assert not any(deputy.name in words for words, _phone in rest)


def test_with_both_away_the_office_is_called_first(named, county_clerk, township_officer, deputy, tree):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    for post in (township_officer, deputy):
        away(county_clerk, post)
    found = card(named)
    assert found.name == county_clerk.name
    assert [township_officer.name in words for words, _phone in found.others] == [True]


def test_with_everybody_away_the_responsible_person_stays(named, county_clerk, township_officer, deputy):
    for post in (township_officer, deputy):
        away(county_clerk, post)
    assert card(named).name == township_officer.name
