"""Signing in, out, failing to, and being refused: each leaves a trace without a word that was typed."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from anxin.ground.database.scope import everywhere
from anxin.ground.journal.models import JournalEntry
from tests.cast import PASSWORD, client_of

pytestmark = pytest.mark.django_db
ADDRESS = {"REMOTE_ADDR": "192.0.2.7"}


def noted(act):
    with everywhere():
        return list(JournalEntry.objects.filter(act=act).order_by("at"))


def sign_in(login, password):
    client = Client()
    return client, client.post(
        reverse("access:sign_in"), {"username": login, "password": password}, **ADDRESS
    )


def test_signing_in_and_out_are_noted_with_the_post(county_clerk):
    client, _response = sign_in(county_clerk.account.login, PASSWORD)
    (entry,) = noted("access.signed_in")
    assert (entry.by, entry.account, entry.result) == (county_clerk.pk, county_clerk.account_id, "done")
    assert entry.path == county_clerk.unit.path
    client.post(reverse("access:sign_out"))
    (entry,) = noted("access.signed_out")
    assert entry.by == county_clerk.pk


def test_a_failed_sign_in_is_noted_by_a_hash_never_by_what_was_typed(county_clerk):
    for _each in range(2):
        sign_in(county_clerk.account.login, "植密码-not-the-password")
    sign_in("植登录名", "植密码-not-the-password")
    known, again, unknown = noted("access.sign_in_failed")
    assert known.details == again.details
    assert known.details != unknown.details
    assert known.path == county_clerk.unit.path  # its line's auditor reads of it
    assert (known.by, known.account, known.result) == (None, None, "refused")
    said = json.dumps([one.details for one in (known, unknown)], ensure_ascii=False)
    assert "植" not in said
    assert county_clerk.account.login not in said


def test_a_refused_page_is_noted_with_its_route(household, health_desk):
    response = client_of(health_desk).get(reverse("families:card", args=[household.pk]))
    assert response.status_code == 403
    (entry,) = noted("access.refused")
    assert entry.details == {"method": "get", "route": "families:card"}
    assert (entry.by, entry.record, entry.result) == (health_desk.pk, household.pk, "refused")


def test_a_card_out_of_reach_is_noted_as_one_that_does_not_exist(household, neighbour_clerk):
    nowhere = uuid.uuid4()
    for card in (household.pk, nowhere):
        assert client_of(neighbour_clerk).get(reverse("families:card", args=[card])).status_code == 404
    real, none = noted("access.not_found")
    assert (real.record, none.record) == (household.pk, nowhere)
    same = ("act", "by", "kind", "result", "details", "path", "cards")
    assert [getattr(real, name) for name in same] == [getattr(none, name) for name in same]
    assert real.path == neighbour_clerk.unit.path


@pytest.mark.django_db(transaction=True)
def test_a_refusal_stays_although_its_request_was_undone(household, neighbour_clerk):
    client_of(neighbour_clerk).post(reverse("families:household_fact", args=[household.pk]), {})
    (entry,) = noted("access.not_found")
    assert entry.details == {"method": "post", "route": "families:household_fact"}


def test_strangers_and_addresses_without_a_page_leave_no_entry(household):
    Client().get(reverse("families:card", args=[household.pk]))
    Client().get("/nothing/here/")
    assert noted("access.refused") + noted("access.not_found") == []
