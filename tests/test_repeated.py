"""A question written once is answered for each range as if it had been written for it."""

import pytest

from anxin.families.models import Household
from anxin.ground.access.reach import Reach
from anxin.ground.database.repeated import Repeated
from anxin.ground.database.scope import everywhere, scope
from tests.cast import family

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(county_clerk, household, tree, in_county) -> list[Reach]:
    other = family(county_clerk, tree.town, "赵海平")
    return [Reach(county_clerk, one.path, one.path + "~") for one in (household, other)]


def test_each_range_gets_its_own_rows(two):
    asked = Repeated(Household.objects.visible_to(two[0]).select_related("unit"), two[0])
    with everywhere():
        found = [asked.within(reach) for reach in (*two, two[0])]
    assert [[one.path for one in rows] for rows in found] == [[two[0].lo], [two[1].lo], [two[0].lo]]


def test_values_come_as_the_query_gives_them(two):
    asked = Repeated(Household.objects.visible_to(two[0]).values_list("path", flat=True), two[0])
    with everywhere():
        assert asked.within(two[1]) == [two[1].lo]


def test_row_security_holds_besides(two):
    asked = Repeated(Household.objects.visible_to(two[0]), two[0])
    with scope(two[0].lo, two[0].hi):
        assert asked.within(two[1]) == []


def test_what_can_never_match_is_not_asked(two, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Repeated(Household.objects.visible_to(two[0]).none(), two[0]).within(two[1]) == []
