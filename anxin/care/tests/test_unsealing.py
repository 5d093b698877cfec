"""A card that comes back from storage has somebody responsible who can act, whatever happened meanwhile."""

from datetime import timedelta

import pytest

from anxin.care.actions import NextStep, name_contact_leader, name_responsible, record_visit
from anxin.care.models import ContactLeader, Promise, Responsibility
from anxin.care.queries import responsibility_of
from anxin.families.actions import seal, unseal
from anxin.ground.access.actions import disable_account
from anxin.ground.access.models import Grant
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from tests.cast import hire

from .test_responsibility import check_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(tree):
    return hire("system", tree.county_office, "system", "罗成")


def back(clerk, household, tree, *gone, by):
    """Seal the card, disable these people, open the card again; returns who answers for the family."""
    with scope(tree.county.path):
        sealed = seal(by=clerk, household=household, why="家属要求停止使用")
        for post in gone:
            disable_account(by=by, account=post.account, why="调离")
        unseal(by=clerk, household=sealed, why="家属同意")
        check_now()
        return responsibility_of(household)


def test_the_deputy_takes_over_from_somebody_disabled_meanwhile(
    household, county_clerk, township_officer, deputy, system, tree, in_county
):
    name_responsible(by=county_clerk, household=household, responsible=township_officer, deputy=deputy)
    row = back(county_clerk, household, tree, township_officer, by=system)
    assert (row.responsible, row.deputy, row.unassigned) == (deputy, None, False)
    card = Grant.objects.current().filter(record=household.pk, part="card")
    assert list(card.values_list("holder", flat=True)) == [deputy.pk]


def test_with_both_gone_the_nearest_clerk_stands_in_and_promises_pass_on(
    household, county_clerk, township_officer, deputy, system, leader, tree, in_county
):
    name_responsible(by=county_clerk, household=household, responsible=township_officer, deputy=deputy)
    name_contact_leader(by=county_clerk, household=household, leader=leader)
    step = NextStep("带药", township_officer, today() + timedelta(days=9))
    record_visit(by=township_officer, household=household, on=today(), news="好", steps=[step])
    row = back(county_clerk, household, tree, township_officer, deputy, leader, by=system)
    assert (row.responsible, row.deputy, row.unassigned) == (county_clerk, None, True)
    assert Promise.objects.get(household=household).doer == county_clerk
    assert not ContactLeader.objects.filter(household=household, until=None).exists()


def test_a_family_that_had_nobody_gets_whoever_stands_in(household, county_clerk, system, tree, in_county):
    assert responsibility_of(household).responsible is None
    row = back(county_clerk, household, tree, by=system)
    assert (row.responsible, row.unassigned) == (county_clerk, True)


def test_whoever_is_still_there_keeps_the_family(
    household, county_clerk, township_officer, deputy, system, tree, in_county
):
    name_responsible(by=county_clerk, household=household, responsible=township_officer, deputy=deputy)
    before = responsibility_of(household)
    assert back(county_clerk, household, tree, by=system).pk == before.pk
    assert Responsibility.objects.filter(household=household, until=None).count() == 1
