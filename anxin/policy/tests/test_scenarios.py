"""A pending determination, side by side; and what does not depend on it, once."""

from datetime import date

import pytest

from anxin.policy.api import Relative, columns, family_arrays, family_lines
from anxin.policy.tests.cases import W5, WAGES, case, lines


@pytest.mark.parametrize(
    ("channel", "employment", "categories"),
    [
        ("pension", "civil_servant", ["on_duty", "illness", "martyr"]),
        ("pension", "institution", ["on_duty", "illness", "martyr"]),
        ("neither", "village", ["on_duty", "illness", "martyr"]),
        ("work_injury", "institution", ["work_injury", "illness", "martyr"]),
        ("work_injury", "enterprise", ["work_injury", "illness", "martyr"]),
        ("work_injury", "civil_servant", ["on_duty", "work_injury", "illness", "martyr"]),
        (None, "civil_servant", ["on_duty", "illness", "martyr"]),
        (None, "police", ["on_duty", "illness", "martyr"]),
        (None, "institution", ["work_injury", "illness", "martyr"]),
        (None, "village", ["on_duty", "illness", "martyr"]),
        (None, None, ["on_duty", "work_injury", "illness", "martyr"]),
    ],
)
def test_the_categories_that_a_clerk_sees_side_by_side(channel, employment, categories):
    told = lines(category=None, channel=channel, employment=employment)
    assert list(dict.fromkeys(one.category for one in told)) == categories
    assert all("pending_category" in one.assumptions for one in told)


def test_the_pensions_of_relatives_stand_in_each_scenario_that_owes_them():
    child = Relative("child", kin="child", birth=date(2014, 3, 1), relied=True, other_parent="dead")
    told = lines(child, of=W5, category=None, packs=[WAGES])
    pensions = [one for one in told if one.rule == "dependants_pension"]
    assert [(one.category, one.person) for one in pensions] == [("work_injury", "child"), ("martyr", "child")]


def test_what_no_category_decides_is_told_once_and_last():
    told = lines(of=W5, category=None, death=None, missing_since=date(2026, 7, 5), wage_fen=900000)
    assert [(one.rule, one.category) for one in told[-2:]] == [("missing_wage", ""), ("missing_advance", "")]
    assert [one.rule for one in told].count("missing_wage") == 1


def test_many_families_in_one_run_are_told_as_each_alone():
    child = Relative("child", kin="child", birth=date(2014, 3, 1), relied=True, incapable=False)
    cases = [
        case(child, of=W5, category=category, death=death, channel=channel)
        for category in (None, "work_injury", "martyr")
        for death in (None, date(2010, 1, 1), date(2024, 6, 1))
        for channel in (None, "work_injury", "pension")
    ]
    assert family_lines(cases, [WAGES]) == [family_lines([one], [WAGES])[0] for one in cases]


def test_arrays_give_the_numbers_and_only_the_chosen_lines():
    cases = [case(), case(category="illness"), case(category=None)]
    run = family_arrays(columns(cases))
    sums = run.arrays("lump_sum")
    assert sums.family.tolist() == [0, 1, 2, 2, 2]
    assert sums.fen.tolist() == [83772000, 23263200, 83772000, 23263200, 83772000]
    [told] = run.tell("lump_sum", sums.family.searchsorted([1]))
    assert told == family_lines([cases[1]])[0][0]


def test_ten_years_of_death_in_one_run_each_find_their_own_figures_in_every_rule():
    years = [2011, 2012, 2013, 2015, 2016, 2017, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
    yuan = [19109, 21810, 24565, 28844, 31195, 33616, 39251, 42359, 43834, 47412, 49283, 51821, 54188, 56502]
    days = [date(year, 12, 31) if year < 2026 else date(2026, 10, 1) for year in years]
    run = family_arrays(columns([case(of=W5, death=day) for day in days]))
    assert run.arrays("work_injury_death").fen.tolist() == [20 * one * 100 for one in yuan]
    martyrs = family_arrays(columns([case(death=day, category="martyr") for day in days]))
    assert martyrs.arrays("martyr_praise").fen.tolist() == [30 * one * 100 for one in yuan]
