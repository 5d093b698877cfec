"""Family-days without a responsible person: counted at the end of each day, each family and day once."""

from datetime import date, datetime

import pytest
from django.conf import settings

from anxin.care.actions import name_responsible
from anxin.care.models import Responsibility
from anxin.families.models import Household
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import SHANGHAI
from anxin.ground.figures.registry import get
from tests.cast import client_of, family

FIGURE = get("care.days_without")


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


@pytest.fixture
def on(monkeypatch):
    return lambda day: monkeypatch.setattr(settings, "ANXIN_TODAY", day, raising=False)


def days(post, day) -> int:
    return FIGURE.value(Reach.of(post), day)


def test_a_family_named_on_the_day_it_came_counts_no_day(on, county_clerk, tree, township_officer, in_county):
    on(date(2027, 3, 1))
    home = family(county_clerk, tree.county)
    assert days(county_clerk, date(2027, 3, 1)) == 1  # nobody yet, today
    name_responsible(by=county_clerk, household=home, responsible=township_officer)
    assert days(county_clerk, date(2027, 3, 1)) == 0


def test_each_day_s_end_without_a_name_counts_once(on, county_clerk, tree, township_officer, in_county):
    on(date(2027, 3, 1))
    home = family(county_clerk, tree.county)
    on(date(2027, 3, 5))
    assert days(county_clerk, date(2027, 3, 5)) == 5
    name_responsible(by=county_clerk, household=home, responsible=township_officer)
    on(date(2027, 3, 20))
    assert days(county_clerk, date(2027, 3, 20)) == 4
    family(county_clerk, tree.town, "罗志强")
    assert days(county_clerk, date(2027, 3, 20)) == 5


def test_only_the_days_of_this_year_count(on, county_clerk, tree, in_county):
    on(date(2026, 12, 30))
    family(county_clerk, tree.county)
    on(date(2027, 1, 2))
    assert days(county_clerk, date(2027, 1, 2)) == 2


def test_midnight_is_that_of_china(on, county_clerk, tree, in_county):
    on(date(2027, 3, 1))
    home = family(county_clerk, tree.county)
    Household.objects.update(opened_on=date(2027, 3, 2))
    Responsibility.objects.filter(household=home).update(since=at(date(2027, 3, 2), 1))  # 1 March in UTC
    assert days(county_clerk, date(2027, 3, 2)) == 1


def test_the_page_tells_the_days_and_the_list_behind_them(on, county_clerk, tree, in_county):
    on(date(2027, 3, 1))
    family(county_clerk, tree.county)
    on(date(2027, 3, 3))
    page = client_of(county_clerk).get("/figures/care.days_without/").content.decode()
    assert "3 天" in page or "3天" in page
    assert "2027-03-01至2027-03-03" in page
