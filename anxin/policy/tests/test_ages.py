"""Ages to the day, and the conventions that the law leaves open."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxin.policy.ages import Conventions, age_reached, birthday
from anxin.policy.api import Deadline, Relative
from anxin.policy.deadlines import TERMS, deadline
from anxin.policy.packs.reading import read
from anxin.policy.tests.cases import W5, WAGES, by_person, line, lines


def reached(birth, years, on, **conventions):
    days = (np.array([day], dtype="datetime64[D]") for day in (birth, on))
    birth, on = days
    return bool(age_reached(birth, years, on, Conventions(**conventions))[0])


@pytest.mark.parametrize(
    ("birth", "on", "conventions", "expected"),
    [
        ("2006-05-01", "2024-05-01", {}, True),
        ("2006-05-02", "2024-05-01", {}, False),
        ("2006-05-01", "2024-05-01", {"age_reached": "day_after"}, False),
        ("2006-05-01", "2024-05-02", {"age_reached": "day_after"}, True),
        ("2008-02-29", "2026-02-28", {}, True),
        ("2008-02-29", "2026-02-27", {}, False),
        ("2008-02-29", "2026-02-28", {"leap_birthday": "03-01"}, False),
        ("2008-02-29", "2026-03-01", {"leap_birthday": "03-01"}, True),
        ("2008-02-29", "2026-02-28", {"age_reached": "day_after"}, False),
        ("2008-02-29", "2026-03-01", {"age_reached": "day_after"}, True),
        ("2008-02-29", "2026-03-01", {"age_reached": "day_after", "leap_birthday": "03-01"}, False),
        ("2008-02-29", "2026-03-02", {"age_reached": "day_after", "leap_birthday": "03-01"}, True),
        ("2000-12-31", "2018-12-31", {}, True),
    ],
)
def test_an_age_of_eighteen_is_reached_on_the_day_that_the_convention_says(birth, on, conventions, expected):
    assert reached(birth, 18, on, **conventions) is expected


def test_in_a_leap_year_29_february_is_the_birthday_under_either_convention():
    for leap in ("02-28", "03-01"):
        assert not reached("1964-02-29", 60, "2024-02-28", leap_birthday=leap)
        assert reached("1964-02-29", 60, "2024-02-29", leap_birthday=leap)


def test_an_unknown_birth_has_reached_no_age():
    assert not reached("NaT", 18, "2024-05-01")


@given(birth=st.dates(date(1900, 1, 1), date(2030, 12, 31)), years=st.integers(0, 110))
def test_the_birthday_is_what_a_calendar_says(birth, years):
    day = birthday(np.array([birth], dtype="datetime64[D]"), years, Conventions())[0].astype(date)
    last = (2, 28) if (birth.month, birth.day) == (2, 29) and day.day == 28 else (birth.month, birth.day)
    assert day == date(birth.year + years, *last)


def conventions_pack(name, value):
    return read(
        "id: conventions\nregion: CN\nname: 试验\n"
        "citations: {a: {title: 试验, source: invented, confidence: S}}\n"
        f'values: {{conventions.{name}: {{2004-01-01: {{value: "{value}", citation: a}}}}}}\n'
    )


def test_a_pack_sets_the_day_on_which_an_age_is_reached_and_the_line_names_it():
    son = Relative("son", kin="child", birth=date(2006, 6, 10), relied=True, incapable=False, lone=False)
    facts = {"of": W5, "as_of": date(2024, 6, 10)}
    first = by_person(lines(son, packs=[WAGES], **facts), "dependants_pension")["son"]
    assert first.refusals == ("age",)
    packs = [WAGES, conventions_pack("age_reached", "day_after")]
    told = by_person(lines(son, packs=packs, **facts), "dependants_pension")["son"]
    assert told.amount_fen == 2880_00
    assert "age_reached_day_after" in told.conventions


def test_a_pack_sets_the_birthday_of_who_was_born_on_29_february():
    son = Relative("son", kin="child", birth=date(2012, 2, 29), relied=True, other_parent="living")
    for packs, day in (
        ([], date(2030, 2, 28)),
        ([conventions_pack("leap_birthday", "03-01")], date(2030, 3, 1)),
    ):
        told = by_person(lines(son, of=W5, packs=[WAGES, *packs]), "dependants_pension")["son"]
        assert told.ends == day
        assert f"leap_birthday_{day:%m-%d}" in told.conventions


def test_a_pack_reads_the_older_wording_of_the_martyrs_subsidy_as_the_whole_wage():
    facts = {"category": "martyr", "basic_pay_fen": 400000, "wage_fen": 900000}
    told = line(of=W5, rule="martyr_subsidy", packs=[conventions_pack("martyr_subsidy_pay", "wage")], **facts)
    assert told.amount_fen == 40 * 900000
    assert told.conventions == ("martyr_subsidy_pay_wage",)


@pytest.mark.parametrize(
    ("code", "since", "on"),
    [
        ("unit_applies", date(2024, 1, 31), date(2024, 3, 1)),
        ("family_applies", date(2024, 2, 29), date(2025, 2, 28)),
        ("family_applies", date(2024, 6, 10), date(2025, 6, 10)),
        ("injury_decision", date(2024, 6, 10), date(2024, 8, 9)),
        ("clear_injury_decision", date(2024, 6, 10), date(2024, 6, 25)),
        ("tell_agency", date(2026, 11, 6), date(2026, 12, 4)),
        ("tell_agency", date(2026, 11, 7), date(2026, 12, 4)),  # a Saturday
    ],
)
def test_a_term_ends_on_the_day_that_the_article_gives(code, since, on):
    assert deadline(code, since) == Deadline(code, on)


def test_every_term_has_its_article():
    assert {term.citation for term in TERMS.values()} == {
        "council_586_17",
        "council_586_20",
        "council_765_25",
    }
