"""Access to a family has an end, and goes on when the clerk says so."""

from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.care.actions import name_responsible
from anxin.ground.access.actions import renew
from anxin.ground.access.models import Grant
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from tests.cast import client_of, entrust

SOON = timedelta(20)
YEAR = timedelta(365)


@pytest.fixture
def named(county_clerk, township_officer, household, in_county):
    """A family in the township officer's hands until a day three weeks away."""
    name_responsible(by=county_clerk, household=household, responsible=township_officer, until=today() + SOON)
    return Grant.objects.get(holder=township_officer.pk)


def until(grant):
    with everywhere():
        return Grant.objects.get(pk=grant.pk).until


def test_nobody_has_access_without_an_end(county_clerk, township_officer, household, in_county):
    entrust(county_clerk, household, township_officer)
    assert Grant.objects.get(holder=township_officer.pk).until == today() + YEAR


def test_no_access_is_given_for_longer_than_a_year(county_clerk, township_officer, household, in_county):
    name_responsible(
        by=county_clerk, household=household, responsible=township_officer, until=today() + 3 * YEAR
    )
    assert Grant.objects.get(holder=township_officer.pk).until == today() + YEAR


def test_the_clerk_finds_what_ends_within_a_month_and_lets_it_go_on(named, county_clerk):
    client = client_of(county_clerk)
    page = client.get(reverse("care:ending")).content.decode()
    assert "周明远" in page
    assert "吴晓峰" in page
    assert client.post(reverse("care:go_on", args=[named.pk])).status_code == 302
    assert until(named) == today() + YEAR
    assert "周明远" not in client.get(reverse("care:ending")).content.decode()


def test_a_neighbour_neither_finds_it_nor_lets_it_go_on(named, neighbour_clerk):
    client = client_of(neighbour_clerk)
    assert "周明远" not in client.get(reverse("care:ending")).content.decode()
    assert client.post(reverse("care:go_on", args=[named.pk])).status_code == 404
    assert until(named) == today() + SOON


def test_whoever_was_given_access_does_not_prolong_it(named, township_officer):
    with pytest.raises(Refused):
        renew(by=township_officer, grant=named)
    assert until(named) == today() + SOON


def test_the_form_of_naming_asks_until_when(named, county_clerk, township_officer, household):
    client, address = client_of(county_clerk), reverse("care:responsible", args=[household.pk])
    far = {"responsible": township_officer.pk, "until": str(today() + 2 * YEAR)}
    assert "一年以内" in client.post(address, far).content.decode()
