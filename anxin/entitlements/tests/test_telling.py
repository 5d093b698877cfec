"""Words and paper: every code has words in both languages, and the card prints what the page shows."""

import pytest
from django.utils import translation

from anxin.entitlements import words
from anxin.entitlements.papers import entitlements_on_paper
from anxin.entitlements.reading import lines_of
from anxin.ground.database.scope import scope
from anxin.ground.days.partial import PartialDate
from anxin.policy.api import EMPLOYMENTS, PAYERS, Gap
from anxin.policy.telling import law

TABLES = (
    words.RULES, words.PAYERS, words.TERMS, words.EMPLOYMENTS, words.ASSUMPTIONS,
    words.SHORT_ASSUMPTIONS, words.CONFIDENCE, words.INPUTS, dict(words.PARAMETERS),
)  # fmt: skip


def test_every_gap_of_the_law_says_what_is_missing_and_who_supplies_it():
    assert {gap.name.lower() for gap in Gap} == set(words.GAPS)


def test_every_payer_and_employment_of_the_law_has_words():
    assert set(PAYERS) - {"unknown"} == set(words.PAYERS)
    assert set(EMPLOYMENTS) - {"unknown"} == set(words.EMPLOYMENTS)


def test_every_parameter_that_a_line_may_rest_on_has_a_name():
    tables = law()
    codes = [
        one.code for rule in tables.rules.values() for version in rule.versions for one in version.parameters
    ]
    codes += [one.code for one in tables.income.used.values()]
    codes += [one.code for one in (*tables.publication.used.values(), tables.publication.assumed)]
    assert all(words.parameter(code) for code in codes)
    with pytest.raises(KeyError):
        words.parameter("income.of.nobody")


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
    [row] = section.body.rows
    assert row[0] == "一次性抚恤金（因公牺牲）"
    assert row[1].startswith("20×33,616＋40×4,135.00＝837,720.00\n上年（2016年）")
    assert (row[2], row[3], row[4].state, row[4].word) == ("837,720.00", "原单位", "none", "已测算")
    assert section.note == "测算不是决定，以主管部门核定为准"


def test_the_paper_shows_a_gap_as_to_be_determined(paper, opened):
    [row] = paper(opened(basic_pay_fen=None)).body.rows
    assert row[1].startswith("缺基本工资\n请原单位提供")
    assert (row[2], row[4].state) == ("待定", "missing")


def test_a_paper_that_a_family_signs_shows_no_sum_of_a_mere_scenario(paper, opened):
    (row,) = paper(opened(determination="pending", died_on=PartialDate(2025, 6, 20))).body.rows
    assert row[2] == ""
    assert row[4].word == "待认定"


def test_no_calculation_is_no_part_of_the_paper(paper, opened, tree):
    household = opened()
    with scope(tree.county.path):
        for group in lines_of(household):
            for told in group.told:
                told.line.delete()
    assert paper(household) is None
