from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from anxin.ground.days.ages import age_on, anniversaries, anniversary, reaches, under
from anxin.ground.days.partial import PartialDate

BIRTHS = some.dates(date(1900, 1, 1), date(2026, 12, 31))
LATER = some.integers(0, 120 * 366)


def born(text):
    return PartialDate.parse(text)


TABLE = [
    ("2012-02-29", "2026-02-27", 13),
    ("2012-02-29", "2026-02-28", 14),
    ("2012-02-29", "2026-03-01", 14),
    ("2012-02-29", "2028-02-28", 15),
    ("2012-02-29", "2028-02-29", 16),
    ("2012-02-28", "2028-02-28", 16),
    ("2012-03-01", "2026-02-28", 13),
    ("2012-03-01", "2028-02-29", 15),
    ("1964-05-02", "2024-05-01", 59),
    ("1964-05-01", "2024-05-01", 60),
    ("2006-05-02", "2024-05-01", 17),
    ("2006-05-01", "2024-05-01", 18),
    ("2026-11-23", "2026-11-23", 0),
    ("2026-11-24", "2026-11-23", None),
    ("1971", "2026-11-23", None),
    ("1971", "2026-12-31", 55),
    ("1971", "2027-01-01", None),
    ("1971-11", "2026-11-23", None),
    ("1971-11", "2026-11-30", 55),
    ("1971-11", "2026-10-31", 54),
    ("2012-02", "2026-02-28", 14),
    ("2026-11", "2026-11-23", None),
    ("农历1971年十月十五", "2026-12-01", 54),
    ("农历1971年十月十五", "2026-12-02", 55),
    ("农历1971年十月", "2026-12-02", None),
    ("农历2025年闰六月", "2026-08-22", 1),
]


@pytest.mark.parametrize(("birth", "day", "age"), TABLE)
def test_ages_by_the_table(birth, day, age):
    assert age_on(born(birth), date.fromisoformat(day)) == age


@given(BIRTHS, LATER)
def test_an_age_rises_by_one_exactly_on_the_day_that_reaches_it(birth, later):
    day = birth + timedelta(later)
    age = age_on(birth, day)
    assert reaches(birth, age) <= day < reaches(birth, age + 1)
    assert age_on(PartialDate.parse(birth), day) == age
    assert age_on(birth, reaches(birth, age + 1)) == age + 1
    assert age_on(birth, reaches(birth, age + 1) - timedelta(1)) == age


@given(BIRTHS, LATER, some.sampled_from(["year", "month"]))
def test_a_missing_part_gives_an_age_only_when_it_cannot_change_it(birth, later, precision):
    day = birth + timedelta(later)
    partial = PartialDate(birth.year, birth.month if precision == "month" else None)
    possible = {age_on(b, day) for b in (partial.first(), birth, partial.last())}
    assert age_on(partial, day) == (possible.pop() if len(possible) == 1 else None)
    assert reaches(partial, 18) is None


@given(BIRTHS, LATER, some.sampled_from([14, 18]))
def test_under_fourteen_and_under_eighteen_turn_on_the_birthday(birth, later, years):
    day = birth + timedelta(later)
    assert under(birth, years, day) == (day < reaches(birth, years)) == (age_on(birth, day) < years)


def test_under_an_age_may_be_certain_though_the_age_is_not():
    assert age_on(born("2016"), date(2026, 6, 1)) is None
    assert under(born("2016"), 14, date(2026, 6, 1)) is True
    assert under(born("2000"), 14, date(2026, 6, 1)) is False
    assert under(born("2012"), 14, date(2026, 6, 1)) is None


@pytest.mark.parametrize("leap_year", range(1904, 2027, 4))
@pytest.mark.parametrize("years", [1, 2, 3, 4, 14, 18, 60, 100])
def test_every_29_february_reaches_its_ages_on_the_last_day_of_february(leap_year, years):
    day = reaches(date(leap_year, 2, 29), years)
    assert (day + timedelta(1)).month == 3
    assert (day.month, day.year) == (2, leap_year + years)


def test_anniversaries_leave_out_the_day_itself_and_keep_to_the_window():
    died = date(2024, 2, 29)
    assert list(anniversaries(died, date(2024, 1, 1), date(2028, 12, 31))) == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]
    assert list(anniversaries(died, date(2025, 3, 1), date(2026, 2, 27))) == []
    assert anniversary(died, 2100) == date(2100, 2, 28)
