"""What was noted in error is taken back with its reason, and leaves a trace; a step out of turn says so."""

import pytest
from django.urls import reverse

from anxin.entitlements.actions import (
    Paid,
    appeal,
    approve,
    close_claim,
    note_payment,
    refuse,
    reopen_claim,
    strike_payment,
    take_back_decision,
)
from anxin.entitlements.models import CLAIM_CORRECTIONS, Claim, ClaimState, Payment
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from tests.cast import client_of

S = ClaimState
TODAY = str(today())


def pay(claim, by, fen, voucher="回单1号"):
    return note_payment(by=by, claim=claim, paid=Paid(today(), fen, voucher))


def address(claim, name="claim"):
    return reverse(f"entitlements:{name}", args=[claim.household_id, claim.pk])


def shown(post, claim, name="claim"):
    return client_of(post).get(address(claim, name), follow=True).content.decode()


def sent(post, claim, name, **data):
    return client_of(post).post(address(claim, name), data, follow=True).content.decode()


# — Closing, and taking up again —


def test_closing_warns_of_what_has_not_arrived_and_keeps_the_payers_reason(applied, county_clerk):
    claim = approve(by=county_clerk, claim=applied, on=today(), approved_fen=8000000, reason="按实际核定")
    assert "尚有80,000.00元已核定未到账" in shown(county_clerk, claim, "claim_close")
    page = sent(county_clerk, claim, "claim_close", reason="误操作")
    assert "按实际核定" in page
    claim.refresh_from_db()
    assert (claim.state, claim.reason, claim.ended_why) == (S.CLOSED, "按实际核定", "误操作")


def test_a_closed_claim_is_taken_up_again_with_a_reason(approved, county_clerk):
    pay(approved, county_clerk, 100)
    close_claim(by=county_clerk, claim=approved, reason="误操作")
    with pytest.raises(Refused):
        reopen_claim(by=county_clerk, claim=approved, reason=" ")
    assert "重新办理" in shown(county_clerk, approved)
    page = sent(county_clerk, approved, "claim_correct", reason="款项未付清")
    claim = Claim.objects.get()
    assert (claim.state, claim.ended_why) == (S.PAYING, "")
    assert "款项未付清" in page
    assert "误操作" in page


# — The decision —


def test_nothing_is_chosen_before_the_clerk_chooses(applied, county_clerk):
    assert "checked" not in shown(county_clerk, applied, "claim_decide")
    sent(county_clerk, applied, "claim_decide", on=TODAY, approved_fen="837,720.00")
    assert Claim.objects.get().state == S.APPLIED


@pytest.mark.parametrize("decision", ["approved", "refused"])
def test_a_decision_noted_in_error_is_taken_back(decision, applied, county_clerk):
    if decision == "approved":
        approve(by=county_clerk, claim=applied, on=today(), approved_fen=1, reason="笔误")
    else:
        refuse(by=county_clerk, claim=applied, on=today(), reason="笔误")
    page = sent(county_clerk, applied, "claim_correct", reason="登记错误")
    claim = Claim.objects.get()
    assert (claim.state, claim.approved_fen, claim.decided_on, claim.reason) == (S.APPLIED, None, None, "")
    assert "撤回核定登记" in page
    assert "登记错误" in page


def test_a_decision_of_an_appeal_goes_back_to_the_appeal(applied, county_clerk):
    refuse(by=county_clerk, claim=applied, on=today(), reason="材料不全")
    appeal(by=county_clerk, claim=applied, on=today(), reason="依据第四条")
    refuse(by=county_clerk, claim=applied, on=today(), reason="材料不全")
    assert take_back_decision(by=county_clerk, claim=applied, reason="登记错误").state == S.APPEALED


def test_a_decision_of_which_something_was_paid_stands(approved, county_clerk):
    pay(approved, county_clerk, 100)
    with pytest.raises(Refused):
        take_back_decision(by=county_clerk, claim=approved, reason="登记错误")


# — Payments —


def test_a_payment_noted_in_error_is_struck_out_and_stays_to_be_read(approved, county_clerk):
    pay(approved, county_clerk, approved.amount_fen)
    payment = Payment.objects.get()
    page = sent(county_clerk, approved, "claim_correct", payment=str(payment.pk), reason="数额录错")
    claim = Claim.objects.get()
    assert claim.state == S.APPROVED
    assert "已冲销：数额录错" in page
    assert "尚余837,720.00元" in page
    with pytest.raises(Refused) as no:
        strike_payment(by=county_clerk, payment=payment, reason="再次")
    assert no.value.code == "entitlements.struck_already"
    assert pay(approved, county_clerk, approved.amount_fen).state == S.PAID


def test_one_voucher_is_noted_once_on_a_claim(approved, county_clerk):
    pay(approved, county_clerk, 100)
    with pytest.raises(Refused) as no:
        pay(approved, county_clerk, 200, voucher=" 回单1号")
    assert no.value.code == "entitlements.voucher_noted"
    assert pay(approved, county_clerk, 200, voucher="回单2号").state == S.PAYING


# — An appeal against a sum —


@pytest.mark.parametrize("paid", [0, 5000000])
def test_an_appeal_against_a_lower_sum_keeps_it_until_it_is_decided(paid, applied, county_clerk):
    claim = approve(by=county_clerk, claim=applied, on=today(), approved_fen=8000000, reason="按八折")
    if paid:
        pay(claim, county_clerk, paid)
    stood = Claim.objects.get().state
    assert "对核定数额申诉" in shown(county_clerk, claim)
    sent(county_clerk, claim, "claim_appeal", on=TODAY, reason="应按全额")
    claim.refresh_from_db()
    assert (claim.state, claim.approved_fen) == (S.APPEALED, 8000000)
    refuse(by=county_clerk, claim=claim, on=today(), reason="维持原核定")
    claim.refresh_from_db()
    assert (claim.state, claim.approved_fen) == (stood, 8000000)
    appeal(by=county_clerk, claim=claim, on=today(), reason="再次申诉")
    won = approve(by=county_clerk, claim=claim, on=today(), approved_fen=claim.amount_fen)
    assert (won.state, won.approved_fen) == (stood, claim.amount_fen)


def test_an_approval_as_claimed_offers_no_appeal(approved, county_clerk):
    assert "对核定数额申诉" not in shown(county_clerk, approved)


# — Out of turn —


@pytest.mark.parametrize("name", ["claim_decide", "claim_appeal", "claim_pay", "claim_correct"])
def test_a_step_out_of_turn_says_which_one_comes_first(name, owed, county_clerk):
    page = shown(county_clerk, owed, name)
    assert "现在还不能办这一步（待申领）。请先办：登记申请。" in page
    assert "现在还不能办这一步" in sent(county_clerk, owed, name, on=TODAY, reason="理由")


@pytest.mark.parametrize("move", CLAIM_CORRECTIONS)
def test_every_correction_asks_for_its_reason(move):
    assert CLAIM_CORRECTIONS[move].reason
