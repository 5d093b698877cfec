"""An unknown input is a gap, never a zero: each rule with each of its inputs missing."""

from datetime import date

import pytest

from anxin.policy.api import family_lines
from anxin.policy.tests.cases import case, line, lines

MISSING = {
    "death": "death_date",
    "employment": "employment",
    "channel": "channel",
    "basic_pay_fen": "basic_pay",
}


@pytest.mark.parametrize("category", ["martyr", "on_duty", "illness"])
@pytest.mark.parametrize("death", [date(2010, 5, 12), date(2017, 5, 9), date(2025, 6, 20)])
@pytest.mark.parametrize("name", MISSING)
def test_the_lump_sum_with_one_input_missing_is_that_gap(category, death, name):
    told = lines(**{"death": death, "category": category, name: None})[0]
    assert told.amount_fen is None
    assert told.gaps == (MISSING[name],)
    assert told.arithmetic == ()


def test_all_inputs_missing_are_all_told_in_one_order():
    told = line(death=None, employment=None, channel=None, basic_pay_fen=None)
    assert told.gaps == ("death_date", "employment", "channel", "basic_pay")


def test_a_missing_category_is_pending_and_its_scenarios_carry_the_other_gaps():
    told = lines(category=None, basic_pay_fen=None)
    assert [one.gaps for one in told] == [("basic_pay",), ("basic_pay",), ("basic_pay",), ()]


def test_praise_money_needs_the_death_alone():
    _, praise = lines(category="martyr", employment=None, channel=None, basic_pay_fen=None)
    assert (praise.amount_fen, praise.gaps) == (30 * 3361600, ())
    _, undated = lines(category="martyr", death=None)
    assert (undated.amount_fen, undated.gaps, undated.version) == (None, ("death_date",), "")


@pytest.mark.parametrize(("year", "figure"), [(2014, 2013), (2018, 2017)])
def test_a_figure_from_memory_is_a_gap_for_every_rule_that_reads_it(year, figure):
    pension, praise = lines(death=date(year, 5, 1), category="martyr")
    gap = (f"income_unconfirmed_{figure}",)
    assert (pension.amount_fen, pension.gaps) == (None, gap)
    assert (praise.amount_fen, praise.gaps) == (None, gap)
    assert pension.parameters[-1].confidence == "M"


def test_a_figure_that_is_out_but_not_in_the_table_is_a_gap_with_its_year():
    assert line(death=date(2027, 5, 1), as_of=date(2027, 6, 1)).gaps == ("income_2026",)


def test_before_it_is_out_the_last_figure_serves_provisionally():
    told = line(death=date(2027, 1, 5), as_of=date(2027, 1, 6))
    assert told.provisional
    assert told.arithmetic[0].year == 2025
    assert told.parameters[-1].code == "urban_income_published_by"


def test_the_rule_of_2007_reads_no_income_and_so_has_no_gap_of_it():
    assert line(death=date(2005, 1, 5), as_of=date(2005, 1, 6)).gaps == ()


def test_a_death_before_october_2004_is_out_of_scope_whatever_else_is_missing():
    told = line(death=date(2004, 9, 30), basic_pay_fen=None, channel=None)
    assert (told.amount_fen, told.gaps, told.version, told.payer) == (None, ("before_2004_10",), "", "")


def test_a_martyr_before_the_praise_money_has_one_line():
    assert [one.rule for one in lines(death=date(2011, 7, 31), category="martyr")] == ["lump_sum"]


def test_a_death_after_the_day_of_calculation_is_a_gap_for_every_rule():
    told = lines(death=date(2026, 12, 1), category="martyr")
    assert [one.gaps for one in told] == [("death_after_as_of",)] * 2


def test_neither_channel_says_that_no_rule_was_read():
    told = line(channel="neither", basic_pay_fen=None, employment=None)
    assert (told.amount_fen, told.gaps) == (None, ("no_channel_rule_missing",))
    assert (told.version, told.citations) == ("", ())


@pytest.mark.parametrize("employment", ["enterprise", "village", "other"])
def test_an_employment_outside_organs_and_institutions_says_that_no_rule_was_read(employment):
    told = line(employment=employment)
    assert (told.amount_fen, told.gaps) == (None, ("employment_rule_missing",))


def test_a_known_channel_and_employment_are_not_overridden_by_a_scenario():
    told = lines(category=None, channel="neither", employment="village")
    assert told[0].gaps == ("no_channel_rule_missing",)
    assert told[0].assumptions == ("pending_category",)


@pytest.mark.parametrize("pay", [0, -1, -(2**70), 100_000_001, 2**70])
def test_an_impossible_basic_pay_is_a_gap_and_never_an_amount(pay):
    told = line(basic_pay_fen=pay)
    assert (told.amount_fen, told.gaps) == (None, ("basic_pay_invalid",))


@pytest.mark.parametrize("pay", [4135.0, "413500"])
def test_money_that_is_no_whole_number_is_refused(pay):
    with pytest.raises(TypeError):
        family_lines([case(basic_pay_fen=pay)])


@pytest.mark.parametrize("name", ["category", "employment", "channel"])
def test_a_code_that_does_not_exist_is_refused(name):
    with pytest.raises(ValueError, match=f"{name}: no such code 'hero'"):
        family_lines([case(**{name: "hero"})])
