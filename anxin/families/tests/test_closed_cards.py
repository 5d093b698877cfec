"""A closed card stands in no list of work, stays readable, and comes back as it was."""

import pytest
from django.db import IntegrityError, transaction

from anxin.families.actions import seal, shut, take_up, unseal
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(household, county_clerk, in_county):
    return shut(household, by=county_clerk, on=today())


def test_a_closed_card_is_not_in_use_and_keeps_its_day(closed):
    assert (closed.status, closed.closed_on, closed.is_closed) == (Status.CLOSED, today(), True)
    assert not Household.objects.in_use().exists()


def test_the_register_shows_it_behind_its_chip_and_to_whoever_searches(closed, county_clerk):
    client = client_of(county_clerk)
    assert closed.number not in client.get("/families/").content.decode()
    assert closed.number in client.get("/families/?show=closed").content.decode()
    found = client.post("/families/find/", {"text": "周明远"}, follow=True).content.decode()
    assert closed.number in found
    assert "已归档" in found


def test_it_stays_readable_to_whoever_has_it_in_scope_and_to_nobody_else(
    closed, county_clerk, neighbour_clerk
):
    answer = client_of(county_clerk).get(f"/families/{closed.pk}/")
    assert answer.status_code == 200
    assert "归档" in answer.content.decode()
    assert client_of(neighbour_clerk).get(f"/families/{closed.pk}/").status_code == 404


def test_taking_it_up_again_leaves_no_day_behind(closed, county_clerk):
    again = take_up(closed, by=county_clerk)
    assert (again.status, again.closed_on) == (Status.OPEN, None)


def test_a_card_is_closed_once(closed, county_clerk):
    with pytest.raises(Refused, match="不在用"):
        shut(closed, by=county_clerk, on=today())


def test_a_card_in_use_is_not_taken_up_again(household, county_clerk, in_county):
    with pytest.raises(Refused, match="没有归档"):
        take_up(household, by=county_clerk)


def test_a_closed_card_that_was_sealed_comes_back_closed(closed, county_clerk):
    sealed = seal(by=county_clerk, household=closed, why="家属要求")
    assert unseal(by=county_clerk, household=sealed, why="家属又要求").status == Status.CLOSED


@pytest.mark.parametrize("values", [{"status": "closed"}, {"closed_on": "2026-11-01"}])
def test_the_database_holds_state_and_day_together(values, household, in_county):
    with pytest.raises(IntegrityError, match="a_closed_card_has_its_day"), transaction.atomic():
        Household.objects.filter(pk=household.pk).update(**values)
