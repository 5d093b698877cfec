"""Each rule with each of its inputs missing: a gap with its name, never a zero."""

from dataclasses import replace
from datetime import date

import pytest

from anxin.policy.api import RULES, Relative
from anxin.policy.tests.cases import PENSIONS, W1, W5, WAGES, lines

PACKS = [WAGES, PENSIONS]
MARTYR = replace(W1, category="martyr", death=date(2025, 6, 20))
CHILD = Relative(
    "one", kin="child", birth=date(2014, 3, 1), relied=True, incapable=False, other_parent="living"
)
WIFE = Relative(
    "one", kin="spouse", sex="female", birth=date(1960, 1, 1), relied=True, incapable=False, lone=False
)
POLICE = replace(W1, employment="police", death=date(2024, 6, 1), rank_allowance_fen=56000)
MISSING = replace(W5, death=None, missing_since=date(2026, 7, 5), hardship=True, wage_fen=900000)
ILL = replace(W5, category="illness", channel="pension", basic_pay_fen=300000, pension_insured=False)
SUBSIDY = replace(W5, category="martyr", basic_pay_fen=400000, death=date(2025, 6, 1))
SISTER = Relative("one", kin="sibling", birth=date(2012, 3, 1), relied=True)
WIDOW = Relative("one", kin="spouse", incapable=False, income_fen=100000)
SON = Relative(
    "one", kin="child", birth=date(2000, 3, 1), study="none", disabled=True, income_fen=0, incapable=False
)

# rule, officer, relative, what is taken away, the gap. A relative's fields have a dot before them.
CASES = [
    ("lump_sum", W1, None, "death", "death_date"),
    ("lump_sum", W1, None, "employment", "employment"),
    ("lump_sum", W1, None, "channel", "channel"),
    ("lump_sum", W1, None, "basic_pay_fen", "basic_pay"),
    ("lump_sum", POLICE, None, "rank_allowance_fen", "rank_allowance"),
    ("lump_sum", ILL, None, "pension_insured", "pension_insured"),
    ("martyr_praise", MARTYR, None, "death", "death_date"),
    ("martyr_subsidy", SUBSIDY, None, "death", "death_date"),
    ("martyr_subsidy", SUBSIDY, None, "basic_pay_fen", "basic_pay"),
    ("police_special", POLICE, None, "death", "death_date"),
    ("work_injury_funeral", W5, None, "death", "death_date"),
    ("work_injury_funeral", W5, None, "region", "region"),
    ("work_injury_death", W5, None, "death", "death_date"),
    ("dependants_pension", W5, CHILD, "death", "death_date"),
    ("dependants_pension", W5, CHILD, "region", "region"),
    ("dependants_pension", W5, CHILD, "insured_wage_fen", "insured_wage"),
    ("dependants_pension", W5, CHILD, ".kin", "kin"),
    ("dependants_pension", W5, CHILD, ".birth", "birth"),
    ("dependants_pension", W5, CHILD, ".relied", "reliance"),
    ("dependants_pension", W5, CHILD, ".other_parent", "lone"),
    ("dependants_pension", W5, WIFE, ".birth", "birth"),
    ("dependants_pension", W5, WIFE, ".lone", "lone"),
    ("dependants_pension", W5, replace(WIFE, birth=date(1967, 1, 1)), ".sex", "sex"),
    (
        "dependants_pension",
        W5,
        replace(WIFE, birth=date(1990, 1, 1), incapable=True),
        ".incapable",
        "incapacity",
    ),
    ("regular_pension", MARTYR, WIDOW, ".income_fen", "means"),
    ("regular_pension", MARTYR, WIDOW, ".kin", "kin"),
    ("regular_pension", MARTYR, replace(CHILD, income_fen=0, study="college"), ".birth", None),
    ("regular_pension", MARTYR, SON, ".income_fen", "means"),
    ("regular_pension", MARTYR, SON, ".disabled", "incapacity"),
    ("regular_pension", MARTYR, replace(SON, disabled=False, study="college"), ".study", "study"),
    ("regular_pension", MARTYR, SISTER, ".relied", "reliance"),
    ("regular_pension", MARTYR, SISTER, ".birth", "birth"),
    ("missing_wage", MISSING, None, "wage_fen", "wage"),
    ("missing_advance", MISSING, None, "hardship", "needy"),
]


def told(rule, officer, relative):
    return [
        one for one in lines(*([relative] if relative else []), of=officer, packs=PACKS) if one.rule == rule
    ]


@pytest.mark.parametrize(("rule", "officer", "relative", "name", "gap"), CASES)
def test_with_one_input_missing_the_rule_is_that_gap(rule, officer, relative, name, gap):
    [whole] = told(rule, officer, relative)
    assert whole.amount_fen
    if name.startswith("."):
        relative = replace(relative, **{name[1:]: None})
    else:
        officer = replace(officer, **{name: None})
    if gap is None:  # another input decides it all the same
        assert told(rule, officer, relative)[0].amount_fen
        return
    [lacking] = told(rule, officer, relative)
    assert lacking.amount_fen is None
    assert gap in lacking.gaps
    assert lacking.arithmetic == ()


def test_without_the_local_wage_or_the_amount_the_gap_names_it():
    [funeral] = [one for one in lines(of=W5) if one.rule == "work_injury_funeral"]
    assert funeral.gaps == ("local_wage_2023",)
    [pension] = [one for one in lines(CHILD, of=W5) if one.rule == "dependants_pension"]
    assert pension.gaps == ("local_wage_2023",)
    [regular] = [one for one in lines(CHILD, of=MARTYR) if one.rule == "regular_pension"]
    assert regular.gaps == ("amount_unknown",)


@pytest.mark.parametrize("wage", [0, -1, 10**30])
def test_an_impossible_insured_wage_is_a_gap(wage):
    [pension] = told("dependants_pension", replace(W5, insured_wage_fen=wage), CHILD)
    assert pension.gaps == ("insured_wage_invalid",)


def test_whether_the_parents_or_children_of_the_officer_are_gone_is_asked_of_those_who_come_after_them():
    for kin, gap in (
        ("sibling", "parents_of_deceased"),
        ("grandchild", "children_of_deceased"),
    ):
        [one] = told("dependants_pension", W5, replace(CHILD, kin=kin, lone=False))
        assert one.gaps == (gap,)
    [old] = told("dependants_pension", W5, replace(WIFE, kin="grandparent"))
    assert old.gaps == ("parents_of_deceased",)


def test_every_rule_of_this_table_exists():
    assert {rule for rule, *_rest in CASES} <= {rule.name for rule in RULES}
