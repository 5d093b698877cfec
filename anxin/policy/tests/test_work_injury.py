"""Work-injury insurance through the door: sums, pensions, payers, deadlines, what excludes what."""

from dataclasses import replace
from datetime import date

import pytest

from anxin.policy.api import Deadline, Relative, Step, family_lines
from anxin.policy.packs.reading import read
from anxin.policy.tests.cases import W5, WAGES, by_person, case, line, lines

WIFE = Relative(
    "wife", kin="spouse", sex="female", birth=date(1968, 1, 5), relied=True, incapable=False, lone=False
)
DAUGHTER = Relative(
    "daughter", kin="child", birth=date(2014, 3, 1), relied=True, incapable=False, other_parent="living"
)
MOTHER = Relative(
    "mother", kin="parent", sex="female", birth=date(1952, 2, 1), relied=True, incapable=False, lone=False
)
FATHER = Relative("father", kin="parent", died_on=date(2010, 9, 9))
FAMILY = (WIFE, DAUGHTER, MOTHER, FATHER)
PENSION = "dependants_pension"


def settings(**values):
    told = "\n".join(
        f"  {PENSION}.{name}: {{2011-01-01: {{value: {value}, citation: a}}}}"
        for name, value in values.items()
    )
    return read(
        'id: settings\nregion: "420100"\nname: 试验\n'
        f"citations: {{a: {{title: 试验, source: invented, confidence: S}}}}\nvalues:\n{told}\n"
    )


def test_w5_the_family_has_two_sums_and_a_pension_each():
    told = lines(*FAMILY, of=W5, packs=[WAGES])
    assert [(one.rule, one.person, one.amount_fen) for one in told] == [
        ("work_injury_funeral", "", 49_200_00),
        ("work_injury_death", "", 1_036_420_00),
        (PENSION, "wife", 3840_00),
        (PENSION, "daughter", 2880_00),
        (PENSION, "mother", 2880_00),
    ]
    assert {one.payer for one in told} == {"work_injury_fund"}
    assert {one.period for one in told[2:]} == {"month"}


def test_a_pension_says_what_it_rests_on():
    wife = by_person(lines(*FAMILY, of=W5, packs=[WAGES]), PENSION)["wife"]
    assert wife.arithmetic == (Step("share_of_wage", 400, 960000, divisor=1000),)
    assert wife.citations == ("council_586_39", "council_586_64", "molss_18")
    assert "local_wage.monthly_2023@420000" in [one.code for one in wife.parameters]
    assert wife.conventions == (
        "dependants_eligibility_at_death",
        "dependants_starts_month_after",
        "age_reached_birthday",
    )
    assert (wife.starts, wife.ends) == (date(2024, 7, 1), None)


def test_w6_the_cut_is_named_and_replaces_the_share():
    children = [replace(DAUGHTER, key=key) for key in ("first", "second")]
    father = replace(MOTHER, key="father", sex="male", birth=date(1958, 2, 1))
    told = by_person(lines(WIFE, *children, father, of=W5, insured_wage_fen=700000, packs=[WAGES]), PENSION)
    assert [one.amount_fen for one in told.values()] == [2153_85, 1615_39, 1615_38, 1615_38]
    wife = told["wife"]
    assert wife.arithmetic == (
        Step("share_of_wage", 400, 700000, divisor=1000),
        Step("cut_to_wage", 1, 215385),
    )
    assert "dependants_scale_down_pro_rata" in wife.conventions


def test_where_a_place_has_not_settled_how_to_cut_the_sums_are_a_gap():
    children = [replace(DAUGHTER, key=key) for key in ("first", "second", "third")]
    packs = [WAGES, settings(scale_down="unsettled")]
    told = by_person(lines(WIFE, *children, of=W5, packs=packs), PENSION)
    assert {one.gaps for one in told.values()} == {("amount_unknown",)}
    below = by_person(lines(WIFE, of=W5, packs=packs), PENSION)
    assert below["wife"].amount_fen == 3840_00


