"""The first days after a death: every last day, reckoned by hand, and who says so."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from anxin.officers.first_days import STEPS, TELL, first_days

TARGETS = settings.LIMITS["first_days"]


def days(died_on: date, event_on: date | None = None) -> dict[str, date]:
    found = first_days(died_on=died_on, event_on=event_on or died_on, targets=TARGETS)
    return {one.step.code: one.due for one in found}


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("tell", date(2026, 11, 23)),  # a Monday, the same day
        ("funeral", date(2026, 11, 26)),  # 3 working days
        ("school", date(2026, 11, 26)),
        ("certificates", date(2026, 11, 30)),  # 5, over one weekend
        ("pay", date(2026, 12, 7)),  # 10, over two
        ("insurance", date(2026, 12, 7)),
        ("housing", date(2026, 12, 14)),  # 15, over three
        ("work_injury", date(2026, 12, 23)),  # 30 days of the calendar
    ],
)
def test_each_step_has_its_last_day(code: str, due: date) -> None:
    assert days(date(2026, 11, 23))[code] == due


def test_every_step_of_the_table_is_tested_and_has_a_target_or_a_law() -> None:
    assert {step.code for step in STEPS} == set(days(date(2026, 11, 23)))
    assert {step.code for step in STEPS if not step.term} == set(TARGETS)
    assert STEPS[0].code == TELL


@pytest.mark.parametrize(
    ("event", "last", "later"),
    [
        (date(2026, 1, 30), date(2026, 3, 1), date(2027, 1, 30)),  # February in between
        (date(2024, 1, 31), date(2024, 3, 1), date(2025, 1, 31)),  # a leap year: 29 days of February
        (date(2024, 2, 29), date(2024, 3, 30), date(2025, 2, 28)),  # a year after 29 February
        (date(2026, 12, 20), date(2027, 1, 19), date(2027, 12, 20)),  # over the new year
        (date(2026, 1, 18), date(2026, 2, 17), date(2027, 1, 18)),  # ends on a holiday and stays there
    ],
)
def test_the_unit_applies_within_thirty_days_of_the_event_and_the_family_within_a_year(
    event: date, last: date, later: date
) -> None:
    found = first_days(died_on=event + timedelta(2), event_on=event, targets=TARGETS)
    applying = next(one for one in found if one.step.code == "work_injury")
    assert (applying.due, applying.later) == (last, later)


def test_the_thirty_days_begin_with_the_accident_not_with_the_death() -> None:
    both = days(date(2026, 11, 23)), days(date(2026, 11, 23), date(2026, 11, 3))
    assert [one["work_injury"] for one in both] == [date(2026, 12, 23), date(2026, 12, 3)]
    assert both[0] | {"work_injury": None} == both[1] | {"work_injury": None}


def test_working_days_step_over_the_national_holiday() -> None:
    found = days(date(2026, 9, 30))  # a Wednesday; 1 to 7 October are free, Saturday the 10th is worked
    assert found["funeral"] == date(2026, 10, 10)
    assert found["tell"] == date(2026, 9, 30)


def test_a_death_on_a_sunday_is_told_on_that_sunday() -> None:
    assert days(date(2026, 11, 22))["tell"] == date(2026, 11, 22)


def test_day_by_day_through_a_year_no_step_comes_before_the_death_or_earlier_for_a_later_one() -> None:
    last = days(date(2025, 12, 31))
    for n in range(365):
        died = date(2026, 1, 1) + timedelta(n)
        found = days(died)
        assert found["work_injury"] == died + timedelta(30)
        for code, due in found.items():
            assert died <= due, (died, code)
            assert last[code] <= due, (died, code)
        last = found


def test_only_the_law_is_cited_as_law() -> None:
    cited = {step.code: step.citation for step in STEPS if step.citation}
    assert set(cited) == {"work_injury"}
    assert cited["work_injury"].code == "council_586_17"
