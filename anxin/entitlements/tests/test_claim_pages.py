"""The pages of claims: of a family, of one claim, its steps, the lists, a payer's desk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.entitlements.actions import Paid, apply_for, choose, note_payment, start_claim
from anxin.entitlements.models import Agreement, Claim, ClaimState, Entitlement
from anxin.families.models import FallenOfficer, Person
from anxin.ground.access.actions import give
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from tests.cast import client_of

S = ClaimState


def address(name, **kwargs):
    return reverse(f"entitlements:{name}", kwargs=kwargs)


def shown(post, name, language="zh-hans", query="", **kwargs):
    answer = client_of(post, language).get(address(name, **kwargs) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(post, name, data, **kwargs):
    return client_of(post).post(address(name, **kwargs), data, follow=True).content.decode()


def state():
    return Claim.objects.get().state


# — The family's claims —


def test_what_nobody_has_claimed_stands_with_its_button(county_clerk, line, family):
    page = shown(county_clerk, "claims", card=family.pk)
    assert "1项尚未申领" in page
    assert "837,720.00" in page
    assert "原单位" in page
    assert address("claim_start", card=family.pk, line=line.pk) in page


def test_one_click_takes_a_line_up_and_leads_to_its_claim(county_clerk, line, family):
    page = sent(county_clerk, "claim_start", {}, card=family.pk, line=line.pk)
    assert state() == S.OWED
    assert "已开始申领" in page
    assert "登记申请" in page


def test_the_calculation_itself_has_the_button_too(county_clerk, line, family):
    page = shown(county_clerk, "card", card=family.pk)
    assert address("claim_start", card=family.pk, line=line.pk) in page


def test_a_refusal_is_said_on_the_page(county_clerk, owed, line, family):
    assert "已在申领" in sent(county_clerk, "claim_start", {}, card=family.pk, line=line.pk)


def test_a_get_takes_nothing_up(county_clerk, line, family):
    answer = client_of(county_clerk).get(address("claim_start", card=family.pk, line=line.pk))
    assert answer.status_code == 405
    assert not Claim.objects.exists()


def test_each_claim_has_its_next_step_as_one_button(county_clerk, owed, family):
    page = shown(county_clerk, "claims", card=family.pk)
    assert "没有尚未申领的待遇" in page
    assert address("claim_apply", card=family.pk, claim=owed.pk) in page
    assert address("claim_decide", card=family.pk, claim=owed.pk) not in page


def test_the_pages_are_told_in_english_too(county_clerk, owed, family):
    assert "nothing left to claim" in shown(county_clerk, "claims", "en", card=family.pk)
    assert "to be applied for" in shown(county_clerk, "claim", "en", card=family.pk, claim=owed.pk)
    assert "Claims by payer and state" in shown(county_clerk, "claims_list", "en")
    assert "What is owed, and did not arrive" in shown(county_clerk, "finder", "en")
    assert "Sums that are higher now than what was claimed" in shown(county_clerk, "top_ups", "en")


# — The steps —

TODAY = str(today())


def test_a_claim_goes_from_owed_to_paid_on_its_pages(county_clerk, owed, family):
    about = {"card": family.pk, "claim": owed.pk}
    sent(county_clerk, "claim_apply", {"on": TODAY, "words": "申请表、死亡证明"}, **about)
    assert state() == S.APPLIED
    decided = {"what": "approved", "on": TODAY, "approved_fen": "837,720.00"}
    sent(county_clerk, "claim_decide", decided, **about)
    assert state() == S.APPROVED
    wife = Person.objects.get(household=family, name="林秀兰")
    part = {"on": TODAY, "amount_fen": "800,000.00", "voucher": "回单12号", "person": str(wife.pk)}
    assert "尚余37,720.00元" in sent(county_clerk, "claim_pay", part, **about)
    rest = {"on": TODAY, "amount_fen": "37,720.00", "voucher": "回单13号"}
    page = sent(county_clerk, "claim_pay", rest, **about)
    assert state() == S.PAID
    assert "申请表、死亡证明" in page
    assert "登记到账，已付清" in page


def test_a_refusal_is_appealed_on_its_pages(county_clerk, applied, family):
    about = {"card": family.pk, "claim": applied.pk}
    without_reason = sent(county_clerk, "claim_decide", {"what": "refused", "on": TODAY}, **about)
    assert "请写明理由" in without_reason
    refused = {"what": "refused", "on": TODAY, "reason": "缺认定文书"}
    assert "缺认定文书" in sent(county_clerk, "claim_decide", refused, **about)
    assert state() == S.REFUSED
    sent(county_clerk, "claim_appeal", {"on": TODAY, "reason": "文书已补"}, **about)
    assert state() == S.APPEALED


def test_another_sum_without_a_reason_changes_nothing(county_clerk, applied, family):
    about = {"card": family.pk, "claim": applied.pk}
    page = sent(county_clerk, "claim_decide", {"what": "approved", "on": TODAY, "approved_fen": "1"}, **about)
    assert "核定数额与申领数额不同" in page
    assert state() == S.APPLIED


def test_an_approval_without_a_sum_asks_for_it(county_clerk, applied, family):
    about = {"card": family.pk, "claim": applied.pk}
    assert "请填写核定数额" in sent(county_clerk, "claim_decide", {"what": "approved", "on": TODAY}, **about)


def test_a_monthly_payment_names_its_month(county_clerk, approved, family):
    Claim.objects.update(period="month")
    about = {"card": family.pk, "claim": approved.pk}
    data = {"on": TODAY, "amount_fen": "2,880.00", "voucher": "回单1号", "month": "2026-10"}
    page = sent(county_clerk, "claim_pay", data, **about)
    assert "2026-10" in page
    assert state() == S.PAYING
    sent(county_clerk, "claim_close", {"reason": "满十八周岁，复核后办结"}, **about)
    assert state() == S.CLOSED


def test_numbers_in_words_are_masked(county_clerk, approved, family):
    with scope(family.path):
        note_payment(by=county_clerk, claim=approved, paid=Paid(today(), 100, "卡号6222020000001234567"))
    assert "6222020000001234567" not in shown(county_clerk, "claim", card=family.pk, claim=approved.pk)


# — Choosing, agreeing —


def test_lines_that_exclude_each_other_are_chosen_with_a_reason(county_clerk, line, rival, family):
    page = shown(county_clerk, "claims", card=family.pk)
    assert address("claim_start", card=family.pk, line=line.pk) not in page
    choosing = {"card": family.pk, "line": rival.pk}
    assert address("choose", **choosing) in page
    assert "10,000.00" in shown(county_clerk, "choose", **choosing)
    after = sent(county_clerk, "choose", {"why": "家属愿意由养老保险发放"}, **choosing)
    assert "家属愿意由养老保险发放" in after
    assert "改选这一项" in after
    assert address("claim_start", card=family.pk, line=rival.pk) in after


def test_where_nothing_excludes_there_is_nothing_to_choose(county_clerk, line, family):
    answer = client_of(county_clerk).get(address("choose", card=family.pk, line=line.pk))
    assert answer.status_code == 404


def test_the_recipients_sign_on_a_page_that_asks_for_no_shares(county_clerk, owed, family):
    officer = FallenOfficer.objects.get(person__household=family)
    about = {"card": family.pk, "officer": officer.pk}
    page = shown(county_clerk, "agreement", **about)
    assert "checked" not in page
    assert "签订日期" in page
    assert "备注" in page
    assert "周雨桐（未成年，由监护人签字）" in page
    assert "林秀兰（未成年" not in page
    wife = Person.objects.get(household=family, name="林秀兰")
    data = {"people": [str(wife.pk)], "on": TODAY, "document": "家庭协议书，存县委组织部"}
    assert "家庭协议书，存县委组织部" in sent(county_clerk, "agreement", data, **about)
    assert Agreement.objects.count() == 1


# — Lists —


def test_claims_are_listed_by_payer_and_state(county_clerk, owed, opened, in_county):
    other = opened(name="郭秀博")
    start = start_claim(by=county_clerk, line=Entitlement.objects.get(household=other, rule="lump_sum"))
    apply_for(by=county_clerk, claim=start, on=today())
    everything = shown(county_clerk, "claims_list")
    assert "周明远" in everything
    assert "郭秀博" in everything
    applied = shown(county_clerk, "claims_list", query="?payer=unit_of_deceased&state=applied")
    assert "郭秀博" in applied
    assert "周明远" not in applied
    assert "这里没有申领" in shown(county_clerk, "claims_list", query="?payer=school")


def test_an_approval_without_money_says_how_long_it_waits(county_clerk, approved):
    assert "天未到账" not in shown(county_clerk, "claims_list")
    Claim.objects.update(decided_on=today() - timedelta(days=50))
    assert "核定后50天未到账" in shown(county_clerk, "claims_list")


def test_unknown_filters_are_none(county_clerk, owed):
    assert "周明远" in shown(county_clerk, "claims_list", query="?payer=%27nobody&state=%00")


def test_the_township_officer_sees_and_claims_for_the_family_given_to_him(
    county_clerk, township_officer, line, family, opened
):
    other = opened(name="郭秀博")
    give(by=county_clerk, holder=township_officer.id, record_id=family.pk, path=family.path, part="card",
         purpose="responsible")  # fmt: skip
    page = sent(township_officer, "claim_start", {}, card=family.pk, line=line.pk)
    assert "登记申请" in page
    listed = shown(township_officer, "claims_list")
    assert "周明远" in listed
    assert client_of(township_officer).get(address("claims", card=other.pk)).status_code == 404
    claim = Claim.objects.get()
    about = {"card": family.pk, "claim": claim.pk}
    sent(township_officer, "claim_apply", {"on": TODAY}, **about)
    assert state() == S.APPLIED
    assert client_of(township_officer).get(address("claim_decide", **about)).status_code == 403


# — Who may not —

STEPS = ("claim_apply", "claim_decide", "claim_appeal", "claim_pay", "claim_close")


def test_the_neighbour_finds_no_claim(neighbour_clerk, owed, line, family):
    client, about = client_of(neighbour_clerk), {"card": family.pk, "claim": owed.pk}
    for name in ("claim", *STEPS):
        assert client.get(address(name, **about)).status_code == 404
    assert client.get(address("claims", card=family.pk)).status_code == 404
    assert client.post(address("claim_start", card=family.pk, line=line.pk)).status_code == 404
    assert "周明远" not in shown(neighbour_clerk, "claims_list")


def test_a_leader_reads_and_is_offered_no_act(leader, owed, line, family):
    client, about = client_of(leader), {"card": family.pk, "claim": owed.pk}
    assert "登记申请" not in shown(leader, "claims", card=family.pk)
    assert "登记申请" not in shown(leader, "claim", **about)
    for name in STEPS:
        assert client.get(address(name, **about)).status_code == 403
    assert client.post(address("claim_start", card=family.pk, line=line.pk)).status_code == 403


@pytest.mark.parametrize("who", ["health_desk", "officer", "auditor"])
def test_a_post_without_the_right_is_refused(who, owed, family, request):
    client = client_of(request.getfixturevalue(who))
    for name in ("claims_list", "finder", "top_ups"):
        assert client.get(address(name)).status_code == 403
    assert client.get(address("claims", card=family.pk)).status_code == 403


def test_a_claim_of_another_family_is_not_found_under_this_one(county_clerk, owed, opened):
    other = opened(name="郭秀博")
    answer = client_of(county_clerk).get(address("claim", card=other.pk, claim=owed.pk))
    assert answer.status_code == 404


# — A payer's desk —


def test_the_payers_desk_sees_the_claim_given_to_it_and_nothing_else(
    county_clerk, health_desk, civil_desk, owed, tree, opened, in_county
):
    other = opened(name="郭秀博")
    start_claim(by=county_clerk, line=Entitlement.objects.get(household=other, rule="lump_sum"))
    Claim.objects.update(payer="county_civil_affairs")
    Entitlement.objects.update(payer="county_civil_affairs")
    apply_for(by=county_clerk, claim=owed, on=today(), desk=tree.civil)
    listed = shown(civil_desk, "desk")
    assert listed.count(address("desk_claim", item=owed.pk)) == 1
    page = shown(civil_desk, "desk_claim", item=owed.pk)
    assert "837,720.00" in page
    assert "郭秀博" not in listed + page
    assert "林秀兰" not in page
    assert client_of(health_desk).get(address("desk_claim", item=owed.pk)).status_code == 404
    assert "没有转到本部门的申领" in shown(health_desk, "desk")


def test_a_choice_closes_the_door_of_the_other_payers_desk(county_clerk, civil_desk, owed, line, rival, tree):
    Claim.objects.update(payer="county_civil_affairs", conflict="funeral_aid")
    Entitlement.objects.filter(pk=line.pk).update(payer="county_civil_affairs")
    apply_for(by=county_clerk, claim=owed, on=today(), desk=tree.civil)
    choose(by=county_clerk, line=rival, why="家属愿意")
    assert client_of(civil_desk).get(address("desk_claim", item=owed.pk)).status_code == 404


def test_the_calculation_offers_no_claim_before_a_choice(county_clerk, line, rival, family):
    page = shown(county_clerk, "card", card=family.pk)
    assert address("claim_start", card=family.pk, line=line.pk) not in page
    with scope(family.path):
        choose(by=county_clerk, line=line, why="金额更高")
    after = shown(county_clerk, "card", card=family.pk)
    assert address("claim_start", card=family.pk, line=line.pk) in after
    assert address("claim_start", card=family.pk, line=rival.pk) not in after
