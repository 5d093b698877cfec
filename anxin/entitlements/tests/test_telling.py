"""Words and paper: every code has words in both languages, and the card prints what the page shows."""

import pytest
from django.utils import translation

from anxin.entitlements import words
from anxin.entitlements.inputs import tied
from anxin.entitlements.models import Entitlement
from anxin.entitlements.papers.card import entitlements_on_paper
from anxin.entitlements.reading import lines_of
from anxin.entitlements.telling import Told
from anxin.ground.database.scope import scope
from anxin.ground.days.partial import PartialDate
from anxin.policy import wording
from anxin.policy.api import EMPLOYMENTS, PAYERS, RULES, Gap, Refusal
from anxin.policy.codes import PERIODS, REVIEWS
from anxin.policy.telling import law

TABLES = (
    words.RULES, words.PAYERS, words.TERMS, words.EMPLOYMENTS, words.ASSUMPTIONS, words.GROUPS,
    words.SHORT_ASSUMPTIONS, words.CONFIDENCE, words.INPUTS, words.PERIODS, words.REVIEWS, words.DEADLINES,
    words.CONFLICTS, words.CONVENTIONS, words.REFUSALS, words.NUMBERS, words.SETTLED, dict(words.PARAMETERS),
)  # fmt: skip


def test_every_gap_of_the_law_says_what_is_missing_and_who_supplies_it():
    assert {gap.name.lower() for gap in Gap} == set(words.GAPS)


def test_every_code_of_the_law_has_words():
    assert set(PAYERS) - {"unknown"} == set(words.PAYERS)
    assert set(EMPLOYMENTS) - {"unknown"} == set(words.EMPLOYMENTS)
    assert set(PERIODS) == set(words.PERIODS)
    assert {rule.name for rule in RULES} <= set(words.RULES)
    assert {one.name.lower() for one in Refusal} <= set(words.REFUSALS)
    assert set(REVIEWS) <= set(words.REVIEWS)


@pytest.mark.parametrize(
    ("section", "known"),
    [("terms", words.TERMS), ("gaps", words.GAPS), ("assumptions", words.ASSUMPTIONS)],
)
def test_what_the_policy_package_can_say_the_screens_can_say_too(section, known):
    of_leave = {"untaken_days", "other"}  # of officers' leave, which no card shows
    assert set(wording.names(f"lines.{section}")) - of_leave <= set(known)


def test_every_parameter_that_a_line_may_rest_on_has_a_name():
    tables = law()
    codes = [
        one.code for rule in tables.rules.values() for version in rule.versions for one in version.parameters
    ]
    codes += [one.code for one in tables.income.used.values()]
    codes += [one.code for one in (*tables.publication.used.values(), tables.publication.assumed)]
    codes += [one.code for one in tables.settled.values()]
    codes += [one.code for table in tables.local.values() for one in table.used if one]
    assert all(words.parameter(code) for code in codes)
    with pytest.raises(KeyError):
        words.parameter("income.of.nobody")


def test_a_local_parameter_names_its_place_and_year_and_tells_its_value():
    with translation.override("zh-hans"):
        assert words.parameter("local_wage.monthly_2023@530521") == "统筹地区职工月平均工资（2023、530521）"
    assert words.value("local_wage.monthly_2023@530521", 820000) == "8,200.00"
    assert words.value("survivors_allowance.share", 800) == "80%"
    assert words.value("dependants_pension.all.spouse_share", 400) == "40%"


def test_every_word_is_translated():
    told = [word for table in TABLES for word in table.values()]
    told += [word for gap in words.GAPS.values() for word in (gap.what, gap.ask)]
    for word in told:
        with translation.override("en"):
            english = str(word)
        with translation.override("zh-hans"):
            assert str(word) != english


def test_a_missing_figure_is_told_with_its_year():
    with translation.override("zh-hans"):
        assert words.missing("income_unconfirmed_2013") == "2013年收入数待核"
    assert words.split("income_2026") == ("income", "2026")
    assert not words.in_record("income_2026")


