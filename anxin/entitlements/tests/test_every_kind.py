"""Every kind of entitlement through the register, the calculation and the page: work injury with dependants
(W5), police (W16), pupils and survivors with their local standards, and what chance makes of a family."""

from datetime import date, datetime
from random import Random
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import translation

from anxin.entitlements import words
from anxin.entitlements.actions import calculate
from anxin.entitlements.actions.writing import row_of
from anxin.entitlements.cases import Fed
from anxin.entitlements.inputs import assumptions
from anxin.entitlements.models import Calculation, Entitlement
from anxin.entitlements.reading import lines_of, not_held
from anxin.entitlements.reckoning import Reckoning
from anxin.entitlements.rows import rows_of
from anxin.entitlements.telling import Told
from anxin.entitlements.tests.conftest import ORIGIN
from anxin.entitlements.upkeep import keep_current
from anxin.families.actions import MemberDetails, correct_officer, record_standing
from anxin.families.models import FallenOfficer, Person
from anxin.ground.days.partial import PartialDate
from anxin.policy.api import RULES, Deceased, FamilyCase, Relative
from anxin.policy.codes import (
    ASSISTANCE,
    CATEGORIES,
    CHANNELS,
    EMPLOYMENTS,
    KINS,
    OTHER_PARENTS,
    SEXES,
    STUDIES,
)
from anxin.policy.packs.reading import read
from tests.cast import client_of

pytestmark = pytest.mark.usefixtures("in_county")

PACK = """
id: anhe
region: "990102"
name: 安和县测试标准
citations:
  main: {title: 安和县测试文件, number: 安测〔2026〕1号, article: 第一条, source: 测试, confidence: S}
values:
  local_wage.monthly: {"2023": {value: "8200", citation: main}}
  survivors_allowance.base: {2020-01-01: {value: amount, citation: main}}
  survivors_allowance.amount: {2020-01-01: {value: "780", citation: main}}
  survivors_allowance.share: {2020-01-01: {value: 800, citation: main}}
  survivors_allowance.lone_share: {2020-01-01: {value: 1000, citation: main}}
  funeral_aid.organ: {2020-01-01: {value: "5000", citation: main}}
  elder_allowance.age_80: {2020-01-01: {value: "100", citation: main}}
  student_aid.primary_day: {2020-01-01: {value: "625", citation: main}}
  medical.aid_low_income: {2020-01-01: {value: 500, citation: main}}
"""


@pytest.fixture
def pack(monkeypatch):
    """The county's standards are loaded."""
    told = (read(PACK),)
    for place in ("actions.calculating", "reading", "standards", "upkeep"):
        monkeypatch.setattr(f"anxin.entitlements.{place}.packs_in_force", lambda: told)
    return told


@pytest.fixture
def w5(opened, county_clerk, tree):
    """W5: a teacher, insured, who died at work: wife 56, daughter 10, mother 72, all relying on him."""
    tree.county.region_code = "990102"
    tree.county.save()
    household = opened(
        died_on=PartialDate(2024, 6, 10), determination="work_injury", employment="institution", channel="",
        members=[
            MemberDetails(name="林秀兰", sex="2", birth=PartialDate(1968, 1, 5), kinship="12"),
            MemberDetails(name="周雨桐", sex="2", birth=PartialDate(2014, 3, 1), kinship="30"),
            MemberDetails(name="陈桂香", sex="2", birth=PartialDate(1952, 2, 20), kinship="52"),
        ],
    )  # fmt: skip
    officer = FallenOfficer.objects.get(person__household=household)
    told = {"insured": True, "insured_wage_fen": 960000, "wage_fen": 960000}
    correct_officer(by=county_clerk, officer=officer, values=told, origin=ORIGIN)
    for person in Person.objects.filter(household=household, fallen=None):
        record_standing(
            by=county_clerk, household=household, person=person, origin=ORIGIN,
            values={"relied": "yes", "monthly_income": "0", "lone": "no", "incapable": "no"},
        )  # fmt: skip
    return household


