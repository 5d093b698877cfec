"""A whole country of units in small: the same for the same seed, with the branching of the real one."""

import pytest
from django.db import transaction

from anxin.demo import country
from anxin.ground.access.models import Post
from anxin.ground.jobs.refusals import Refused
from anxin.ground.units.models import STEP, Kind, Level, Unit

pytestmark = pytest.mark.django_db
UNITS = 3_000


def plant(seed: int = 7) -> None:
    country.plant(units=UNITS, seed=seed, progress=lambda _words: None)


def rows() -> list[tuple[object, ...]]:
    return list(Unit.objects.order_by("path").values_list("id", "code", "name", "path"))


def planted(seed: int) -> list[tuple[object, ...]]:
    with transaction.atomic():
        plant(seed)
        found = rows()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_gives_the_same_country_and_another_another():
    first = planted(7)
    assert first == planted(7)
    assert first != planted(8)


def test_it_has_as_many_units_as_asked_and_each_lies_below_its_parent():
    plant()
    assert Unit.objects.count() == UNITS
    for unit in Unit.objects.exclude(parent=None).select_related("parent"):
        assert unit.path[:-STEP] == unit.parent.path


def test_every_region_down_to_the_county_has_its_department_and_most_units_are_villages():
    plant()
    regions = Unit.objects.filter(kind=Kind.REGION, level__lte=Level.COUNTY)
    offices = Unit.objects.filter(kind=Kind.ORGANISATION)
    assert set(offices.values_list("parent", flat=True)) == set(regions.values_list("pk", flat=True))
    assert Unit.objects.filter(level=Level.VILLAGE).count() > UNITS * 0.85


def test_everybody_but_the_villages_has_an_account_that_opens_with_nothing():
    plant()
    staffed = Unit.objects.filter(posts__isnull=False)
    assert not staffed.filter(level=Level.VILLAGE).exists()
    assert staffed.filter(level=Level.TOWNSHIP).count() == Unit.objects.filter(level=Level.TOWNSHIP).count()
    assert not any(post.account.has_usable_password() for post in Post.objects.select_related("account")[:20])


def test_it_goes_into_an_empty_database_only():
    plant()
    with pytest.raises(Refused):
        plant()