def test_a_place_may_start_in_the_month_of_the_death_and_look_at_ages_as_they_come():
    packs = [WAGES, settings(starts="month_of_death", eligibility="rolling")]
    young = replace(WIFE, birth=date(1971, 1, 5))  # 53 at the death, 55 at the assessment
    rolling = by_person(lines(young, of=W5, packs=packs), PENSION)["wife"]
    assert (rolling.amount_fen, rolling.starts) == (3840_00, date(2024, 6, 1))
    assert rolling.conventions[:2] == ("dependants_eligibility_rolling", "dependants_starts_month_of_death")
    at_death = by_person(lines(young, of=W5, packs=[WAGES]), PENSION)["wife"]
    assert (at_death.amount_fen, at_death.refusals) == (None, ("age",))


def test_w7_an_orphan_has_ten_points_more():
    son = replace(DAUGHTER, key="son", other_parent="dead")
    told = by_person(lines(son, of=W5, insured_wage_fen=650000, packs=[WAGES]), PENSION)["son"]
    assert (told.amount_fen, told.arithmetic[0].factor) == (2600_00, 400)
    assert (told.ends, told.review) == (date(2032, 3, 1), "child_18")


def test_w8_the_wage_is_bound_and_the_step_says_so():
    most = by_person(lines(WIFE, of=W5, insured_wage_fen=3000000, packs=[WAGES]), PENSION)["wife"]
    least = by_person(lines(WIFE, of=W5, insured_wage_fen=300000, packs=[WAGES]), PENSION)["wife"]
    assert (most.amount_fen, most.arithmetic[0].term) == (9840_00, "share_of_most_wage")
    assert (least.amount_fen, least.arithmetic[0].term) == (1968_00, "share_of_least_wage")


def test_w17_missing_wage_advance_and_pension():
    told = lines(
        WIFE, of=W5, death=None, missing_since=date(2026, 7, 5), hardship=True, wage_fen=900000, packs=[WAGES]
    )
    assert [(one.rule, one.category, one.amount_fen) for one in told] == [
        (PENSION, "work_injury", 3840_00),
        ("missing_wage", "", 9000_00),
        ("missing_advance", "", 565_020_00),
    ]
    pension, wage, advance = told
    assert pension.starts == date(2026, 10, 1)
    assert (wage.starts, wage.ends, wage.review) == (date(2026, 7, 1), date(2026, 10, 1), "missing_month_4")
    assert wage.payer == "unit_of_deceased"
    assert sum(step.amount_fen for step in advance.arithmetic) == advance.amount_fen


def test_w17_declared_dead_later_the_sum_stands_whole_and_the_advance_is_to_be_settled():
    told = line(of=W5, rule="work_injury_death", death=date(2026, 10, 20), missing_since=date(2026, 7, 5))
    assert told.amount_fen == 1_130_040_00
    assert "advance_to_be_settled" in told.assumptions
    assert "council_586_41" in told.citations


def test_somebody_missing_in_the_pension_channel_has_neither_wage_nor_advance_of_that_law():
    told = lines(of=W5, death=None, category="on_duty", channel="pension", missing_since=date(2026, 7, 5))
    assert [one.rule for one in told] == ["lump_sum"]


def test_w19_the_funeral_aid_of_two_funds_stands_side_by_side_and_one_is_to_be_chosen():
    income = read(
        'id: income\nregion: "420000"\nname: 试验\n'
        "citations: {a: {title: 试验, source: invented, confidence: S}}\n"
        'values: {province_income.monthly: {2023: {value: "3500", citation: a}}}\n'
    )
    [told] = family_lines([case(of=W5, pension_insured=True, service_years=20)], [WAGES, income])
    aids = {one.rule: one for one in told if one.conflict == "funeral_aid"}
    assert {rule: one.amount_fen for rule, one in aids.items()} == {
        "work_injury_funeral": 49_200_00,
        "pension_fund_funeral": 7_000_00,
    }
    assert "npc_insurance_49" in aids["work_injury_funeral"].citations


def test_an_uninsured_unit_pays_the_same_items_itself():
    told = lines(*FAMILY, of=W5, insured=False, packs=[WAGES])
    assert {one.payer for one in told} == {"unit_of_deceased"}
    assert all("council_586_62" in one.citations for one in told)
    assert told[1].amount_fen == 1_036_420_00


def test_of_an_insurance_that_is_not_known_the_sums_stand_and_fund_or_unit_pays():
    told = lines(*FAMILY, of=W5, insured=None, packs=[WAGES])
    known = lines(*FAMILY, of=W5, packs=[WAGES])
    assert [one.amount_fen for one in told] == [one.amount_fen for one in known]
    assert {one.payer for one in told} == {"work_injury_fund_or_unit"}
    assert all("fund_or_unit" in one.assumptions and "council_586_62" in one.citations for one in told)


