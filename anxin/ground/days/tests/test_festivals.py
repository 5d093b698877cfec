"""The names beside free days and days worked instead."""

from datetime import date

import pytest
from django.utils.translation import override

from anxin.ground.days import workdays
from anxin.ground.days.festivals import festival_of


@pytest.fixture(autouse=True)
def published_days_alone():
    workdays.use({})
    yield
    workdays.use({})


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 2, 14), "Spring Festival"),  # a Saturday worked before it
        (date(2026, 4, 6), "Qingming"),
        (date(2026, 9, 25), "Mid-Autumn Festival"),
        (date(2026, 10, 7), "National Day"),
        (date(2028, 1, 26), "Spring Festival"),  # not published: the lunar new year itself
        (date(2028, 5, 2), "Labour Day"),
        (date(2028, 12, 29), "New Year's Day"),  # of the year after
        (date(2028, 3, 3), None),
        (date(2026, 3, 3), None),
    ],
)
def test_each_day_belongs_to_its_festival(day, name):
    with override("en"):
        found = festival_of(day)
        assert (found and str(found)) == name


def test_the_names_are_chinese_for_chinese_readers():
    with override("zh-hans"):
        assert str(festival_of(date(2026, 10, 7))) == "国庆节"
