"""The family's sheet tells how every sum stands; what is not sure, or gave way, has no sum on it."""

import pytest
from django.utils import translation

from anxin.entitlements.actions import Paid, choose, note_payment, refuse
from anxin.entitlements.models import Entitlement
from anxin.entitlements.papers.card import entitlements_on_paper
from anxin.families.actions import MemberDetails
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate

from .test_sheet import pages_of, sheet

pytestmark = pytest.mark.django_db

WORK_INJURY = {
    "determination": "work_injury", "channel": "work_injury", "employment": "enterprise", "insured": True,
    "insured_wage_fen": 960_000,
}  # fmt: skip
PENDING = {**WORK_INJURY, "determination": "pending", "died_on": PartialDate(2026, 11, 20)}


def page_of(post, household, language="zh-hans") -> str:
    (page,) = pages_of(sheet(post, household, language).content)
    return page


def settle_one(household) -> None:
    """A sum that depends on no category, while the rest waits for the determination."""
    found = Entitlement.objects.filter(household=household, pending=True, amount_fen__gt=0)
    line = found.first()
    Entitlement.objects.filter(pk=line.pk).update(pending=False)


def test_a_line_that_nobody_asked_for_says_so(county_clerk, family):
    assert "办理情况尚未申请" in page_of(county_clerk, family).replace(" ", "")


def test_half_paid_says_what_came_and_what_is_left(county_clerk, approved):
    paid = Paid(on=today(), amount_fen=60_000_000, voucher="99-1")
    note_payment(by=county_clerk, claim=approved, paid=paid)

    page = page_of(county_clerk, approved.household)

    assert "已核定837,720.00元，已付600,000.00元，还差237,720.00元" in page


def test_a_refused_sum_is_marked_beside_the_sum(county_clerk, applied):
    refuse(by=county_clerk, claim=applied, on=today(), reason="材料不齐")

    page = page_of(county_clerk, applied.household)

    assert "未予核定 837,720.00" in page
    assert "主管部门未予核定，您可以申诉" in page


def test_of_rivals_the_chosen_line_alone_stands_there(county_clerk, line, rival):
    before = page_of(county_clerk, line.household)
    choose(by=county_clerk, line=line, why="家属选择")
    after = page_of(county_clerk, line.household)

    assert "10,000.00" in before
    assert "只能选择领取一项" in before
    assert "10,000.00" not in after
    assert "只能选择领取一项" not in after
    assert "837,720.00" in after


def test_the_police_sum_says_that_it_is_to_be_confirmed(county_clerk, opened):
    assert "数额为2004年规定" in page_of(county_clerk, opened(employment="police"))


def test_what_is_decided_on_application_stands_apart_without_sum_or_rhythm(county_clerk, family):
    page = page_of(county_clerk, family)
    calculated, apply = page.split("还可以申请的")

    assert "最低生活保障" in apply
    assert "最低生活保障" not in calculated
    assert "依申请" not in page
    assert "（可申请）" not in page


def test_pending_has_no_sum_at_all_and_tells_the_last_days(in_county, county_clerk, opened):
    household = opened(**PENDING)
    settle_one(household)

    page = page_of(county_clerk, household)

    assert ".00" not in page
    assert "2026年12月20日" in page
    assert "2027年11月20日" in page
    assert "家属可以自己申请" in page


def test_once_determined_the_days_of_asking_for_it_are_over(county_clerk, opened):
    page = page_of(county_clerk, opened(**{**PENDING, "determination": "work_injury"}))

    assert "2026年12月20日" not in page
    assert "不能错过的日期" not in page


def test_the_family_is_asked_in_words_for_a_family(county_clerk, opened):
    page = page_of(county_clerk, opened(employment="institution"))

    for words in ("规则管理人员", "请向家属", "录入地方标准"):
        assert words not in page
    assert "由我们" in page


def test_english_has_no_chinese_brackets_or_colons(county_clerk, opened):
    member = MemberDetails(name="Lin", sex="2", birth=PartialDate(1983, 3, 9), kinship="12", is_head=True)
    page = page_of(county_clerk, opened(members=(member,), **WORK_INJURY), "en")

    assert "not applied for yet" in page
    assert "Lin：" not in page
    assert "Lin（" not in page


def card_rows(household) -> str:
    with translation.override("zh-hans"):
        section = entitlements_on_paper(household)
    return "\n".join(str(cell) for row in section.body.rows for cell in row)


def test_the_printed_card_has_no_sum_while_the_determination_is_pending(in_county, opened):
    household = opened(**PENDING)
    settle_one(household)

    assert ".00" not in card_rows(household)
    assert "待认定" in card_rows(household)


def test_the_printed_card_says_of_police_what_is_to_be_confirmed_and_no_sum_twice(in_county, opened):
    shown = card_rows(opened(employment="police"))

    assert "数额为2004年规定" in shown
    assert "100,000.00＝" not in shown


def test_the_printed_card_leaves_out_what_gave_way(in_county, county_clerk, line, rival):
    choose(by=county_clerk, line=line, why="家属选择")

    assert "10,000.00" not in card_rows(line.household)
    assert "837,720.00" in card_rows(line.household)