def test_organ_staff_on_duty_in_the_work_injury_channel_see_both_laws_and_a_human_chooses():
    told = lines(of=W5, category="on_duty", employment="civil_servant", basic_pay_fen=500000, packs=[WAGES])
    both = {one.rule: one.amount_fen for one in told if one.conflict == "pension_or_work_injury"}
    assert both == {"lump_sum": 1_036_420_00 + 200_000_00, "work_injury_death": 1_036_420_00}


def test_a_pending_determination_tells_by_when_to_apply():
    told = [
        one
        for one in lines(of=W5, category=None, packs=[WAGES])
        if one.rule == "work_injury_death" and one.category == "work_injury"
    ]
    assert told[0].deadlines == (
        Deadline("unit_applies", date(2024, 7, 10)),
        Deadline("family_applies", date(2025, 6, 10)),
    )
    assert line(of=W5, rule="work_injury_death").deadlines == ()


def test_what_stops_a_pension_is_to_be_told_within_twenty_working_days():
    widow = replace(WIFE, remarried_on=date(2026, 11, 6))  # a Friday
    told = by_person(lines(widow, of=W5, packs=[WAGES]), PENSION)["wife"]
    assert (told.amount_fen, told.refusals) == (None, ("remarried",))
    assert told.deadlines == (Deadline("tell_agency", date(2026, 12, 4)),)


def test_within_the_year_the_average_wage_of_the_year_before_last_serves_provisionally():
    facts = {"of": W5, "rule": "work_injury_funeral", "packs": [WAGES], "as_of": date(2024, 12, 31)}
    later = read(
        'id: other\nregion: "420000"\nname: 试验\n'
        "citations: {a: {title: 试验, source: invented, confidence: S}}\n"
        'values: {local_wage.monthly: {2022: {value: "8000", citation: a}}}\n'
    )
    early = line(**facts | {"packs": [later]})
    assert (early.amount_fen, early.provisional) == (48_000_00, True)
    assert "mohrss_2013_34" in early.citations
    over = line(**facts | {"packs": [later], "as_of": date(2025, 1, 1)})
    assert (over.amount_fen, over.gaps) == (None, ("local_wage_2023",))


def test_a_relative_not_settled_yet_is_marked_on_the_others():
    unknown = replace(MOTHER, relied=None)
    told = by_person(lines(WIFE, unknown, of=W5, packs=[WAGES]), PENSION)
    assert told["mother"].gaps == ("reliance",)
    assert told["wife"].assumptions == ("others_unsettled",)


@pytest.mark.parametrize("kin", ["spouse", "child", "parent", "grandparent", "grandchild", "sibling"])
def test_whoever_is_wholly_unable_to_work_and_relied_on_the_officer_is_a_dependant_at_any_age(kin):
    one = Relative(
        "one", kin=kin, sex="male", birth=date(1990, 1, 1), incapable=True, relied=True, lone=False
    )
    assert by_person(lines(one, of=W5, packs=[WAGES]), PENSION)["one"].amount_fen


def test_an_aunt_is_not_among_the_dependants():
    aunt = Relative("aunt", kin="other", incapable=True, relied=True)
    assert by_person(lines(aunt, of=W5), PENSION)["aunt"].refusals == ("not_a_dependant_kin",)


def test_whether_somebody_is_alone_leaves_a_range_beside_the_gap():
    told = by_person(lines(replace(MOTHER, lone=None), of=W5, packs=[WAGES]), PENSION)["mother"]
    assert (told.amount_fen, told.gaps) == (None, ("lone",))
    assert (told.low_fen, told.high_fen) == (2_880_00, 3_840_00)
    widow = by_person(lines(replace(WIFE, lone=None), of=W5, packs=[WAGES]), PENSION)["wife"]
    assert (widow.low_fen, widow.high_fen) == (3_840_00, 4_800_00)


def test_where_the_highest_shares_reach_the_cap_no_range_is_told():
    told = by_person(lines(WIFE, DAUGHTER, replace(MOTHER, lone=None), of=W5, packs=[WAGES]), PENSION)
    assert (told["mother"].gaps, told["mother"].low_fen) == (("lone",), None)
