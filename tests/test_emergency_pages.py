"""The pages of emergency access, as whoever opens a card through it meets them."""

import pytest

from anxin.families.models import Household
from anxin.ground.access.models import EmergencyAccess
from anxin.ground.database.scope import everywhere
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def ask(client, number):
    return client.post(
        "/access/emergency/", {"number": number, "reason": "ill", "words": "家属来电称老人晕倒"}
    )


@pytest.mark.parametrize(("column", "value"), [("phone", "0000 620 5678"), ("address", "青石镇沿河路18号")])
def test_telephone_and_address_are_shown_once_with_their_purpose(
    household, township_officer, auditor, column, value
):
    with everywhere():
        Household.objects.filter(pk=household.pk).update(**{column: value})
    client = client_of(township_officer)
    ask(client, household.number)
    place = f"/families/{household.pk}/show/{column}/"
    assert f'href="{place}"' in client.get(f"/families/{household.pk}/").content.decode()
    for asked in (client.get(place), client.post(place, {})):
        assert (asked.status_code, value in asked.content.decode()) == (200, False)
    assert value in client.post(place, {"purpose": "contact"}).content.decode()
    with everywhere():
        entry = JournalEntry.objects.get(act="families.revealed", by=township_officer.pk)
    assert (entry.details["column"], entry.details["purpose"]) == (column, "contact")


def test_the_number_may_be_typed_in_small_letters_or_full_width(household, township_officer, auditor):
    with everywhere():
        Household.objects.filter(pk=household.pk).update(number="ZZ-0001K")
    client = client_of(township_officer)
    for typed in ("zz-0001k", " ＺＺ－０００１ｋ "):
        assert ask(client, typed).url == f"/families/{household.pk}/"
    assert ask(client, "zz-0001").status_code == 200
    with everywhere():
        assert EmergencyAccess.objects.get().number == "ZZ-0001K"


def test_what_it_does_not_allow_is_answered_with_that_and_a_way_back(household, township_officer, auditor):
    client, card = client_of(township_officer), f"/families/{household.pk}/"
    ask(client, household.number)
    refused = client.get(card + "card.pdf")
    assert refused.status_code == 403
    assert "紧急查阅期间只能查看" in refused.content.decode()
    assert f'href="{card}"' in refused.content.decode()


def test_a_card_within_ones_own_range_is_opened_directly(household, county_clerk, auditor):
    answer = ask(client_of(county_clerk), household.number).content.decode()
    assert f'<a href="/families/{household.pk}/">这张卡在您的范围内，请直接打开。</a>' in answer
    with everywhere():
        assert EmergencyAccess.objects.count() == 0
