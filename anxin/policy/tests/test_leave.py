"""Annual leave through its door: gaps, exclusions, untaken days, counting by a calendar of one's own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxin.policy.api import CITATIONS, LeaveCase, Step, leave
from anxin.policy.leave.calendar import official

OFFICER = LeaveCase(
    on=date(2026, 12, 31),
    started=date(2012, 4, 1),
    continuous=True,
    vacation_days=0,
    personal_days=0,
    sick_months=0,
    taken_days=6,
    untaken_reason="work",
    annual_pay_fen=13050000,
)


def answer(**changes):
    [told] = leave([replace(OFFICER, **changes)])
    return told


def test_w14_tells_the_sum_its_arithmetic_and_the_last_day_for_it():
    told = answer()
    assert (told.days, told.left_days, told.untaken_days) == (10, 4, 4)
    assert told.untaken_pay_fen == 4000_00
    assert told.arithmetic == (Step("untaken_days", 800, 13050000, 2026, 26100),)
    assert told.arithmetic[0].amount_fen == told.untaken_pay_fen
    assert (told.deadline.code, told.deadline.on) == ("untaken_leave_pay", date(2027, 3, 31))
    assert set(told.citations) <= set(CITATIONS)
    assert {"personnel_leave_7", "personnel_leave_8"} <= set(told.citations)
    assert ("annual_leave.paid_days", 261, "personnel_leave_8", "Q") in told.parameters


def test_w14_an_officer_who_declined_has_no_extra_pay():
    told = answer(untaken_reason="own", annual_pay_fen=None)
    assert (told.untaken_pay_fen, told.arithmetic, told.deadline, told.pay_gaps) == (0, (), None, ())
    assert "personnel_leave_9" in told.citations


MISSING = {
    "started": "service_start",
    "continuous": "continuous_year",
    "vacation_days": "vacation_days",
    "personal_days": "personal_days",
    "sick_months": "sick_months",
}


@pytest.mark.parametrize("name", MISSING)
def test_each_fact_of_the_year_that_is_missing_is_a_gap(name):
    told = answer(**{name: None})
    assert (told.days, told.gaps) == (None, (MISSING[name],))
    assert (told.untaken_pay_fen, told.left_days) == (None, None)


@pytest.mark.parametrize(
    ("name", "gap"),
    [("taken_days", "taken_days"), ("untaken_reason", "untaken_reason"), ("annual_pay_fen", "annual_pay")],
)
def test_each_fact_of_the_pay_that_is_missing_is_a_gap_of_the_pay_alone(name, gap):
    told = answer(**{name: None})
    assert told.days == 10
    assert (told.untaken_pay_fen, told.pay_gaps) == (None, (gap,))


def test_what_was_taken_must_be_known_where_it_decides_the_year():
    told = answer(sick_months=3, taken_days=None)
    assert (told.days, told.gaps) == (None, ("taken_days",))


def test_an_exclusion_that_is_certain_asks_for_nothing_more():
    told = answer(continuous=False, vacation_days=None, personal_days=None, sick_months=None)
    assert (told.days, told.gaps, told.exclusions) == (0, (), ("not_continuous",))


def test_the_year_after_an_exclusion_that_came_too_late_is_none():
    told = answer(sick_months=3, taken_days=10)
    assert (told.days, told.next_year_none, told.exclusions) == (10, True, ("sick_leave",))
    after = answer(on=date(2027, 12, 31), excluded_by_last_year=told.next_year_none, taken_days=0)
    assert (after.days, after.exclusions) == (0, ("excluded_by_last_year",))


def test_days_carried_over_are_left_beside_those_of_the_year():
    told = answer(carried_over_days=3, taken_days=6, annual_pay_fen=None, untaken_reason=None)
    assert told.left_days == 7
    assert "council_2007_514_5" in told.citations


def test_before_the_rules_of_2008_nothing_is_told():
    told = answer(on=date(2007, 12, 31), started=date(1990, 1, 1))
    assert (told.days, told.gaps) == (None, ("before_2008",))


def test_w13_counts_with_the_official_calendar():
    assert answer(first=date(2026, 2, 13), last=date(2026, 2, 26)).counted_days == 5


def test_a_year_without_a_calendar_is_a_gap_until_a_table_is_handed_in():
    case = replace(OFFICER, first=date(2027, 10, 1), last=date(2027, 10, 10))
    [told] = leave([case])
    assert (told.counted_days, told.gaps) == (None, ("calendar",))
    holidays = {date(2027, 10, day): False for day in range(1, 8)} | {date(2027, 10, 9): True}
    [told] = leave([case], {2027: holidays})
    assert (told.counted_days, told.gaps) == (2, ())


def test_a_table_of_ones_own_replaces_the_year():
    case = replace(OFFICER, first=date(2026, 10, 1), last=date(2026, 10, 7))
    [plain] = leave([case])
    [own] = leave([case], {2026: {}})
    assert (plain.counted_days, own.counted_days) == (0, 5)


def test_the_official_calendar_has_the_years_and_make_up_days_of_the_policy():
    years = official()
    assert (min(years), max(years)) == (2004, 2026)
    made_up = {day.isoformat()[5:] for day, works in years[2026].items() if works}
    assert made_up == {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}


def test_a_number_that_is_not_whole_and_a_reason_that_is_none_are_refused():
    with pytest.raises(TypeError, match="annual_pay_fen"):
        answer(annual_pay_fen=1305.0)
    with pytest.raises(ValueError, match="untaken_reason"):
        answer(untaken_reason="lazy")


def test_a_leave_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="last: before first"):
        answer(first=date(2026, 3, 14), last=date(2026, 3, 13))


def test_nobody_asked_for_nothing_told():
    assert leave([]) == []


def test_one_run_of_many_equals_many_runs_of_one():
    cases = [
        replace(OFFICER, started=started, sick_months=sick, taken_days=taken)
        for started in (None, date(2000, 1, 1), date(2016, 5, 5), date(2026, 1, 1))
        for sick in (None, 0, 2, 3, 4)
        for taken in (None, 0, 5)
    ]
    assert leave(cases) == [leave([case])[0] for case in cases]


@given(
    started=st.dates(date(1970, 1, 1), date(2026, 12, 31)),
    on=st.dates(date(2008, 1, 1), date(2026, 12, 31)),
    later=st.integers(0, 4000),
)
def test_more_service_never_gives_a_lower_tier(started, on, later):
    before, after = leave(
        [
            replace(OFFICER, started=started, on=on),
            replace(OFFICER, started=started, on=on + timedelta(later)),
        ]
    )
    assert before.tier_days <= after.tier_days
    assert {before.tier_days, after.tier_days} <= {0, 5, 10, 15}


@given(
    untaken=st.integers(0, 15),
    pay=st.integers(1, 10**8),
)
def test_the_extra_pay_is_twice_the_pay_of_a_day_within_half_a_fen(untaken, pay):
    told = answer(started=date(2000, 1, 1), taken_days=15 - untaken, annual_pay_fen=pay)
    assert abs(told.untaken_pay_fen * 261 - 2 * untaken * pay) <= 131
