from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from anxin.ground.days.lunar import (
    NoSuchLunarDay,
    days_to_spring_festival,
    festivals_between,
    long_text,
    lunar_of,
    lunar_text,
    next_solar,
    solar_of,
)

DAYS = some.dates(date(1900, 1, 31), date(2100, 1, 1))


@given(DAYS)
def test_a_day_goes_to_the_lunar_calendar_and_back(day):
    lunar = lunar_of(day)
    assert solar_of(lunar.year, lunar.month, lunar.day, lunar.leap) == day


TEXTS = [
    ("2026-11-23", "农历十月十五"),
    ("2026-02-17", "农历正月初一"),
    ("2026-02-16", "农历腊月廿九"),
    ("2025-08-01", "农历闰六月初八"),
    ("2027-01-07", "农历冬月三十"),
]


@pytest.mark.parametrize(("day", "text"), TEXTS)
def test_lunar_days_are_written_as_documents_write_them(day, text):
    assert lunar_text(date.fromisoformat(day)) == text


def test_the_long_form_of_a_day():
    assert long_text(date(2026, 11, 23)) == "2026年11月23日（星期一） 农历十月十五"


@pytest.mark.parametrize(
    ("month", "day", "leap"), [(5, 1, True), (6, 30, True), (0, 1, False), (13, 1, False), (1, 0, False)]
)
def test_days_that_the_lunar_year_2025_does_not_have(month, day, leap):
    with pytest.raises(NoSuchLunarDay):
        solar_of(2025, month, day, leap)


@given(DAYS.filter(lambda day: day.year < 2090), some.integers(1, 12), some.integers(1, 30), some.booleans())
def test_the_next_lunar_birthday_comes_within_thirteen_lunar_months(after, month, day, leap):
    kept = next_solar(month, day, leap, after)
    assert after < kept <= after + timedelta(385)
    there = lunar_of(kept)
    assert there.month == month
    assert there.day == day or (there.day, day) == (29, 30)
    assert leap or not there.leap


def test_a_birthday_in_a_leap_month_is_kept_in_it_when_there_is_one():
    assert next_solar(6, 3, True, date(2025, 1, 1)) == solar_of(2025, 6, 3, leap=True)
    assert next_solar(6, 3, True, date(2026, 1, 1)) == solar_of(2026, 6, 3)
    assert next_solar(6, 3, False, date(2025, 1, 1)) == solar_of(2025, 6, 3)


def test_the_birthday_itself_is_not_its_next_one():
    birthday = solar_of(2026, 10, 15)
    assert next_solar(10, 15, False, birthday) == solar_of(2027, 10, 15)
    assert next_solar(10, 15, False, birthday - timedelta(1)) == birthday


def test_the_festivals_of_2026():
    found = [
        (festival.code, f"{festival.day:%m-%d}")
        for festival in festivals_between(date(2026, 1, 1), date(2026, 12, 31))
    ]
    assert found == [
        ("spring", "02-17"),
        ("qingming", "04-05"),
        ("dragon_boat", "06-19"),
        ("party_day", "07-01"),
        ("mid_autumn", "09-25"),
        ("double_ninth", "10-18"),
    ]


@pytest.mark.parametrize("year", range(1950, 2100))
def test_every_year_has_its_six_festivals_in_their_season(year):
    found = festivals_between(date(year, 1, 1), date(year, 12, 31))
    assert [festival.code for festival in found] == [
        "spring",
        "qingming",
        "dragon_boat",
        "party_day",
        "mid_autumn",
        "double_ninth",
    ]
    by_code = {festival.code: festival.day for festival in found}
    assert by_code["qingming"] in (date(year, 4, 4), date(year, 4, 5), date(year, 4, 6))
    assert date(year, 1, 21) <= by_code["spring"] <= date(year, 2, 21)


def test_a_window_takes_both_its_ends_and_spans_years():
    spring = date(2027, 2, 6)
    assert [f.code for f in festivals_between(date(2026, 12, 1), spring)] == ["spring"]
    assert [f.code for f in festivals_between(spring, spring)] == ["spring"]
    assert festivals_between(spring, date(2026, 12, 1)) == []


def test_days_until_spring_festival():
    assert days_to_spring_festival(date(2026, 11, 23)) == 75
    assert days_to_spring_festival(date(2026, 2, 17)) == 0
    assert days_to_spring_festival(date(2026, 2, 18)) == 353
