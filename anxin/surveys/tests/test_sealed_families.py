"""A ledger that speaks of a sealed card changes nothing of it: its rows come back with one sentence."""

import pytest

from anxin.families.actions import seal
from anxin.families.models import FallenOfficer, Household, Person
from anxin.ground.database.scope import store
from anxin.surveys import actions
from anxin.surveys.ledger.messages import sentence
from anxin.surveys.ledger.shapes import Fault

from .conftest import SAMPLES

pytestmark = pytest.mark.django_db
REGISTER = SAMPLES / "register.xlsx"


@pytest.fixture
def sealed(bring, county_clerk):
    """The first family of a sample, brought in once and then sealed."""
    first = bring(REGISTER).done.households[0]
    return seal(by=county_clerk, household=first, why="测试")


def test_the_same_file_again_opens_no_second_card_and_touches_nothing(bring, sealed, tree):
    with store(tree.county.path):
        before = Person.objects.count(), sealed.changed_at
    families = Household.objects.count()
    done = bring(REGISTER).done
    assert (done.opened, done.changed) == (0, 0)
    assert Household.objects.count() == families
    with store(tree.county.path):
        assert (Person.objects.count(), Household.objects.get().changed_at) == before


def test_each_of_its_rows_comes_back_with_one_sentence_that_names_nobody(bring, sealed, tree):
    with store(tree.county.path):
        members = Person.objects.count()
        name = FallenOfficer.objects.get().person.name
    ledger = bring(REGISTER).ledger
    faults = [Fault(**one) for one in ledger.faults if one["code"] == "sealed_card"]
    assert 1 <= len(faults) <= members
    assert all("已封存" in sentence(one) and name not in sentence(one) for one in faults)


def test_a_card_sealed_after_the_preview_is_held_back_at_the_merge(bring, county_clerk, tree):
    brought = bring(REGISTER)
    seal(by=county_clerk, household=brought.done.households[0], why="测试")
    kept = actions.keep(by=county_clerk, unit=tree.county, name="r.xlsx", content=b"x", found=brought.found)
    assert actions.take_in(by=county_clerk, ledger=kept, found=brought.found).opened == 0