@pytest.fixture
def paper(tree):
    def print_one(household):
        with scope(tree.county.path), translation.override("zh-hans"):
            return entitlements_on_paper(household)

    return print_one


def test_the_paper_shows_the_sum_as_the_page_does(paper, opened):
    section = paper(opened())
    row = section.body.rows[0]
    assert row[0] == "一次性抚恤金（因公牺牲）"
    assert row[1].startswith("20×33,616＋40×4,135.00＝837,720.00\n上年（2016年）")
    assert (row[2], row[3], row[4].state, row[4].word) == ("837,720.00", "原单位", "none", "已测算")
    assert section.note == "测算不是决定，以主管部门核定为准"


def test_the_paper_names_a_gap_on_one_line_and_as_to_be_determined(paper, opened):
    row = paper(opened(basic_pay_fen=None)).body.rows[0]
    assert row[1].split("；")[0] == "缺基本工资"
    assert "请原单位提供" not in row[1]  # whom to ask stands on the screen and on the family's own sheet
    assert (row[2], row[4].state) == ("待定", "missing")


def test_a_paper_that_a_family_signs_shows_no_sum_of_a_mere_scenario(paper, opened):
    row, *_ = paper(opened(determination="pending", died_on=PartialDate(2025, 6, 20))).body.rows
    assert row[2] == ""
    assert row[4].word == "待认定"


def test_no_calculation_is_no_part_of_the_paper(paper, opened, tree):
    household = opened()
    with scope(tree.county.path):
        for group in lines_of(household):
            for told in group.told:
                told.line.delete()
    assert paper(household) is None


def told_of(*steps, fen):
    """A line with this arithmetic."""
    return Told(
        Entitlement(rule="survivors_allowance", amount_fen=fen, arithmetic=[list(one) for one in steps])
    )


def test_an_own_income_is_read_as_taken_off_in_both_languages():
    told = told_of(
        ("share_of_standard", 800, 650_00, None, 1000), ("own_income", -1, 225_00, None, 1), fen=295_00
    )
    with translation.override("zh-hans"):
        assert told.equation == "650.00×80%－225.00＝295.00"
        assert told.terms == "当地标准的80%，减去本人收入"
    with translation.override("en"):
        assert told.equation == "650.00 × 80% - 225.00 = 295.00"
        assert told.terms == "80% of the standard of the place, less the own income"


def test_a_sum_that_the_law_names_whole_is_said_once():
    assert told_of(("standard", 1, 5_000_00, None, 1), fen=5_000_00).equation == "5,000.00"


def scenario(category, *assumptions):
    return Entitlement(
        rule="lump_sum", category=category, pending=True, assumptions=list(assumptions), gaps=[]
    )


def test_an_assumption_is_tied_to_the_scenarios_in_which_it_was_made():
    both = [scenario("on_duty", "assumed_pension_channel"), scenario("work_injury", "fund_or_unit")]
    with translation.override("zh-hans"):
        assert tied(both, "assumed_pension_channel", "推定") == "因公牺牲：推定"
        assert tied(both[:1], "assumed_pension_channel", "推定") == "推定"


def test_a_missing_standard_is_the_first_that_the_rule_asks_for_and_did_not_find():
    with translation.override("zh-hans"):
        assert words.standard("elder_allowance", []) == "高龄津贴：80周岁以上（月）"
        assert words.standard("survivors_allowance", []) == "遗属补助：标准来源"
        used = [["survivors_allowance.base@140000", "dibao", "a/main", "S"]]
        assert words.standard("survivors_allowance", used) == "城市居民最低生活保障标准（月）"
        assert words.standard("student_aid", []) == "学生资助"


def test_the_police_subsidy_says_beside_its_sum_that_it_is_to_be_confirmed():
    told = Told(Entitlement(rule="police_special", amount_fen=1, conventions=["police_amounts_of_2004"]))
    with translation.override("zh-hans"):
        assert told.reservation == "数额为2004年规定，是否仍有效待核"