def sums(household, rule):
    found = Entitlement.objects.filter(household=household, rule=rule).select_related("person")
    return {line.person.name if line.person else "": line.amount_fen for line in found}


def shown(post, household, language="zh-hans"):
    here = reverse("entitlements:card", kwargs={"card": household.pk})
    return client_of(post, language).get(here).content.decode()


def test_w5_a_death_at_work_with_three_dependants(pack, w5, county_clerk):
    calculate(by=county_clerk, households=[w5])
    assert sums(w5, "work_injury_funeral") == {"": 4920000}
    assert sums(w5, "work_injury_death") == {"": 103642000}
    assert sums(w5, "dependants_pension") == {"林秀兰": 384000, "周雨桐": 288000, "陈桂香": 288000}
    [child] = Entitlement.objects.filter(rule="dependants_pension", person__name="周雨桐")
    assert (child.period, child.starts, child.ends) == ("month", date(2024, 7, 1), date(2032, 3, 1))
    assert child.review == "child_18"


def test_the_page_says_for_whom_how_often_since_when_and_until_which_review(pack, w5, county_clerk):
    calculate(by=county_clerk, households=[w5])
    page = shown(county_clerk, w5)
    for told in (
        "一次性工亡补助金", "供养亲属抚恤金", "周雨桐", "女儿", "9,600.00×30%", "2,880.00", "每月",
        "2024-07-01", "待遇复核：子女年满18周岁", "工伤保险基金", "安测〔2026〕1号第一条",
        "按月", "一次性", "可以申请", "向户籍所在地乡镇（街道）申请",
    ):  # fmt: skip
        assert told in page, told


def test_without_the_local_standard_the_sum_is_a_gap_that_names_it(w5, county_clerk):
    page = shown(county_clerk, w5)
    assert sums(w5, "dependants_pension") == {"林秀兰": None, "周雨桐": None, "陈桂香": None}
    assert "2023年职工月平均工资" in page
    assert "1,036,420.00" in page


def test_a_standard_that_is_loaded_is_followed_by_the_night(w5, pack):
    Calculation.objects.update(standards="")  # as they stood before it was loaded
    assert keep_current() == 1
    assert sums(w5, "dependants_pension")["周雨桐"] == 288000


def test_what_is_excluded_by_another_line_says_so_and_alone_says_nothing(pack, w5, county_clerk):
    calculate(by=county_clerk, households=[w5])
    [group] = lines_of(w5)
    funeral = {one.line.rule: one.rivals for one in group.told if one.line.conflict == "funeral_aid"}
    assert set(funeral.values()) == {len(funeral) > 1}


def test_w16_police_have_rank_allowance_and_the_special_subsidy(opened, county_clerk):
    household = opened(died_on=PartialDate(2024, 5, 1), employment="police", basic_pay_fen=480000, members=())
    officer = FallenOfficer.objects.get(person__household=household)
    correct_officer(by=county_clerk, officer=officer, values={"police_allowance_fen": 56000}, origin=ORIGIN)
    assert sums(household, "lump_sum") == {"": 125082000}
    assert sums(household, "police_special") == {"": 10000000}
    assert "警衔津贴" in shown(county_clerk, household)


def test_what_several_lack_alike_is_told_once(opened):
    [group] = lines_of(opened())
    rows = [row for part in group.parts for row in rows_of(part.told) if row.several]
    with translation.override("zh-hans"):
        assert [row.names for row in rows if row.told.line.rule == "medical_share"] == [
            "陈桂香、林秀兰、周雨桐"
        ]
    assert all(row.is_gap for row in rows)


def test_what_does_not_hold_stands_with_its_reason_and_is_kept_nowhere(opened, county_clerk):
    household = opened()
    refused = not_held(lines_of(household))
    assert refused
    stored = Entitlement.objects.filter(household=household)
    assert not stored.filter(amount_fen=None, gaps=[]).exists()
    assert refused[0].why in shown(county_clerk, household)


