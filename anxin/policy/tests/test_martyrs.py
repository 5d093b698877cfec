"""Martyrs in every channel, their survivors' regular pension, and police."""

from dataclasses import replace
from datetime import date

from anxin.policy.api import Relative, Step
from anxin.policy.tests.cases import PENSIONS, W1, W5, by_person, line, lines

MARTYR = replace(W1, category="martyr", death=date(2025, 6, 20), basic_pay_fen=526000)
WIDOW = Relative("widow", kin="spouse", incapable=False, income_fen=0)
SON = Relative("son", kin="child", birth=date(2012, 2, 29))


def test_a_martyr_under_work_injury_insurance_has_the_fund_sum_the_subsidy_and_the_praise():
    told = lines(of=replace(MARTYR, channel="work_injury", employment="institution", insured=True))
    sums = {one.rule: (one.amount_fen, one.payer) for one in told}
    assert sums["work_injury_death"] == (1_083_760_00, "work_injury_fund")
    assert sums["martyr_subsidy"] == (210_400_00, "county_veterans")
    assert sums["martyr_praise"] == (1_625_640_00, "county_veterans")
    [pension] = [one for one in told if one.rule == "lump_sum"]
    assert (pension.amount_fen, pension.refusals, pension.version) == (None, ("work_injury_decides",), "")


def test_the_older_wording_is_read_by_a_convention_that_is_named():
    facts = {"of": replace(W5, category="martyr", basic_pay_fen=400000), "rule": "martyr_subsidy"}
    old = line(**facts, death=date(2024, 12, 31))
    new = line(**facts, death=date(2025, 1, 1))
    assert (old.amount_fen, new.amount_fen) == (160_000_00, 160_000_00)
    assert old.conventions == ("martyr_subsidy_pay_basic_pay",)
    assert "conventions.martyr_subsidy_pay" in [one.code for one in old.parameters]
    assert new.conventions == ()


def test_a_martyr_in_neither_channel_waits_for_the_second_lieutenants_pay():
    village = replace(MARTYR, channel="neither", employment="village", basic_pay_fen=None)
    assert line(of=village).gaps == ("amount_unknown",)
    told = line(of=village, packs=[PENSIONS])
    assert told.amount_fen == 1_083_760_00 + 160_000_00
    assert told.arithmetic[1] == Step("second_lieutenant_pay", 40, 400000)
    assert "martyr.second_lieutenant_pay" in [one.code for one in told.parameters]


def test_the_regular_pension_names_what_is_missing_until_a_pack_gives_the_amount():
    [gap] = [one for one in lines(WIDOW, of=MARTYR) if one.rule == "regular_pension"]
    assert (gap.amount_fen, gap.gaps) == (None, ("amount_unknown",))
    told = by_person(lines(WIDOW, SON, of=MARTYR, packs=[PENSIONS]), "regular_pension")
    assert [one.amount_fen for one in told.values()] == [3000_00, 3000_00]
    assert (told["widow"].period, told["widow"].payer) == ("month", "county_veterans")
    assert (told["widow"].ends, told["widow"].review) == (date(2026, 12, 31), "yearly_check")
    assert "from_month_of_confirmation" in told["widow"].conventions


def test_a_minor_is_looked_at_again_on_the_birthday_within_the_year():
    told = by_person(lines(SON, of=MARTYR, as_of=date(2030, 1, 5), packs=[PENSIONS]), "regular_pension")
    assert (told["son"].ends, told["son"].review) == (date(2030, 2, 28), "child_18")


def test_an_income_is_compared_with_the_places_average():
    for income, fen in ((2499_99, 3000_00), (2500_00, None)):
        widow = replace(WIDOW, income_fen=income)
        told = by_person(lines(widow, of=MARTYR, packs=[PENSIONS]), "regular_pension")["widow"]
        assert told.amount_fen == fen
    assert told.refusals == ("has_means",)


def test_when_a_recipient_dies_six_more_months_are_paid():
    dead = replace(WIDOW, died_on=date(2026, 3, 1))
    told = by_person(lines(dead, of=MARTYR, packs=[PENSIONS]), "regular_pension_last")["widow"]
    assert (told.amount_fen, told.period) == (18_000_00, "once")
    assert by_person(lines(dead, of=MARTYR), "regular_pension_last")["widow"].gaps == ("amount_unknown",)
    pension = by_person(lines(dead, of=MARTYR, packs=[PENSIONS]), "regular_pension")["widow"]
    assert pension.refusals == ("died",)


def test_who_died_before_the_martyr_or_before_the_law_of_2024_has_no_such_line():
    before = replace(WIDOW, died_on=date(2025, 1, 1))
    assert not by_person(lines(before, of=MARTYR, packs=[PENSIONS]), "regular_pension")
    early = replace(WIDOW, died_on=date(2024, 12, 31))
    told = lines(early, of=replace(MARTYR, death=date(2015, 5, 1)), packs=[PENSIONS])
    assert not by_person(told, "regular_pension_last")


def test_the_regular_pension_is_not_told_of_before_the_law_of_2024():
    told = lines(WIDOW, of=MARTYR, death=date(2020, 5, 1), as_of=date(2024, 12, 31), packs=[PENSIONS])
    assert not by_person(told, "regular_pension")


def test_w16_police_have_the_rank_allowance_and_the_special_subsidy():
    police = replace(
        W1, employment="police", death=date(2024, 6, 1), basic_pay_fen=480000, rank_allowance_fen=56000
    )
    pension, special = lines(of=police)
    assert (pension.amount_fen, special.amount_fen) == (1_250_820_00, 100_000_00)
    assert pension.arithmetic[1:] == (Step("basic_pay", 40, 480000), Step("rank_allowance", 40, 56000))
    assert "mca_2014_101" in pension.citations
    assert (special.payer, special.conventions) == ("central_police_fund", ("police_amounts_of_2004",))
    martyr = {one.rule: one.amount_fen for one in lines(of=police, category="martyr")}
    assert (martyr["police_special"], martyr["martyr_praise"]) == (200_000_00, 1_554_630_00)
