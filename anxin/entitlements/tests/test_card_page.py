"""The page of one family's entitlements, and its part of the family card."""

import pytest
from django.urls import reverse

from anxin.entitlements import words
from anxin.entitlements.models import Calculation, Gap
from anxin.families.actions import MemberDetails
from anxin.families.models import FallenOfficer
from anxin.ground.access.actions import give
from anxin.ground.database.scope import scope
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of


def url_of(household, name="entitlements:card"):
    return reverse(name, kwargs={"card": household.pk})


def page(post, household, language="zh-hans", name="entitlements:card"):
    return client_of(post, language).get(url_of(household, name)).content.decode()


@pytest.mark.parametrize("name", ["entitlements:card", "families:card"])
def test_the_sum_stands_with_its_arithmetic_ground_payer_and_state(county_clerk, opened, name):
    shown = page(county_clerk, opened(), name=name)
    for told in (
        "837,720.00",
        "20×33,616＋40×4,135.00",
        "上年（2016年）全国城镇居民人均可支配收入20倍，加本人40个月基本工资",
        "民发〔2011〕192号第一条、第二条",
        "原单位",
        "已测算",
        "测算不是决定，以主管部门核定为准",
    ):
        assert told in shown


def test_the_page_is_told_in_english_too(county_clerk, opened):
    shown = page(county_clerk, opened(), "en")
    assert "20 × 33,616 + 40 × 4,135.00" in shown
    assert "plus 40 months of the officer&#x27;s own basic pay" in shown
    assert "民发〔2011〕192号第一条" in shown


def test_parameters_stand_with_their_source_and_how_sure_they_are(county_clerk, opened):
    shown = page(county_clerk, opened())
    assert "2016年全国城镇居民人均可支配收入（元）" in shown
    assert "国家统计局 2016年全国居民人均可支配收入" in shown
    assert "转引，未见原文" in shown  # who pays


@pytest.mark.parametrize("name", ["entitlements:card", "families:card"])
def test_a_pending_determination_shows_its_scenarios_side_by_side(county_clerk, opened, name):
    shown = page(county_clerk, opened(determination="pending"), name=name)
    assert "情形并列，认定后只按其中一种" in shown
    assert all(sum_ in shown for sum_ in ("837,720.00", "232,632.00", "1,008,480.00"))
    assert "已测算" not in shown


@pytest.mark.parametrize(
    ("missing", "what", "who"),
    [
        ({"died_on": PartialDate(2017)}, "缺殉职时间（到日）", "请原单位或户籍机关"),
        ({"basic_pay_fen": None}, "缺基本工资", "请原单位提供最后一个月基本工资"),
        ({"basic_pay_fen": 0}, "基本工资数额有误", "请与最后一个月工资单核对"),
        ({"employment": ""}, "缺人员身份", "请原单位说明"),
        ({"employment": "village"}, "此类人员发放标准未录入", "请县人社局提供"),
        ({"determination": "martyr", "channel": ""}, "缺支付渠道", "请县人社局确认"),
        ({"determination": "work_injury"}, "缺受伤前12个月平均缴费工资", "县社保经办机构"),
        ({"channel": "neither"}, "缺地方规定", "请县财政局、民政局"),
        ({"died_on": PartialDate(2018, 5, 9)}, "2017年收入数待核", "请规则维护人"),
        ({"died_on": PartialDate(2004, 9, 30)}, "缺2004年10月以前的规则", "请县退役军人事务局"),
    ],
)
@pytest.mark.parametrize("name", ["entitlements:card", "families:card"])
def test_every_missing_thing_is_a_visible_gap_and_never_zero(county_clerk, opened, missing, what, who, name):
    shown = page(county_clerk, opened(**missing), name=name)
    assert what in shown
    assert who in shown
    assert "待定" in shown
    assert "light--gap" in shown
    assert '<b class="num">0.00' not in shown


def test_a_gap_of_the_officers_record_leads_to_it(county_clerk, opened, tree):
    household = opened(basic_pay_fen=None)
    with scope(tree.county.path):
        officer = FallenOfficer.objects.get(person__household=household)
    record = reverse("families:officer", kwargs={"card": household.pk, "officer": officer.pk})
    assert f'href="{record}">补录' in page(county_clerk, household)


def test_who_reads_only_is_offered_no_act(leader, opened):
    shown = page(leader, opened(basic_pay_fen=None))
    assert "补录" not in shown
    assert "重新测算" not in shown


