"""The lump sum through the facade: amounts, versions, payers, arithmetic."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.policy.api import CITATIONS, Step, columns, family_arrays, family_lines
from anxin.policy.tests.cases import TODAY, case, line, lines

# POLICY.md 8.1, typed again, in fen.
INCOME = {
    year: yuan * 100
    for year, yuan in enumerate((19109, 21810, 24565, 26955, 28844, 31195, 33616, 36396, 39251), start=2010)
}
INCOME |= {
    year: yuan * 100
    for year, yuan in enumerate((42359, 43834, 47412, 49283, 51821, 54188, 56502), start=2019)
}


def test_w1_tells_amount_arithmetic_articles_payer_and_figures():
    told = line()
    assert told.amount_fen == 837_720_00
    assert told.arithmetic == (Step("income", 20, 3361600, 2016), Step("basic_pay", 40, 413500))
    assert told.citations[0] == "mca_2011_192_1"
    assert CITATIONS[told.citations[0]].number == "民发〔2011〕192号"
    assert (told.version, told.payer) == ("2011-08-01", "unit_of_deceased")
    assert ("urban_income_2016", 3361600, "nbs_2016", "Q") in told.parameters
    assert (told.gaps, told.provisional, told.assumptions) == ((), False, ())


def test_w2_illness_takes_twice_the_income():
    assert line(category="illness").amount_fen == 232_632_00


@pytest.mark.parametrize(
    ("category", "yuan"), [("on_duty", 95_200), ("martyr", 190_400), ("illness", 47_600)]
)
def test_w3_in_2010_is_months_of_pay_alone(category, yuan):
    told = line(death=date(2010, 5, 12), basic_pay_fen=238000, category=category)
    assert told.amount_fen == yuan * 100
    assert [step.term for step in told.arithmetic] == ["basic_pay"]
    assert told.version == "2004-10-01"


def test_w4_a_martyr_has_two_lines_both_paid_by_the_county():
    pension, praise = lines(death=date(2025, 6, 20), category="martyr", basic_pay_fen=526000)
    assert (pension.rule, praise.rule) == ("lump_sum", "martyr_praise")
    assert (pension.amount_fen, praise.amount_fen) == (1_294_160_00, 1_625_640_00)
    assert {pension.payer, praise.payer} == {"county_veterans"}
    assert (pension.version, praise.version) == ("2025-01-01", "2025-01-01")
    assert "council_2024_791_16" in pension.citations
    assert praise.citations == ("council_2024_791_15",)


def test_a_pending_determination_shows_its_scenarios_side_by_side():
    told = lines(category=None)
    assert [(one.rule, one.category) for one in told] == [
        ("lump_sum", "on_duty"),
        ("lump_sum", "illness"),
        ("lump_sum", "martyr"),
        ("martyr_praise", "martyr"),
    ]
    assert [one.amount_fen for one in told] == [83772000, 23263200, 83772000, 100848000]
    assert {one.assumptions for one in told} == {("pending_category",)}


def test_a_pending_case_marks_what_it_assumes():
    told = [one for one in lines(category=None, channel=None, employment=None) if one.amount_fen]
    assert [(one.category, one.rule, one.amount_fen) for one in told] == [
        ("on_duty", "lump_sum", 83772000),
        ("work_injury", "work_injury_death", 67232000),
        ("illness", "lump_sum", 23263200),
        ("martyr", "lump_sum", 83772000),
        ("martyr", "martyr_praise", 100848000),
    ]
    marks = ("pending_category", "assumed_pension_channel", "assumed_civil_servant")
    injury = ("pending_category", "assumed_work_injury_channel", "fund_or_unit")
    assert [one.assumptions for one in told] == [marks, injury, marks, marks, ("pending_category",)]


def test_an_institution_run_like_the_civil_service_cites_its_own_ground():
    told = line(employment="as_civil_servant")
    assert told.amount_fen == 837_720_00
    assert "mohrss_2008_42" in told.citations


def test_provisional_lines_say_why_and_the_final_one_gives_the_top_up():
    facts = {"death": date(2026, 1, 10), "basic_pay_fen": 526000}
    early = line(**facts, as_of=date(2026, 1, 12))
    final = line(**facts, as_of=date(2026, 1, 19))
    assert (early.provisional, final.provisional) == (True, False)
    assert "mohrss_2013_34" in early.citations
    assert "mohrss_2013_34" not in final.citations
    assert ("urban_income_published_2025", "2026-01-19", "etnet_2026_01_19", "S") in early.parameters
    assert final.amount_fen - early.amount_fen == 46_280_00


def test_ten_years_of_death_in_one_run_each_find_their_own_version_and_figure():
    pay = 300000
    expected = {
        date(2004, 10, 1): 40 * pay,
        date(2008, 2, 29): 40 * pay,
        date(2010, 12, 31): 40 * pay,
        date(2011, 7, 31): 40 * pay,
        date(2011, 8, 1): 20 * 1910900 + 40 * pay,
        date(2012, 6, 1): 20 * 2181000 + 40 * pay,
        date(2013, 6, 1): 20 * 2456500 + 40 * pay,
        date(2015, 6, 1): 20 * 2884400 + 40 * pay,
        date(2017, 6, 1): 20 * 3361600 + 40 * pay,
        date(2020, 6, 1): 20 * 4235900 + 40 * pay,
        date(2022, 6, 1): 20 * 4741200 + 40 * pay,
        date(2024, 6, 1): 20 * 5182100 + 40 * pay,
        date(2026, 6, 1): 20 * 5650200 + 40 * pay,
    }
    assert len({day.year for day in expected}) >= 10
    run = family_arrays(columns([case(death=day, basic_pay_fen=pay) for day in expected]))
    assert run.arrays("lump_sum").fen.tolist() == list(expected.values())


def test_twenty_times_the_income_agrees_with_the_published_sums():
    """POLICY.md 8.1 lists them for the years of death; forty months of one fen are 0.40 yuan."""
    published = {2012: 436200, 2013: 491300, 2015: 576880, 2016: 623900, 2017: 672320, 2019: 785020}
    published |= {2020: 847180, 2021: 876680, 2022: 948240, 2023: 985660, 2024: 1036420}
    published |= {2025: 1083760, 2026: 1130040}
    told = family_lines([case(death=date(year, 7, 1), basic_pay_fen=1) for year in published])
    assert [one.amount_fen - 40 for one, *_local in told] == [yuan * 100 for yuan in published.values()]


def test_nothing_asked_gives_nothing():
    assert family_lines([]) == []


def test_one_run_of_many_equals_many_runs_of_one():
    cases = [
        case(death=death, category=category, basic_pay_fen=pay)
        for death in (None, date(2003, 1, 1), date(2010, 5, 12), date(2018, 5, 1), date(2025, 6, 20))
        for category in (None, "martyr", "illness")
        for pay in (None, 526000)
    ]
    assert family_lines(cases) == [family_lines([one])[0] for one in cases]


MULTIPLES = {  # category: (months before August 2011, times the income and months since)
    "martyr": (80, 20, 40),
    "on_duty": (40, 20, 40),
    "illness": (20, 2, 40),
}


def by_hand(category, death, pay):
    """The rule once more, one case at a time, with no arrays."""
    months, times, since = MULTIPLES[category]
    if death < date(2011, 8, 1):
        return months * pay
    return times * INCOME[death.year - 1] + since * pay


@settings(max_examples=40, deadline=None)
@given(
    death=st.dates(date(2004, 10, 1), date(2026, 11, 23)),
    category=st.sampled_from(sorted(MULTIPLES)),
    pay=st.integers(1, 100_000_000),
)
def test_any_amount_is_what_a_hand_would_reckon(death, category, pay):
    told = lines(death=death, category=category, basic_pay_fen=pay, as_of=date(2026, 11, 23))[0]
    if death.year in {2014, 2018}:
        assert told.amount_fen is None
    else:
        assert told.amount_fen == by_hand(category, death, pay)
        assert told.amount_fen == sum(step.amount_fen for step in told.arithmetic)


@settings(max_examples=40, deadline=None)
@given(
    death=st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    category=st.sampled_from([None, "martyr", "on_duty", "illness", "work_injury"]),
    employment=st.sampled_from([None, "civil_servant", "as_civil_servant", "institution"]),
    channel=st.sampled_from([None, "pension", "work_injury", "neither"]),
    pay=st.none() | st.integers(1, 10**7) | st.integers(-(10**25), 10**25),
)
def test_every_line_is_an_amount_that_its_steps_add_up_to_or_gaps_never_both(
    death, category, employment, channel, pay
):
    for told in lines(
        death=death, category=category, employment=employment, channel=channel, basic_pay_fen=pay, as_of=TODAY
    ):
        assert [told.amount_fen is not None, bool(told.gaps), bool(told.refusals)].count(True) == 1
        assert (told.amount_fen or 0) == sum(step.amount_fen for step in told.arithmetic)
        assert told.amount_fen is None or told.amount_fen > 0
        assert set(told.citations) <= set(CITATIONS)
