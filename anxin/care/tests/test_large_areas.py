"""A large area's tasks: the most pressing are read, the others counted, and no number loses one."""

from collections import Counter
from datetime import date, timedelta

import pytest

from anxin.care.actions import decide_measure, record_need
from anxin.care.models import Duty
from anxin.care.queries import duties, left_out, tasks, tasks_within
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from tests.cast import Tree

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(settings, monkeypatch) -> None:
    settings.ANXIN_TODAY = MONDAY.isoformat()
    monkeypatch.setattr(tasks, "MOST", 2)


@pytest.fixture
def need(county_clerk: Post, household: Household, in_county: None):
    def found(days_ago: int) -> object:
        return record_need(by=county_clerk, household=household, theme="schooling", words="学费",
                           source="family", how="asked", found_on=MONDAY - timedelta(days_ago))  # fmt: skip

    return found


def test_of_many_needs_the_oldest_are_read_and_the_others_counted(county_clerk: Post, need) -> None:
    for days in (1, 9, 5):
        need(days)
    reach = Reach.of(county_clerk)
    found = tasks_within(county_clerk, reach)
    told = [task.words for task in found if task.kind == "need"]
    assert ["2026-11-14" in told[0], "2026-11-18" in told[1]] == [True, True]
    assert len(told) == 2
    assert left_out(county_clerk, reach, found) == Counter({None: 1})


def test_of_measures_each_stage_shows_its_own_and_every_day_is_counted(
    county_clerk: Post, tree: Tree, need
) -> None:
    days = [-3, -2, -1, 0, 1, 20, 21, 22]
    for day in days:
        decide_measure(by=county_clerk, need=need(1), unit=tree.health, words="签约", ground="第三条",
                       due=MONDAY + timedelta(day), case_by_case="目录尚无此项")  # fmt: skip
    reach = Reach.of(county_clerk)
    found = [task for task in tasks_within(county_clerk, reach) if task.kind == "measure"]
    assert [(task.due - MONDAY).days for task in sorted(found, key=lambda one: one.due)] == [
        -3, -2, 0, 1, 20, 21,
    ]  # fmt: skip
    beyond = left_out(county_clerk, reach, found)
    assert beyond == Counter({MONDAY - timedelta(1): 1, MONDAY + timedelta(22): 1})


def test_where_all_is_shown_nothing_is_asked_again(
    county_clerk: Post, need, django_assert_num_queries
) -> None:
    need(1)
    reach = Reach.of(county_clerk)
    found = tasks_within(county_clerk, reach)
    with django_assert_num_queries(0):
        assert not left_out(county_clerk, reach, found)


def test_dates_ahead_beyond_the_most_that_are_read_are_counted_by_their_day(
    county_clerk: Post, household: Household, in_county: None, monkeypatch
) -> None:
    monkeypatch.setattr(tasks, "MOST_DUTIES", 1)
    monkeypatch.setattr(duties, "MOST", 1)
    Duty.objects.filter(household=household).delete()
    for n, days in enumerate((3, 4, 4)):
        Duty.objects.create(
            household=household, path=household.path, kind="school_starts", n=n, day=MONDAY + timedelta(days)
        )
    reach = Reach.of(county_clerk)
    found = tasks_within(county_clerk, reach)
    assert [task.due for task in found if task.kind == "duty"] == [MONDAY + timedelta(3)]
    assert left_out(county_clerk, reach, found) == Counter({MONDAY + timedelta(4): 2})
