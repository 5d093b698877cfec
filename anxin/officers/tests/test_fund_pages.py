"""Pages of the relief fund: a payment belongs to a help, and an empty fund is closed."""

import pytest
from django.urls import reverse

from anxin.ground.days.clock import today
from anxin.officers.actions import (
    Receipt,
    Relief,
    agree_to_help,
    agree_to_payment,
    drop_help,
    open_fund,
    pay,
    propose_payment,
    put_in,
    take_receipt,
)
from anxin.officers.models import Payment
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund(county_clerk, tree, in_county):
    said = {"name": "干部关爱帮扶资金", "ground": "安委〔2026〕8号", "opened_on": today()}
    found = open_fund(by=county_clerk, unit=tree.county, **said)
    put_in(by=county_clerk, fund=found, amount_fen=3_000_00, on=today(), words="县财政拨款")
    return found


@pytest.fixture
def given(county_clerk, asked, doing):
    return agree_to_help(by=county_clerk, request=asked, decided=doing)


@pytest.fixture
def desk(county_clerk):
    return client_of(county_clerk)


def asking(fund, given=None):
    address = reverse("officers:payment_new", args=[fund.pk])
    return f"{address}?help={given.pk}" if given else address


def words(desk, name, one):
    return desk.get(reverse(f"officers:{name}", args=[one.pk])).content.decode()


def test_a_payment_is_asked_for_from_the_help_and_each_leads_to_the_other(desk, fund, given, man):
    assert asking(fund, given) in words(desk, "help", given)
    form = desk.get(asking(fund, given)).context["form"]
    assert (form["officer"].value(), form["help"].value()) == ("许佳 河东镇", given.pk)

    said = {"officer": "许佳", "amount_fen": "500", "words": "陪护补助", "help": given.pk}
    desk.post(asking(fund, given), said)

    paid = Payment.objects.get()
    assert paid.help == given
    assert reverse("officers:payment", args=[paid.pk]) in words(desk, "help", given)
    assert reverse("officers:help", args=[given.pk]) in words(desk, "payment", paid)


def test_a_payment_by_itself_needs_no_help(desk, fund, man):
    desk.post(asking(fund), {"officer": "许佳", "amount_fen": "500", "words": "陪护补助", "help": ""})

    assert Payment.objects.get().help is None


def test_a_help_that_was_given_up_pays_nothing(desk, county_clerk, fund, given, man):
    drop_help(by=county_clerk, given=given, reason="已不需要")

    assert asking(fund, given) not in words(desk, "help", given)
    said = {"officer": "许佳", "amount_fen": "500", "words": "陪护补助", "help": given.pk}
    assert desk.post(asking(fund), said).context["form"].errors.keys() == {"help"}
    assert not Payment.objects.exists()


def test_what_an_address_names_wrongly_is_no_help(desk, fund):
    address = asking(fund)
    assert desk.get(f"{address}?help=x").context["form"]["help"].value() is None


def test_a_fund_with_money_in_it_is_not_closed_and_the_page_says_why(desk, fund):
    close = reverse("officers:fund_close", args=[fund.pk])
    assert close in words(desk, "fund", fund)

    answer = desk.post(close)

    fund.refresh_from_db()
    assert (answer.status_code, fund.closed_on) == (422, None)
    assert "资金仍有余额" in answer.content.decode()


def test_an_empty_fund_is_closed_and_takes_nothing_more(desk, county_clerk, leader, fund, man):
    one = propose_payment(by=county_clerk, fund=fund, relief=Relief(man, 3_000_00, "母亲手术"))
    one = pay(by=county_clerk, payment=agree_to_payment(by=leader, payment=one), on=today())
    take_receipt(by=county_clerk, payment=one, given=Receipt("2026-1", today()))

    page = desk.post(reverse("officers:fund_close", args=[fund.pk]), follow=True).content.decode()

    fund.refresh_from_db()
    assert fund.closed_on == today()
    assert "关闭" in page
    assert reverse("officers:payment_new", args=[fund.pk]) not in page


def test_the_list_of_funds_adds_up(desk, county_clerk, fund, man):
    propose_payment(by=county_clerk, fund=fund, relief=Relief(man, 500_00, "陪护补助"))
    told = desk.get(reverse("officers:funds")).content.decode()
    places = [told.index(sum_) for sum_ in (">3,000.00<", ">0.00<", ">500.00<", ">2,500.00<")]
    assert places == sorted(places)
