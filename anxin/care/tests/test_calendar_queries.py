"""The register's answer to: what do this family's dates depend on?"""

from datetime import date

import pytest

from anxin.care.queries import family_days, is_quiet, quiet_days
from anxin.families.models import Person
from tests.cast import family

pytestmark = pytest.mark.django_db


def person(home, name):
    return Person.objects.get(household=home, name=name)


def test_a_family_is_known_by_its_living_people_its_dead_and_what_is_calculated(
    county_clerk, tree, in_county
):
    home = family(county_clerk, tree.county)
    days = family_days(home)
    kin = {one.key: one.life.kin for one in days.people}
    assert kin == {
        person(home, "林秀兰").pk: "12",
        person(home, "周雨桐").pk: "30",
        person(home, "陈桂香").pk: "52",
    }
    assert [one.key for one in days.deaths] == [person(home, "周明远").pk]
    assert {one.deadline for one in days.reviews} <= {True, False}


def test_the_anniversary_and_a_day_around_it_are_quiet(county_clerk, tree, in_county):
    home = family(county_clerk, tree.county)
    assert is_quiet(home, date(2027, 7, 3))
    assert not is_quiet(home, date(2027, 7, 4))
    assert date(2027, 4, 5) in quiet_days(home, date(2027, 4, 1), date(2027, 4, 30))
