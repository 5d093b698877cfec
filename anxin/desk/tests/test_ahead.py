"""The next ninety days on somebody's desk: whose dates, month by month; and parts of the page that fail."""

import re

import pytest
from django.db import DatabaseError

from anxin.care.actions import plan_duty
from anxin.care.models import Duty
from anxin.desk import clerk
from anxin.desk.ahead import by_month, total_of
from anxin.families.actions import correct_person
from anxin.families.actions.details import Origin
from anxin.families.models import Household, Person, Source
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def eighteen(led, named: Household, in_county: None) -> Duty:
    """The daughter turns 18 on 15 January."""
    daughter = Person.objects.get(household=named, name="周雨桐")
    origin = Origin(Source.PAPER, "户口簿", today())
    correct_person(by=led, person=daughter, values={"birth": PartialDate(2009, 1, 15)}, origin=origin)
    return Duty.objects.get(household=named, kind="age_18")


def test_a_clerk_sees_what_comes_in_its_month_and_that_nothing_is_planned(eighteen, county_clerk, page):
    ahead = page(county_clerk).partition("未来90天")[2]
    assert "2027年1月" in ahead
    assert "周雨桐满18周岁" in ahead
    assert "未排" in ahead


def test_the_number_of_a_month_opens_the_list_of_just_these_dates(eighteen, led, county_clerk, page):
    found = re.search(r'href="(/care/ahead/[?]from=2027-01-01[^"]*)">(\d+)', page(county_clerk))
    assert found
    listed = client_of(led).get(found[1].replace("&amp;", "&")).context
    assert listed["total"] == int(found[2])
    assert listed["slice"].total in (None, int(found[2]))


def test_what_is_planned_is_told_as_planned(eighteen, led, county_clerk, page, in_county):
    plan_duty(by=led, duty=eighteen, words="与学校商量")
    assert "已排" in page(county_clerk).partition("未来90天")[2]


def test_the_responsible_person_sees_the_dates_of_the_families_given(eighteen, township_officer, page):
    text = page(township_officer)
    assert f"/dates/{eighteen.pk}/" in text.partition("未来90天")[2]


def test_a_date_is_a_task_of_the_responsible_person_even_without_a_promise(eighteen, township_officer, page):
    assert f"/dates/{eighteen.pk}/" in page(township_officer).partition("未来90天")[0]


def test_a_leader_sees_the_dates_of_the_area(eighteen, leader, page):
    assert "周雨桐满18周岁" in page(leader)


def test_with_no_date_near_the_page_says_so(led, named, county_clerk, page):
    Duty.objects.all().delete()
    assert "未来90天没有家庭节点" in page(county_clerk)


def test_months_follow_each_other_without_a_day_between():
    months = list(clerk.ahead._months(today()))
    assert all((after[0] - before[1]).days == 1 for before, after in zip(months, months[1:], strict=False))
    assert by_month([], today()) == []
    assert total_of([]) == 0


def test_a_part_that_fails_says_so_and_the_rest_stands(eighteen, county_clerk, page, monkeypatch):
    def broken(*args: object) -> list[object]:
        raise DatabaseError

    monkeypatch.setattr(clerk, "waiting_on_others", broken)
    text = page(county_clerk)
    assert "这一栏暂时打不开" in text
    assert "周雨桐满18周岁" in text
    assert "缺口" in text


def test_tasks_that_fail_do_not_hide_the_gaps(eighteen, county_clerk, page, monkeypatch):
    def broken(*args: object) -> list[object]:
        raise DatabaseError

    monkeypatch.setattr(clerk, "tasks_within", broken)
    text = page(county_clerk)
    assert "这一栏暂时打不开" in text
    assert "缺口" in text


def test_a_number_that_cannot_be_counted_leaves_the_others(led, named, county_clerk, page, monkeypatch):
    from anxin.desk import glance  # noqa: PLC0415  # after Django is set up

    ask = glance._ask

    def one_fails(post, parts):
        if "care.unnamed" in parts:
            raise DatabaseError
        return ask(post, parts)

    def fails(*_args):
        raise DatabaseError

    monkeypatch.setattr(glance, "_ask_kept", fails)
    monkeypatch.setattr(glance, "_ask", one_fails)
    text = page(county_clerk)
    assert "暂时统计不出" in text
    assert "未来90天" in text
