from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as some

from anxin.ground.days import workdays
from anxin.ground.days.models import OfficeDay
from anxin.ground.days.workdays import (
    add_working_days,
    is_assumed,
    is_working_day,
    look_again,
    use,
    working_day_from,
    working_days_between,
)

DAYS = some.dates(date(2010, 1, 1), date(2035, 12, 31))
SHORT = some.integers(-120, 120)
MAKE_UP_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
EASY = trying(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _published_days_alone():
    use({})
    yield
    use({})


@pytest.mark.parametrize("day", MAKE_UP_2026)
def test_make_up_weekends_of_2026_are_working_days(day):
    made_up = date.fromisoformat(f"2026-{day}")
    assert made_up.weekday() >= 5
    assert is_working_day(made_up)
    assert not is_assumed(made_up)


def test_holidays_and_plain_days_of_2026():
    assert not is_working_day(date(2026, 2, 17))
    assert not is_working_day(date(2026, 10, 7))
    assert not is_working_day(date(2026, 11, 22))
    assert is_working_day(date(2026, 11, 23))


def test_leave_days_of_policy_example_w13():
    assert working_days_between(date(2026, 2, 12), date(2026, 2, 26)) == 5


def test_a_light_counts_down_to_its_deadline_and_then_up():
    monday = date(2026, 11, 23)
    assert working_days_between(monday, monday) == 0
    assert working_days_between(monday, date(2026, 11, 30)) == 5
    assert working_days_between(monday, date(2026, 11, 20)) == -1
    assert working_days_between(date(2026, 11, 25), monday) == -2


def test_years_without_a_published_calendar_are_assumed_from_the_law():
    assert is_assumed(date(2027, 2, 6))
    holidays = ["01-01", "02-05", "04-05", "05-01", "06-09", "09-15", "10-01"]
    assert not any(is_working_day(date.fromisoformat(f"2027-{day}")) for day in holidays)
    assert not is_working_day(date(2027, 2, 8))  # 初三
    assert is_working_day(date(2027, 2, 9))
    assert is_assumed(date(2003, 12, 31))


def test_the_offices_own_days_come_first():
    use({date(2027, 2, 9): False, date(2027, 2, 20): True})
    assert not is_working_day(date(2027, 2, 9))
    assert is_working_day(date(2027, 2, 20))
    assert is_working_day(date(2027, 2, 5))  # whatever it does not name is Monday to Friday
    assert not is_assumed(date(2027, 12, 31))
    assert is_assumed(date(2028, 1, 1))


@pytest.mark.django_db
def test_what_the_table_says_holds_at_the_next_look(monkeypatch):
    OfficeDay.objects.create(day=date(2027, 2, 9), works=False)
    look_again()
    assert is_working_day(date(2027, 2, 9))  # within the same second nobody asks again
    monkeypatch.setattr(workdays, "RELOAD", 0)
    look_again()
    assert not is_working_day(date(2027, 2, 9))
    OfficeDay.objects.all().delete()
    look_again()
    assert is_working_day(date(2027, 2, 9))


@EASY
@given(DAYS, SHORT)
def test_adding_and_counting_are_each_others_inverse(day, count):
    there = add_working_days(day, count)
    assert there == day if count == 0 else is_working_day(there)
    if count >= 0 or is_working_day(day):
        assert working_days_between(day, there) == count
    assert abs((there - day).days) >= abs(count)


@EASY
@given(DAYS, DAYS)
def test_counting_back_is_counting_forth_with_a_minus(one, other):
    count = working_days_between(one, other)
    assert count == -working_days_between(other, one)
    assert abs(count) <= abs((other - one).days)


@EASY
@given(DAYS)
def test_a_period_never_ends_on_a_holiday(day):
    end = working_day_from(day)
    assert is_working_day(end)
    assert day <= end <= day + timedelta(12)
    assert working_days_between(day, end) == (end != day)