def test_what_was_assumed_is_said_in_a_sentence(county_clerk, opened):
    shown = page(county_clerk, opened(channel="", employment="", unit_text="河东镇人民政府"))
    assert "支付渠道未确认，推定为抚恤渠道。" in shown
    assert "人员身份未确认，按单位名称推定为公务员。" in shown


def test_a_provisional_sum_says_what_follows(before_the_figure_is_out, county_clerk, opened):
    shown = page(county_clerk, opened(died_on=PartialDate(2026, 1, 10), basic_pay_fen=500000))
    assert "暂算" in shown
    assert "先行预付，待公布后补差" in shown
    assert "上年数尚未公布" in shown


def test_recipients_are_a_set_without_shares(county_clerk, opened):
    uncle = MemberDetails(name="周大山", sex="1", kinship="73")
    step = MemberDetails(name="王小明", sex="1", birth=PartialDate(2010, 2, 20), kinship="27")
    wife = MemberDetails(name="林秀兰", sex="2", kinship="12")
    shown = page(county_clerk, opened(members=(wife, step, uncle)))
    recipients = shown[shown.index("不分先后，不分份额") : shown.index("采用数据")]
    assert "林秀兰" in recipients
    assert "王小明" in recipients
    assert "以证件核对后为准" in recipients
    assert "周大山" not in recipients
    assert "%" not in recipients.replace("%2F", "")


def test_calculating_again_is_a_post_that_comes_back_to_the_page(county_clerk, opened, tree):
    household = opened()
    with scope(tree.county.path):
        before = Calculation.objects.get(household=household).calculated_at
    client = client_of(county_clerk)
    assert client.get(url_of(household, "entitlements:again")).status_code == 405
    answer = client.post(url_of(household, "entitlements:again"), follow=True)
    assert "已按今天重新测算" in answer.content.decode()
    with scope(tree.county.path):
        assert Calculation.objects.get(household=household).calculated_at > before


def test_each_look_is_noted(county_clerk, opened, tree):
    household = opened()
    page(county_clerk, household)
    with scope(tree.county.path):
        assert JournalEntry.objects.filter(act="entitlements.card_opened", record=household.pk).count() == 1


def test_the_neighbour_countys_clerk_finds_nothing(neighbour_clerk, opened):
    household = opened()
    client = client_of(neighbour_clerk)
    assert client.get(url_of(household)).status_code == 404
    assert client.post(url_of(household, "entitlements:again")).status_code == 404


@pytest.mark.parametrize("who", ["health_desk", "officer", "auditor"])
def test_a_post_without_the_right_is_refused(who, opened, request):
    post = request.getfixturevalue(who)
    assert client_of(post).get(url_of(opened())).status_code == 403
    assert client_of(post).get(reverse("entitlements:gaps")).status_code == 403


def test_a_leader_may_look_but_not_calculate(leader, opened):
    household = opened()
    assert client_of(leader).get(url_of(household)).status_code == 200
    assert client_of(leader).post(url_of(household, "entitlements:again")).status_code == 403


def test_a_township_officer_sees_and_calculates_the_family_given_to_him(
    county_clerk, township_officer, opened, tree
):
    mine, other = opened(), opened(name="郭秀博")
    with scope(tree.county.path):
        give(by=county_clerk, holder=township_officer.id, record_id=mine.pk, path=mine.path, part="card",
             purpose="responsible")  # fmt: skip
    assert "837,720.00" in page(township_officer, mine)
    assert client_of(township_officer).get(url_of(other)).status_code == 404
    assert client_of(township_officer).post(url_of(mine, "entitlements:again")).status_code == 302


def test_what_is_known_of_the_officer_leaves_no_gap_behind(opened, tree):
    household = opened()
    with scope(tree.county.path):
        codes = set(Gap.objects.filter(household=household).values_list("code", flat=True))
    assert not {code for code in codes if words.where(code) == words.OFFICER} - {"region"}


def test_scenarios_are_counted_and_not_their_lines(county_clerk, opened):
    assert "情形3种" in page(county_clerk, opened(determination="pending"))


def test_in_english_a_calculation_is_called_calculated_and_never_final(county_clerk, opened):
    shown = page(county_clerk, opened(), "en")
    assert "1 calculated" in shown
    assert ">final<" not in shown


def test_two_sums_for_the_living_of_one_person_say_that_a_human_being_decides(county_clerk, opened):
    shown = page(county_clerk, opened(determination="work_injury", employment="institution"))
    assert "与“遗属生活困难补助”并列，能否同时享受由人核定" in shown
    assert "能否同时享受" not in page(county_clerk, opened())
