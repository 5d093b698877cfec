"""The dates ahead of one family, as pure functions of what is known about it."""

import uuid
from datetime import date, timedelta

import pytest

from anxin.care.calendar import (
    KINDS,
    RULES,
    DeathDays,
    FamilyDays,
    Life,
    PersonDays,
    ReviewDay,
    days_between,
    missing_of,
    quiet_days_of,
)
from anxin.ground.days.partial import PartialDate

TODAY = date(2026, 11, 23)
TEN_YEARS = date(2036, 11, 22)
RAIN = uuid.UUID(int=1)
FATHER = uuid.UUID(int=2)


def somebody(birth, **more):
    return PersonDays(RAIN, Life(birth, **more))


def dates(family, start=TODAY, end=TEN_YEARS, *kinds):
    found = days_between(family, start, end)
    return [(one.kind, one.day) for one in found if not kinds or one.kind in kinds]


def of(birth, *kinds, start=TODAY, end=TEN_YEARS, **more):
    return dates(FamilyDays((somebody(birth, **more),)), start, end, *kinds)


def test_a_daughter_of_fourteen_has_her_ages_and_her_schooling_ahead():
    ahead = of(
        PartialDate(2012, 5, 18), "age_16", "age_18", "age_22", "study_senior", "study_college", "study_ends",
        kin="30", sex="2",
    )  # fmt: skip
    assert ahead == [
        ("study_senior", date(2027, 9, 1)),
        ("age_16", date(2028, 5, 18)),
        ("age_18", date(2030, 5, 18)),
        ("study_college", date(2030, 9, 1)),
        ("age_22", date(2034, 5, 18)),
        ("study_ends", date(2034, 8, 31)),
    ]


def test_what_is_expected_from_the_birth_date_alone_is_called_expected():
    told, untold = (
        days_between(FamilyDays((somebody(PartialDate(2012, 5, 18), **study),)), TODAY, TEN_YEARS)
        for study in ({"study": "junior", "study_on": TODAY}, {})
    )
    assert {one.expected for one in untold if one.kind == "study_senior"} == {True}
    assert {one.expected for one in told if one.kind == "study_senior"} == {False}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("junior", date(2027, 9, 1)),  # as the birth date has it
        ("primary", date(2030, 9, 1)),  # behind by as few years as agree: the last of primary school
        ("senior", None),  # a year ahead: already there
    ],
)
def test_what_is_told_about_schooling_shifts_it_by_whole_years(told, expected):
    found = dict(of(PartialDate(2012, 5, 18), "study_senior", study=told, study_on=TODAY))
    assert found.get("study_senior") == expected


def test_who_is_told_to_be_out_of_school_has_no_school_dates_but_keeps_the_ages():
    found = dict(of(PartialDate(2012, 5, 18), study="none", study_on=TODAY, kin="20"))
    assert not any(kind.startswith("study") for kind in found)
    assert "age_18" in found
    assert "age_22" not in found


def test_from_vocational_school_one_goes_to_work():
    found = dict(of(PartialDate(2010, 5, 18), study="vocational", study_on=TODAY))
    assert "study_college" not in found
    assert found["study_ends"] == date(2028, 8, 31)


def test_a_month_of_birth_gives_a_window_and_never_a_day():
    family = FamilyDays((somebody(PartialDate(2012, 5)),))
    eighteen = next(one for one in days_between(family, TODAY, TEN_YEARS) if one.kind == "age_18")
    assert (eighteen.day, eighteen.until) == (date(2030, 5, 1), date(2030, 5, 31))
    assert not dates(family, TODAY, TEN_YEARS, "birthday")
    assert [one.code for one in missing_of(family)] == ["birth_day"]


def test_no_birth_date_is_a_gap_and_no_date():
    family = FamilyDays((somebody(None),))
    assert {kind for kind, _day in dates(family) if not kind.startswith("festival")} == set()
    assert [one.code for one in missing_of(family)] == ["birth"]


def test_a_year_of_birth_that_leaves_the_school_year_open_gives_no_school_date():
    assert not any(kind.startswith("study") for kind, _day in of(PartialDate(2012)))


def test_born_on_29_february_the_birthday_is_the_28th_in_other_years():
    found = of(PartialDate(2012, 2, 29), "birthday", "age_18", start=date(2027, 1, 1), end=date(2030, 12, 31))
    assert found == [
        ("birthday", date(2027, 2, 28)),
        ("birthday", date(2028, 2, 29)),
        ("birthday", date(2029, 2, 28)),
        ("age_18", date(2030, 2, 28)),
        ("birthday", date(2030, 2, 28)),
    ]


def test_a_lunar_birthday_is_kept_by_the_lunar_calendar_and_the_age_counts_by_the_solar_day():
    found = of(PartialDate(1951, 2, 20, "lunar"), "birthday", "age_80", end=date(2031, 12, 31))
    assert found[0] == ("birthday", date(2027, 3, 27))
    assert ("age_80", date(2031, 3, 27)) in found  # born on 27 March 1951
    assert ("birthday", date(2031, 3, 12)) in found