def test_an_application_is_no_gap(opened, county_clerk):
    [group] = lines_of(opened())
    asked = [one for one in group.told if one.is_application]
    assert asked
    assert not any(one.is_gap or one.gaps for one in asked)
    assert "on_application" not in {gap.code for gap in group.missing}


DAYS = [date(year, month, 3) for year in (1940, 1952, 1975, 2008, 2015, 2021) for month in (1, 7)]
FEN = (0, 30000, 480000, 2000000)
BOTH = (True, False)


def chance(random, kind, given, **codes):
    """A dataclass of the law with each field known or not, as chance has it."""
    made = {name: random.choice((None, *choices)) for name, choices in codes.items()}
    return kind(**given, **{name: value for name, value in made.items() if value is not None})


def relative(random, place):
    return chance(
        random, Relative, {"key": f"{place:032x}"}, kin=KINS[1:], sex=SEXES[1:], birth=DAYS, incapable=BOTH,
        relied=BOTH, income_fen=FEN, lone=BOTH, study=STUDIES[1:], boarding=BOTH, needy=BOTH, disabled=BOTH,
        other_parent=OTHER_PARENTS[1:], assistance=ASSISTANCE[1:], region=("990102", "530521"),
        died_on=(None, None, None, date(2025, 3, 1)),
    )  # fmt: skip


def families(count):
    """Families as no clerk would think of them, the same in every run."""
    random = Random(16)
    for _ in range(count):
        deceased = chance(
            random, Deceased, {}, death=[date(year, 5, 2) for year in (2009, 2015, 2020, 2024, 2026)],
            category=CATEGORIES[1:], employment=EMPLOYMENTS[1:], channel=CHANNELS[1:], hardship=BOTH,
            basic_pay_fen=FEN, rank_allowance_fen=FEN, insured=BOTH, insured_wage_fen=FEN, wage_fen=FEN,
            pension_insured=BOTH, region=("990102", "530521"), service_years=(1, 20), retired=BOTH,
            contribution_years=(3, 7, 20), missing_since=(None, None, date(2026, 7, 5)),
        )  # fmt: skip
        relatives = tuple(relative(random, place) for place in range(random.randrange(5)))
        yield FamilyCase(deceased, relatives, TODAY)


TODAY = date(2026, 11, 28)


def stored(fed, lines):
    """Lines as they are stored, one of each make."""
    return {
        (line.rule, line.gaps, line.assumptions, line.conventions, line.provisional,
         tuple(one.term for one in line.arithmetic), tuple(one.code for one in line.parameters)):
        row_of(fed, line, TODAY, datetime(2026, 11, 28))
        for line in lines
    }  # fmt: skip


def everything_said(row):
    one = Told(row)
    gaps = [word for gap in one.gaps for word in (gap.what, gap.ask)]
    return (one.rule, one.category, one.payer, one.amount, one.equation, one.terms, one.ground, one.review,
            one.deadlines, one.conflict, one.period, one.parameters, one.state, gaps,
            assumptions([row]))  # fmt: skip


def test_whatever_a_family_looks_like_every_line_can_be_told_in_both_languages(pack):
    cases = list(families(1500))
    reckoning = Reckoning(cases, TODAY, pack)
    holds, refused = (reckoning.lines(range(len(cases)), refused=one) for one in (False, True))
    made = {}
    for place, lines in holds.items():
        made |= stored(Fed(UUID(int=place), UUID(int=1), "x", cases[place], (), "", ""), lines)
    assert {key[0] for key in made} == {rule.name for rule in RULES}
    reasons = {code for lines in refused.values() for line in lines for code in line.refusals}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert all(everything_said(row)[0] for row in made.values())
            assert all(str(words.REFUSALS[code]) for code in reasons)
