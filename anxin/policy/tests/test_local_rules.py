"""The rules of local standards through the door: what is told, what is missing, what caps."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.policy.api import CITATIONS, Relative, Step, citations_with, family_lines
from anxin.policy.packs.reading import read
from anxin.policy.scaling import scaled
from anxin.policy.tests.cases import all_lines as lines
from anxin.policy.tests.cases import by_person, case, line, pack_text, packs_named
from anxin.policy.told import told as told_line

SHANXI = packs_named("shanxi-survivors", "county-dibao")
COUNTY = packs_named("county-standards")
SHIDIAN = packs_named("shidian-students")

AT_SHANXI = {"wage_fen": 413500, "region": "140105"}
AT_COUNTY = {"wage_fen": 413500, "region": "420101"}

WIDOW = Relative(
    "widow", kin="spouse", sex="female", birth=date(1969, 5, 1), relied=True, income_fen=0, lone=False
)
SON = Relative(
    "son", kin="child", sex="male", birth=date(2007, 3, 1), relied=True, income_fen=0, lone=False,
    incapable=False, study="college",
)  # fmt: skip
GRANDMOTHER = Relative(
    "grandmother", kin="grandparent", sex="female", birth=date(1940, 3, 1), relied=True, income_fen=0,
    lone=True, raised_deceased=True,
)  # fmt: skip
PUPIL = Relative(
    "pupil", kin="child", birth=date(2014, 1, 1), study="primary", boarding=True, needy=True, region="530521"
)
ORPHAN = Relative("orphan", kin="child", birth=date(2015, 6, 1), other_parent="dead", region="420101")
ELDER = Relative("elder", kin="parent", birth=date(1940, 1, 1), assistance="low_income", region="420101")


def allowance(*relatives, packs=SHANXI, **changes):
    return by_person(lines(*relatives, packs=packs, **(AT_SHANXI | changes)), "survivors_allowance")


def test_w11_tells_the_share_the_pack_and_the_next_review():
    told = allowance(WIDOW, SON, GRANDMOTHER)
    assert {name: one.amount_fen for name, one in told.items()} == {
        "widow": 520_00, "son": 520_00, "grandmother": 650_00,
    }  # fmt: skip
    widow = told["widow"]
    assert widow.arithmetic == (Step("share_of_standard", 800, 65000, divisor=1000),)
    assert (widow.period, widow.payer, widow.category) == ("month", "unit_of_deceased", "")
    assert (widow.ends, widow.review) == (date(2026, 12, 31), "yearly_check")
    assert {"mca_1980_5", "shanxi-survivors/main", "county-dibao/notice"} <= set(widow.citations)
    assert set(widow.citations) <= set(citations_with(SHANXI))
    used = {one.code: one.value for one in widow.parameters}
    assert used["survivors_allowance.elder_age_female@140000"] == 55
    assert used["dibao.urban@140105"] == 65000
    assert "age_reached_birthday" in widow.conventions


def test_w11_under_the_ages_of_1980_the_student_is_refused_for_the_age():
    told = allowance(WIDOW, SON, packs=COUNTY, **AT_COUNTY)
    assert (told["son"].amount_fen, told["son"].refusals, told["son"].gaps) == (None, ("age",), ())
    assert told["widow"].amount_fen == 650_00


def test_an_elder_not_yet_of_age_is_looked_at_on_that_birthday():
    young = replace(WIDOW, birth=date(1980, 3, 9), incapable=False)
    told = allowance(young, packs=COUNTY, **AT_COUNTY)["widow"]
    assert (told.refusals, told.ends, told.review) == (("age",), date(2030, 3, 9), "elder_50")


def test_a_child_is_looked_at_on_the_birthday_when_it_comes_before_the_yearly_check():
    child = Relative("child", kin="child", birth=date(2010, 12, 1), relied=True, income_fen=0)
    told = allowance(child, packs=COUNTY, **AT_COUNTY)["child"]
    assert (told.amount_fen, told.ends, told.review) == (650_00, date(2026, 12, 1), "child_16")


def test_a_student_above_the_age_is_looked_at_when_the_school_year_ends():
    told = allowance(SON, as_of=date(2026, 7, 2))["son"]
    assert (told.ends, told.review) == (date(2026, 8, 31), "school_year_ends")


def test_the_cap_is_told_as_the_last_step_with_its_convention():
    told = allowance(WIDOW, SON, GRANDMOTHER, wage_fen=100000)
    assert sum(one.amount_fen for one in told.values()) == 1000_00
    assert told["widow"].arithmetic[-1] == Step("cut_to_wage", 1, told["widow"].amount_fen)
    assert "scale_down_pro_rata" in told["widow"].conventions


def test_others_of_whom_something_is_missing_are_told_of_beside_a_sum():
    told = allowance(WIDOW, replace(SON, relied=None))
    assert told["son"].gaps == ("reliance",)
    assert told["widow"].assumptions == ("others_unsettled",)


MISSING = {
    "birth": "birth",
    "sex": "sex",
    "kin": "kin",
    "relied": "reliance",
    "income_fen": "means",
    "lone": "lone",
}


@pytest.mark.parametrize("name", MISSING)
def test_the_allowance_with_one_fact_of_the_relative_missing_is_that_gap(name):
    middle = replace(WIDOW, birth=date(1969, 5, 1), incapable=False)  # between 55 and 60: the sex decides
    told = allowance(replace(middle, **{name: None}))["widow"]
    assert (told.amount_fen, told.refusals) == (None, ())
    assert MISSING[name] in told.gaps


@pytest.mark.parametrize(("name", "gap"), [("incapable", "incapacity"), ("study", "study")])
def test_a_grown_child_of_whom_it_is_not_known_is_a_gap(name, gap):
    grown = replace(SON, birth=date(1990, 1, 1), study="none")
    told = allowance(replace(grown, **{name: None}))["son"]
    assert (told.amount_fen, told.gaps) == (None, (gap,))


@pytest.mark.parametrize(
    ("name", "gap"),
    [("death", "death_date"), ("employment", "employment"), ("wage_fen", "wage"), ("region", "region")],
)
def test_the_allowance_with_one_fact_of_the_death_missing_is_that_gap(name, gap):
    told = allowance(WIDOW, **{name: None})["widow"]
    assert (told.amount_fen, told.gaps) == (None, (gap,))


def test_without_a_pack_it_is_a_gap_and_never_a_sum():
    told = allowance(WIDOW, packs=())["widow"]
    assert (told.amount_fen, told.gaps) == (None, ("local_standard",))


def test_an_enterprise_or_a_village_has_no_such_allowance():
    for employment in ("enterprise", "village", "other"):
        assert allowance(WIDOW, employment=employment) == {}


def student(packs=SHIDIAN, **changes):
    return line(replace(PUPIL, **changes), rule="student_aid", packs=packs)


def test_w18_tells_who_pays_and_until_when():
    told = student()
    assert (told.amount_fen, told.period, told.payer) == (1250_00, "year", "county_education")
    assert (told.ends, told.review) == (date(2027, 8, 31), "school_year_ends")
    assert "shidian-students/notice" in told.citations


def test_w18_an_average_is_called_one_and_paid_by_the_school():
    told = student(study="college", boarding=None)
    assert (told.amount_fen, told.payer) == (3700_00, "school")
    assert "average_not_promised" in told.conventions
    assert told.arithmetic == (Step("average", 1, 370000),)
    assert "mof_2024_grants" in told.citations


@pytest.mark.parametrize(
    ("name", "gap"), [("study", "study"), ("boarding", "boarding"), ("needy", "needy"), ("region", "region")]
)
def test_student_aid_with_one_fact_missing_is_that_gap(name, gap):
    told = student(**{name: None})
    assert (told.amount_fen, told.gaps) == (None, (gap,))


def test_an_adult_of_whom_no_school_is_known_is_not_asked():
    assert [
        one for one in lines(replace(PUPIL, birth=date(1990, 1, 1), study=None)) if one.rule == "student_aid"
    ] == []


@pytest.mark.parametrize(
    ("name", "gap"), [("birth", "birth"), ("other_parent", "other_parent"), ("region", "region")]
)
def test_an_orphans_allowance_with_one_fact_missing_is_that_gap(name, gap):
    told = line(replace(ORPHAN, **{name: None}), rule="orphan_allowance", packs=COUNTY)
    assert (told.amount_fen, told.gaps) == (None, (gap,))


def test_a_healthy_other_parent_is_the_reason_that_is_told():
    told = line(replace(ORPHAN, other_parent="living"), rule="unattended_child", packs=COUNTY)
    assert (told.amount_fen, told.gaps, told.refusals) == (None, (), ("other_parent_living",))
    assert "mca_2019_62" in told.citations


@pytest.mark.parametrize(("name", "gap"), [("birth", "birth"), ("region", "region")])
def test_the_elder_allowance_with_one_fact_missing_is_that_gap(name, gap):
    told = line(replace(ELDER, **{name: None}), rule="elder_allowance", packs=COUNTY)
    assert (told.amount_fen, told.gaps) == (None, (gap,))


@pytest.mark.parametrize(("name", "gap"), [("assistance", "assistance"), ("region", "region")])
def test_the_medical_share_with_one_fact_missing_is_that_gap(name, gap):
    told = line(replace(ELDER, **{name: None}), rule="medical_share", packs=COUNTY)
    assert told.amount_fen is None
    assert gap in told.gaps


FUND = {
    "death": date(2023, 8, 8),
    "category": "illness",
    "employment": "enterprise",
    "pension_insured": True,
    "contribution_years": 15,
    "retired": False,
    "region": "420101",
}


def test_the_example_of_the_pension_fund_is_55165():
    told = {one.rule: one for one in lines(packs=COUNTY, **FUND)}
    funeral, survivors = told["pension_fund_funeral"], told["pension_fund_survivors"]
    assert funeral.amount_fen + survivors.amount_fen == 55165_00
    assert funeral.arithmetic == (Step("province_income", 2, 501500, 2022),)
    assert (funeral.payer, funeral.conflict) == ("pension_fund", "funeral_aid")


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        ("death", "death_date"),
        ("pension_insured", "pension_insured"),
        ("contribution_years", "contribution_years"),
        ("retired", "retired"),
        ("region", "region"),
    ],
)
def test_the_pension_fund_with_one_fact_missing_is_that_gap(name, gap):
    told = line(rule="pension_fund_survivors", packs=COUNTY, **(FUND | {name: None}))
    assert told.amount_fen is None
    assert gap in told.gaps


@pytest.mark.parametrize(
    ("name", "gap"), [("death", "death_date"), ("pension_insured", "pension_insured"), ("region", "region")]
)
def test_funeral_aid_of_the_pension_fund_with_one_fact_missing_is_that_gap(name, gap):
    told = line(rule="pension_fund_funeral", packs=COUNTY, **(FUND | {name: None}))
    assert (told.amount_fen, told.gaps) == (None, (gap,))


def test_the_pension_fund_without_the_provinces_income_is_a_gap():
    told = line(rule="pension_fund_funeral", **FUND)
    assert (told.amount_fen, told.gaps) == (None, ("province_income",))


@pytest.mark.parametrize(
    ("name", "gap"), [("death", "death_date"), ("employment", "employment"), ("region", "region")]
)
def test_funeral_aid_of_organs_with_one_fact_missing_is_that_gap(name, gap):
    told = line(rule="funeral_aid_organ", packs=COUNTY, **(AT_COUNTY | {name: None}))
    assert (told.amount_fen, told.gaps) == (None, (gap,))


@pytest.mark.parametrize(("name", "gap"), [("birth", "birth"), ("region", "region")])
def test_the_allowance_of_an_unattended_child_with_one_fact_missing_is_that_gap(name, gap):
    unable = replace(ORPHAN, other_parent="unable")
    assert line(unable, rule="unattended_child", packs=COUNTY).amount_fen == 1800_00
    told = line(replace(unable, **{name: None}), rule="unattended_child", packs=COUNTY)
    assert (told.amount_fen, told.gaps) == (None, (gap,))


def test_w19_both_funds_are_told_and_one_may_be_taken():
    told = lines(
        packs=COUNTY, **(FUND | {"category": "work_injury", "channel": "work_injury", "insured": True})
    )
    aids = [one for one in told if one.conflict == "funeral_aid"]
    assert {one.rule for one in aids} == {"work_injury_funeral", "pension_fund_funeral"}
    fund = next(one for one in aids if one.rule == "pension_fund_funeral")
    assert fund.amount_fen == 10030_00
    assert "two_funds_to_be_checked" in fund.conventions
    assert "social_insurance_law_49" in fund.citations


def test_what_may_be_applied_for_names_payer_and_place_and_no_sum():
    told = {one.rule: one for one in lines(WIDOW, PUPIL) if "may_apply" in one.conventions}
    assert set(told) == {"social_assistance", "temporary_aid", "medical_aid", "education_aid"}
    assert {one.gaps for one in told.values()} == {("on_application",)}
    assert told["social_assistance"].payer == "county_civil_affairs"
    assert "apply_at_township" in told["social_assistance"].conventions
    assert told["education_aid"].payer == "school"
    assert "apply_at_school" in told["education_aid"].conventions


def test_a_family_with_low_income_aid_is_not_sent_to_ask_for_it_again():
    assert "social_assistance" not in {one.rule for one in lines(replace(WIDOW, assistance="low_income"))}


def test_a_lone_elder_without_means_may_ask_for_support_of_the_destitute():
    told = line(GRANDMOTHER, rule="destitute_support")
    assert (told.person, told.gaps) == ("grandmother", ("on_application",))
    assert [one for one in lines(WIDOW) if one.rule == "destitute_support"] == []


def test_every_line_cites_what_is_known_and_is_an_amount_gaps_or_refusals():
    packs = [*SHANXI, *COUNTY, *SHIDIAN]
    told = lines(WIDOW, SON, GRANDMOTHER, PUPIL, ORPHAN, ELDER, packs=packs, **AT_SHANXI)
    assert len({one.rule for one in told}) >= 10
    for one in told:
        assert set(one.citations) <= set(citations_with(packs))
        assert sum(map(bool, (one.amount_fen is not None, one.gaps, one.refusals))) == 1


def test_one_run_of_many_families_equals_many_runs_of_one():
    people = [WIDOW, SON, GRANDMOTHER, PUPIL, ORPHAN, ELDER]
    cases = [case(*people[start:end], **AT_SHANXI) for start in range(6) for end in range(start, 7)]
    packs = [*SHANXI, *COUNTY]
    assert family_lines(cases, packs) == [family_lines([one], packs)[0] for one in cases]


relatives = st.builds(
    Relative,
    key=st.uuids().map(str),
    kin=st.sampled_from([None, "parent", "spouse", "child", "sibling", "grandparent", "grandchild", "other"]),
    sex=st.sampled_from([None, "male", "female"]),
    birth=st.none() | st.dates(date(1930, 1, 1), date(2026, 11, 23)),
    incapable=st.sampled_from([None, True, False]),
    relied=st.sampled_from([None, True, False]),
    income_fen=st.sampled_from([None, 0, 10000]),
    lone=st.sampled_from([None, True, False]),
    raised_deceased=st.booleans(),
    study=st.sampled_from([None, "none", "primary", "junior", "college"]),
)


@settings(max_examples=40, deadline=None)
@given(family=st.lists(relatives, max_size=6), wage=st.integers(1, 500_000))
def test_the_allowance_of_a_family_is_never_above_the_wage(family, wage):
    told = allowance(*family, wage_fen=wage).values()
    amounts = [one.amount_fen for one in told if one.amount_fen is not None]
    assert sum(amounts) <= wage
    for one in told:
        assert (one.amount_fen is None) == bool(one.gaps or one.refusals)


@given(
    amounts=st.lists(st.integers(0, 10**7), min_size=1, max_size=8),
    caps=st.lists(st.integers(1, 10**7), min_size=3, max_size=3),
    data=st.data(),
)
def test_a_cut_adds_up_to_the_cap_exactly_and_raises_nobody(amounts, caps, data):
    groups = data.draw(st.lists(st.integers(0, 2), min_size=len(amounts), max_size=len(amounts)))
    given_ = np.array(amounts, dtype=np.int64)
    cut = scaled(given_, np.array(groups), np.array(caps, dtype=np.int64))
    assert (cut <= given_).all()
    for group, cap in enumerate(caps):
        mine = np.array(groups) == group
        assert cut[mine].sum() == min(given_[mine].sum(), cap)


def test_every_ground_of_these_rules_says_where_it_was_seen():
    for code in (
        "mca_1980_5",
        "mohrss_2021_18",
        "state_office_2010_54",
        "mca_2019_62",
        "council_2014_649_10",
    ):
        assert CITATIONS[code].source


AT_STRICT = {"wage_fen": 413500, "region": "420102"}
STRICT = packs_named("strict-county")


def test_an_own_income_is_taken_off_as_it_is_and_the_sum_says_so():
    told = allowance(replace(WIDOW, income_fen=225_00, incapable=True), packs=STRICT, **AT_STRICT)["widow"]
    assert told.amount_fen == 425_00
    assert told.arithmetic[-1] == Step("own_income", -1, 225_00)
    assert sum(step.amount_fen for step in told.arithmetic) == told.amount_fen


def test_an_own_income_that_leaves_nothing_is_a_refusal_without_sum_and_review():
    told = allowance(replace(WIDOW, income_fen=3_300_00), packs=STRICT, **AT_STRICT)["widow"]
    assert (told.amount_fen, told.refusals, told.ends) == (None, ("income_covers",), None)


def test_a_local_standard_of_nothing_is_no_sum():
    text = pack_text("strict-county").replace('value: "60"', 'value: "0"')
    assisted = replace(ELDER, region="420102")
    told = by_person(lines(assisted, packs=[read(text)], **AT_STRICT), "elder_allowance")["elder"]
    assert (told.amount_fen, told.refusals) == (None, ("nothing_due",))


def test_below_eighty_the_elder_allowance_says_the_age_and_nothing_about_work():
    young = replace(ELDER, birth=date(1950, 1, 1), incapable=True)
    told = by_person(lines(young, packs=STRICT, **AT_STRICT), "elder_allowance")["elder"]
    assert told.refusals == ("below_80",)


def test_the_command_line_reads_an_own_income_as_taken_off():
    told = allowance(replace(WIDOW, income_fen=225_00, incapable=True), packs=STRICT, **AT_STRICT)["widow"]
    assert told_line(told, citations_with(STRICT)).sum.zh == "1 × 650.00 - 225.00 = 425.00 元"
