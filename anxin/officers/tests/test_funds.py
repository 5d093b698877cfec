"""The relief fund: no payment without money, without a second person, or without a receipt in the end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import (
    Receipt,
    Relief,
    agree_to_payment,
    close_fund,
    open_fund,
    pay,
    propose_payment,
    put_in,
    refuse_payment,
    take_receipt,
)
from anxin.officers.models import Payment


def code(act) -> str:
    with pytest.raises(Refused) as no, transaction.atomic():
        act()
    return no.value.code


@pytest.fixture
def fund(county_clerk, tree, in_county):
    fund = open_fund(
        by=county_clerk,
        unit=tree.county,
        name="干部关爱帮扶资金",
        ground="安委〔2026〕8号",
        opened_on=today(),
    )
    put_in(by=county_clerk, fund=fund, amount_fen=10_000_00, on=today(), words="县财政拨款")
    return fund


@pytest.fixture
def proposed(county_clerk, fund, man):
    return propose_payment(by=county_clerk, fund=fund, relief=Relief(man, 3_000_00, "母亲手术"))


def test_from_asking_to_the_receipt(county_clerk, leader, fund, proposed):
    assert (fund.left, fund.bound) == (7_000_00, 3_000_00)

    agreed = agree_to_payment(by=leader, payment=proposed)
    paid = pay(by=county_clerk, payment=agreed, on=today())
    assert list(Payment.objects.without_receipt()) == [paid]

    signed = take_receipt(by=county_clerk, payment=paid, given=Receipt("2026-001", today(), "周强，弟弟"))
    assert (signed.state, signed.taken_by) == ("receipted", "周强，弟弟")
    assert (fund.money_in, fund.money_out, fund.bound, fund.left) == (10_000_00, 3_000_00, 0, 7_000_00)


def test_what_is_not_agreed_is_free_again(leader, fund, proposed):
    refused = refuse_payment(by=leader, payment=proposed, reason="已有医保报销")
    assert (refused.reason, fund.left) == ("已有医保报销", 10_000_00)


def test_nobody_agrees_to_what_he_asked_for_himself(leader, fund, man):
    own = Payment.objects.create(
        fund=fund,
        officer=man,
        payee=man.name,
        unit=man.unit,
        path=fund.path,
        amount_fen=1_00,
        words="试",
        proposed_by=leader,
        proposed_at=now(),
    )
    assert code(lambda: agree_to_payment(by=leader, payment=own)) == "officers.one_person"
    with pytest.raises(IntegrityError, match="a_payment_has_two_people"), transaction.atomic():
        Payment.objects.filter(pk=own.pk).update(decided_by=leader, decided_at=now())


def test_the_fund_gives_no_more_than_it_holds(county_clerk, fund, man, proposed):
    more = Relief(man, 7_000_01, "再一次")
    assert code(lambda: propose_payment(by=county_clerk, fund=fund, relief=more)) == "officers.fund_short"


def test_a_clerk_pays_only_what_was_agreed(county_clerk, proposed):
    assert code(lambda: pay(by=county_clerk, payment=proposed, on=today())) == "lifecycle.moved_on"
    assert code(lambda: agree_to_payment(by=county_clerk, payment=proposed)) == "officers.one_person"


def test_a_receipt_is_not_older_than_its_payment_and_its_number_serves_once(
    county_clerk, leader, fund, man, proposed
):
    paid = pay(by=county_clerk, payment=agree_to_payment(by=leader, payment=proposed), on=today())
    old = Receipt("2026-001", today() - timedelta(1))
    assert (
        code(lambda: take_receipt(by=county_clerk, payment=paid, given=old))
        == "officers.receipt_before_payment"
    )
    take_receipt(by=county_clerk, payment=paid, given=Receipt("2026-001", today()))

    second = propose_payment(by=county_clerk, fund=fund, relief=Relief(man, 1_00, "试"))
    second = pay(by=county_clerk, payment=agree_to_payment(by=leader, payment=second), on=today())
    again = Receipt("2026-001", today())
    assert (
        code(lambda: take_receipt(by=county_clerk, payment=second, given=again)) == "officers.receipt_known"
    )


def test_a_fund_closes_once_it_is_empty(county_clerk, leader, fund, man):
    assert code(lambda: close_fund(by=county_clerk, fund=fund)) == "officers.fund_not_empty"
    all_ = propose_payment(by=county_clerk, fund=fund, relief=Relief(man, 10_000_00, "重病"))
    paid = pay(by=county_clerk, payment=agree_to_payment(by=leader, payment=all_), on=today())
    take_receipt(by=county_clerk, payment=paid, given=Receipt("2026-009", today()))

    assert close_fund(by=county_clerk, fund=fund).closed_on == today()
    late = {"amount_fen": 1_00, "on": today(), "words": "补"}
    assert code(lambda: put_in(by=county_clerk, fund=fund, **late)) == "officers.fund_closed"


def test_one_name_one_fund(county_clerk, tree, fund):
    again = {"unit": tree.county, "name": fund.name, "ground": "同", "opened_on": today()}
    assert code(lambda: open_fund(by=county_clerk, **again)) == "officers.fund_exists"
