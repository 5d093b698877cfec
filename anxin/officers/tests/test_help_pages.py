"""Pages of help: an officer asks on a telephone, the clerk decides and tells; plans, funds and rules."""

import re

import pytest

from anxin.ground.days.clock import today
from anxin.officers.models import CarePlan, Fund, Help, HelpRequest, Payment, UnitRule
from tests.cast import client_of


@pytest.fixture
def phone(officer, man):
    return client_of(officer)


@pytest.fixture
def desk(county_clerk, man):
    return client_of(county_clerk)


def words(answer) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


def test_an_officer_asks_and_reads_what_came_of_it(phone, desk, county_clerk, man):
    page = phone.post(
        "/officers/ask/", {"wanted_for": "family", "words": "母亲住院，想调几天班"}, follow=True
    )
    assert "母亲住院" in words(page)
    assert "前答复" in words(page)

    request = HelpRequest.objects.get()
    decided = {
        "kind": "work",
        "why": "目录尚无此项",
        "words": "调班一周",
        "doer": county_clerk.pk,
        "due": today(),
    }
    desk.post(f"/officers/requests/{request.pk}/", decided)
    given = Help.objects.get()
    desk.post(f"/officers/help/{given.pk}/", {"what": "done", "words": "已调班"})
    desk.post(f"/officers/requests/{request.pk}/", {"words": "当面说了"})

    page = words(phone.get("/officers/ask/"))
    assert "当面说了" in page
    assert "已答复" in page


def test_an_empty_request_is_not_sent_and_says_so(phone):
    page = phone.post("/officers/ask/", {"wanted_for": "self", "words": " "})
    assert HelpRequest.objects.count() == 0
    assert "此项必填" in words(page)


def test_a_request_is_taken_back_on_the_telephone(phone, asked):
    phone.post(f"/officers/ask/{asked.pk}/back/")
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_a_colleague_reads_nothing_of_it(asked, tree, man):
    from tests.cast import hire  # noqa: PLC0415

    other = client_of(hire("other_officer", tree.town, "officer", "冯琳"))
    assert "母亲住院" not in words(other.get("/officers/ask/"))
    assert other.post(f"/officers/ask/{asked.pk}/back/").status_code == 404
    asked.refresh_from_db()
    assert asked.state == "asked"


@pytest.mark.parametrize("role", ["leader", "auditor", "township_officer", "health_desk"])
def test_nobody_but_those_who_give_help_opens_a_request(asked, role, request):
    caller = client_of(request.getfixturevalue(role))
    assert caller.get("/officers/requests/").status_code == 403
    assert caller.get(f"/officers/requests/{asked.pk}/").status_code == 403


def test_what_cannot_be_done_is_declined_with_its_reason(desk, phone, asked):
    desk.post(f"/officers/requests/{asked.pk}/decline/", {"words": "年内没有编制"})
    assert "年内没有编制" in words(phone.get("/officers/ask/"))


def test_relief_from_the_fund_to_the_receipt(desk, leader, man, tree):
    desk.post("/officers/funds/new/", {
        "unit": tree.county.pk, "name": "关爱帮扶资金", "ground": "安委〔2026〕8号", "opened_on": today(),
    })  # fmt: skip
    fund = Fund.objects.get()
    desk.post(f"/officers/funds/{fund.pk}/", {"amount_fen": "9,000.00", "on": today(), "words": "财政拨款"})
    desk.post(
        f"/officers/funds/{fund.pk}/payment/", {"officer": "许佳", "amount_fen": "3000", "words": "母亲手术"}
    )
    payment = Payment.objects.get()
    client_of(leader).post(f"/officers/payments/{payment.pk}/agreement/", {"what": "agree"})
    desk.post(f"/officers/payments/{payment.pk}/", {"on": today()})
    assert desk.get(f"/officers/payments/{payment.pk}/receipt.pdf").content.startswith(b"%PDF")
    desk.post(f"/officers/payments/{payment.pk}/", {"receipt": "2026-001", "receipted_on": today()})

    payment.refresh_from_db()
    assert (payment.state, payment.amount_fen, fund.left) == ("receipted", 3_000_00, 6_000_00)


def test_a_leader_who_does_not_agree_says_why(desk, leader, man, tree):
    test_relief = {"unit": tree.county.pk, "name": "资金", "ground": "办法", "opened_on": today()}
    desk.post("/officers/funds/new/", test_relief)
    fund = Fund.objects.get()
    desk.post(f"/officers/funds/{fund.pk}/", {"amount_fen": "100", "on": today(), "words": "拨款"})
    desk.post(f"/officers/funds/{fund.pk}/payment/", {"officer": "许佳", "amount_fen": "50", "words": "试"})
    payment = Payment.objects.get()
    boss = client_of(leader)
    boss.post(f"/officers/payments/{payment.pk}/agreement/", {"what": "refuse", "reason": " "})
    payment.refresh_from_db()
    assert payment.state == "proposed"
    boss.post(f"/officers/payments/{payment.pk}/agreement/", {"what": "refuse", "reason": "医保已报销"})
    payment.refresh_from_db()
    assert (payment.state, payment.reason) == ("refused", "医保已报销")


def test_a_plan_from_the_draft_to_the_look(desk, leader, county_clerk, tree, man):
    desk.post("/officers/plans/new/", {"unit": tree.town.pk, "year": today().year})
    plan = CarePlan.objects.get()
    here = f"/officers/plans/{plan.pk}/"
    desk.post(f"{here}items/", {
        "subject": "check_up", "words": "全体体检", "due": plan.days[1], "doer": county_clerk.pk,
    })  # fmt: skip
    client_of(leader).post(f"{here}adopt/")
    desk.post(f"{here}items/{plan.items.get().pk}/", {"what": "done", "words": "120人参加"})
    desk.post(f"{here}look/", {"quarter": "1", "on": today(), "words": "按计划推进"})

    page = words(desk.get(here))
    assert "120人参加" in page
    assert "已完成1项" in page


def test_a_clerk_does_not_adopt_what_he_wrote(desk, tree, man):
    desk.post("/officers/plans/new/", {"unit": tree.town.pk, "year": today().year})
    assert desk.post(f"/officers/plans/{CarePlan.objects.get().pk}/adopt/").status_code == 403


def test_the_page_of_rules_shows_gaps_until_a_rule_stands(desk, tree, man):
    assert words(desk.get("/officers/rules/")).count("缺口") >= 3
    rule = {
        "subject": "leave", "title": "河东镇年休假办法", "text": "每年一月定出计划", "approver": "河东镇党委",
        "approved_on": today(), "since": today(),
    }  # fmt: skip
    desk.post(f"/officers/rules/units/{tree.town.pk}/", rule)
    assert "河东镇年休假办法" in words(desk.get("/officers/rules/"))
    assert "每年一月定出计划" in words(desk.get(f"/officers/rules/{UnitRule.objects.get().pk}/"))


def test_the_catalogue_has_four_kinds_and_an_empty_one_is_a_gap(desk, entry):
    page = words(desk.get("/officers/help/catalogue/"))
    assert all(kind in page for kind in ("政治上激励", "工作上支持", "待遇上保障", "政策上倾斜"))
    assert "疗养" in page
    assert page.count("缺口") == 3


@pytest.mark.parametrize(
    "path", ["requests", "help", "help/catalogue", "help?show=done", "funds", "plans", "rules"]
)
def test_every_list_reads_in_english_too(county_clerk, asked, entry, path):
    path, _, query = path.partition("?")
    page = client_of(county_clerk, "en").get(f"/officers/{path}/?{query}")
    assert page.status_code == 200
