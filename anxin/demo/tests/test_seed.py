"""The database of invented people that benchmarks and checks run on, on a small tree."""

import pytest
from django.db import transaction

from anxin.care.models import Responsibility
from anxin.demo import seed
from anxin.families.models import Household, Person
from anxin.ground.access.models import Post
from anxin.ground.access.rights import PERSONS
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.units.models import Level, Unit

pytestmark = pytest.mark.django_db
SIZE = 12


@pytest.fixture
def plant(monkeypatch):
    """Seeds one city of two counties of two towns each."""
    for name, number in {"CITIES": 1, "COUNTIES": 2, "TOWNS": 2}.items():
        monkeypatch.setattr(seed, name, number)
    return lambda key=7: seed.seed(size=SIZE, seed=key, progress=lambda _words: None)


def people():
    with everywhere():
        return sorted(Person.objects.values_list("name", "id_number", "household__number"))


def seen_and_undone(plant, key):
    with transaction.atomic():
        plant(key)
        found = people()
        transaction.set_rollback(True)
    return found


def test_as_many_families_as_asked_stand_in_towns_each_with_somebody_responsible(plant):
    plant()
    with everywhere():
        assert set(Household.objects.values_list("unit__level", flat=True)) == {Level.TOWNSHIP}
        assert Household.objects.count() == SIZE
        assert Responsibility.objects.current().exclude(responsible=None).count() == SIZE


def test_a_county_has_a_clerk_who_sees_its_families_and_no_others(plant):
    plant()
    seen = 0
    for clerk in Post.objects.select_related("scope_root"):
        assert (clerk.depth, clerk.scope_root.level) == (PERSONS, Level.COUNTY)
        with scope(*clerk.bounds):
            seen += Household.objects.count()
    assert seen == SIZE


def test_about_seventeen_units_stand_for_each_family(plant):
    plant()
    villages = Unit.objects.filter(level=Level.VILLAGE).count()
    assert villages == pytest.approx(SIZE * 50 / 3, rel=0.1)


def test_the_same_seed_gives_the_same_people_and_another_one_others(plant):
    first = seen_and_undone(plant, 7)
    assert len(first) > SIZE
    assert seen_and_undone(plant, 7) == first
    assert seen_and_undone(plant, 8) != first