def test_a_leap_month_is_kept_in_the_ordinary_one_and_the_30th_on_the_29th_of_a_short_month():
    leap = of(PartialDate(2025, 6, 3, "lunar", leap=True), "birthday", end=date(2028, 1, 1))
    assert [day for _kind, day in leap] == [date(2027, 7, 6)]
    thirtieth = of(
        PartialDate(1961, 12, 30, "lunar"), "birthday", start=date(2025, 1, 1), end=date(2026, 3, 1)
    )
    assert [day for _kind, day in thirtieth] == [date(2025, 1, 28), date(2026, 2, 16)]


def test_nothing_falls_due_before_a_birth_or_after_a_death():
    posthumous = of(PartialDate(2027, 5, 1), "birthday", end=date(2028, 12, 31))
    assert posthumous == [("birthday", date(2028, 5, 1))]
    gone = of(PartialDate(2012, 5, 18), died=PartialDate(2029, 3, 1))
    assert max(day for _kind, day in gone) < date(2029, 3, 1)


def test_the_anniversary_of_a_death_is_a_quiet_day_with_a_day_around_and_so_is_qingming():
    family = FamilyDays((somebody(PartialDate(2012, 5, 18)),), (DeathDays(FATHER, PartialDate(2024, 7, 2)),))
    memorial = next(one for one in days_between(family, TODAY, TEN_YEARS) if one.kind == "memorial")
    assert (memorial.day, memorial.person, memorial.n, memorial.quiet) == (date(2027, 7, 2), FATHER, 3, True)
    quiet = quiet_days_of(family, date(2027, 1, 1), date(2027, 12, 31), 1)
    assert sorted(quiet) == [
        *(date(2027, 4, day) for day in (4, 5, 6)),
        *(date(2027, 7, day) for day in (1, 2, 3)),
    ]
    assert quiet_days_of(family, date(2027, 7, 3), date(2027, 7, 3), 1) == {date(2027, 7, 3)}


def test_a_review_of_the_calculation_is_a_date_and_the_one_of_an_age_is_told_once():
    eighteen = ReviewDay(date(2030, 5, 18), "child_18", RAIN)
    check = ReviewDay(date(2026, 12, 31), "yearly_check", RAIN)
    family = FamilyDays((somebody(PartialDate(2012, 5, 18)),), (), (eighteen, check, check))
    found = dates(family, TODAY, TEN_YEARS, "age_18", "review_yearly_check")
    assert found == [("review_yearly_check", date(2026, 12, 31)), ("age_18", date(2030, 5, 18))]


def test_the_review_of_an_age_that_this_calendar_cannot_know_is_kept():
    of_a_line = ReviewDay(date(2030, 5, 18), "child_18", RAIN)
    found = dates(FamilyDays((somebody(None),), (), (of_a_line,)), TODAY, TEN_YEARS, "age_18")
    assert found == [("age_18", date(2030, 5, 18))]


KNOWN = {  # as the almanacs of these years have them
    "spring": "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03",
    "qingming": "2024-04-04 2025-04-04 2026-04-05 2027-04-05 2028-04-04 2029-04-04 2030-04-05",
    "dragon_boat": "2024-06-10 2025-05-31 2026-06-19 2027-06-09 2028-05-28 2029-06-16 2030-06-05",
    "party_day": "2024-07-01 2025-07-01 2026-07-01 2027-07-01 2028-07-01 2029-07-01 2030-07-01",
    "mid_autumn": "2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12",
    "double_ninth": "2024-10-11 2025-10-29 2026-10-18 2027-10-08 2028-10-26 2029-10-16 2030-10-05",
}


@pytest.mark.parametrize("festival", KNOWN)
def test_the_festivals_fall_as_the_almanacs_have_them(festival):
    family = FamilyDays((somebody(PartialDate(1950, 1, 1)),))
    found = dates(family, date(2024, 1, 1), date(2030, 12, 31), f"festival_{festival}")
    assert [day.isoformat() for _kind, day in found] == KNOWN[festival].split()


def test_the_double_ninth_is_for_families_with_somebody_of_sixty():
    young = FamilyDays((somebody(PartialDate(1990, 1, 1)),))
    assert not dates(young, TODAY, TEN_YEARS, "festival_double_ninth")


def test_no_festival_is_told_of_a_family_in_which_nobody_lives():
    assert days_between(FamilyDays(), TODAY, TEN_YEARS) == []


def test_every_kind_has_a_rule_and_every_rule_a_kind():
    assert {rule.kind for rule in RULES} == set(KINDS)
    assert all(rule.grounds for rule in RULES)


def test_what_is_only_remembered_makes_no_to_do():
    assert not [rule.kind for rule in RULES if rule.kind_of.asks and not rule.confirmed]


def test_from_the_day_before_to_the_day_after_nothing_is_counted_twice():
    family = FamilyDays((somebody(PartialDate(2012, 5, 18)),), (DeathDays(FATHER, PartialDate(2024, 7, 2)),))
    whole = days_between(family, TODAY, TEN_YEARS)
    for n in (1, 160, 1000):
        cut = TODAY + timedelta(n)
        parts = days_between(family, TODAY, cut), days_between(family, cut + timedelta(1), TEN_YEARS)
        assert [*parts[0], *parts[1]] == whole
