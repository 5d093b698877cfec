"""The relief fund: money in, a payment asked for, agreed to by a second person, paid, and signed for."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.models import PAYMENT_MOVES, Fund, FundMoney, Help, Officer, Payment

from .helping import check_scope

P = Payment.State


@transaction.atomic
def open_fund(*, by: Post, unit: Unit, name: str, ground: str, opened_on: date) -> Fund:
    """Open a relief fund of a unit, with the rule that it is paid by."""
    check_scope(by, unit)
    _not_ahead(opened_on)
    if Fund.objects.filter(unit=unit, name=name).exists():
        raise Refused(
            "officers.fund_exists", _("This unit has a fund of this name already. Choose another name.")
        )
    fund = Fund.objects.create(
        unit=unit,
        path=unit.path,
        name=name,
        ground=ground,
        opened_on=opened_on,
        entered_by=by,
        entered_at=now(),
    )
    record("officers.fund_opened", by=by, on=fund)
    return fund


def _not_ahead(day: date) -> None:
    if day > today():
        raise Refused("officers.day_ahead", _("The day lies in the future."))


@transaction.atomic
def put_in(*, by: Post, fund: Fund, amount_fen: int, on: date, words: str) -> FundMoney:
    """Note money that came into a fund: how much (fen), when, where from."""
    _not_ahead(on)
    fund = _open(fund)
    money = FundMoney.objects.create(
        fund=fund, path=fund.path, amount_fen=amount_fen, on=on, words=words, noted_by=by, noted_at=now()
    )
    record("officers.fund_money_in", by=by, on=fund, fen=amount_fen, day=on)
    return money


def _open(fund: Fund) -> Fund:
    """The fund under lock, as two payments must not spend the same money."""
    fund = Fund.objects.select_for_update(of=("self",)).select_related("unit").get(pk=fund.pk)
    if fund.closed_on is not None:
        raise Refused("officers.fund_closed", _("This fund is closed. Choose one that is open."))
    return fund


@dataclass(frozen=True)
class Relief:
    """What a payment is for: whom, how much (fen), in what words; which help of the list it belongs to."""

    officer: Officer
    amount_fen: int
    words: str
    help: Help | None = None


@transaction.atomic
def propose_payment(*, by: Post, fund: Fund, relief: Relief) -> Payment:
    """Ask for a payment of relief. The money is bound from now on; a leader agrees or does not."""
    check_scope(by, fund.unit)
    fund = _open(fund)
    if not relief.officer.path.startswith(fund.path):
        raise Refused(
            "officers.not_of_this_fund", _("This officer belongs to a unit that the fund is not for.")
        )
    if relief.help and relief.help.officer_id != relief.officer.pk:
        raise Refused(
            "officers.not_his_help", _("This help is for somebody else. Choose another one, or none.")
        )
    if relief.amount_fen > fund.left:
        raise Refused(
            "officers.fund_short",
            _("The fund does not hold that much. Ask for less, or note money that came in."),
        )
    payment = Payment.objects.create(
        fund=fund,
        path=fund.path,
        **vars(relief),
        payee=relief.officer.name,
        unit_id=relief.officer.unit_id,
        proposed_by=by,
        proposed_at=now(),
    )
    record("officers.payment_proposed", by=by, on=payment, fund=fund.pk, fen=relief.amount_fen)
    return payment


def _move(payment: Payment, to: str, *, by: Post, **values: object) -> Payment:
    """Move a payment by its table, under lock; ``reason``, where one is asked, stays with it."""
    payment = Payment.objects.select_for_update(of=("self",)).select_related("fund").get(pk=payment.pk)
    check(PAYMENT_MOVES, payment.state, to, by=by, reason=str(values.get("reason", "")))
    for name, value in {"state": to, **values}.items():
        setattr(payment, name, value)
    payment.save(update_fields=["state", *values])
    return payment


def _two_people(by: Post, payment: Payment) -> None:
    mine = payment.proposed_by_id == by.pk or payment.proposed_by.account_id == by.account_id
    if mine:
        raise Refused(
            "officers.one_person", _("Whoever asks for a payment does not agree to it. Ask a colleague.")
        )


@transaction.atomic
def agree_to_payment(*, by: Post, payment: Payment) -> Payment:
    """Agree to a payment that a colleague asked for."""
    _two_people(by, payment)
    payment = _move(payment, P.AGREED, by=by, decided_by=by, decided_at=now())
    record("officers.payment_agreed", by=by, on=payment)
    return payment


@transaction.atomic
def refuse_payment(*, by: Post, payment: Payment, reason: str) -> Payment:
    """Do not agree to a payment; its money is free again."""
    _two_people(by, payment)
    payment = _move(payment, P.REFUSED, by=by, reason=reason.strip(), decided_by=by, decided_at=now())
    record("officers.payment_refused", by=by, on=payment)
    return payment


@transaction.atomic
def pay(*, by: Post, payment: Payment, on: date) -> Payment:
    """Note that the money was handed over or sent. The receipt follows."""
    _not_ahead(on)
    payment = _move(payment, P.PAID, by=by, paid_on=on)
    record("officers.payment_paid", by=by, on=payment, day=on)
    return payment


@dataclass(frozen=True)
class Receipt:
    """The receipt of a payment: its number, the day on it, and who signed if not the officer himself."""

    receipt: str
    receipted_on: date
    taken_by: str = ""


@transaction.atomic
def take_receipt(*, by: Post, payment: Payment, given: Receipt) -> Payment:
    """Note the receipt that was signed for a payment. A number serves one payment of the fund."""
    _not_ahead(given.receipted_on)
    if payment.paid_on and given.receipted_on < payment.paid_on:
        raise Refused(
            "officers.receipt_before_payment", _("The receipt is older than the payment. Check both days.")
        )
    if Payment.objects.filter(fund=payment.fund_id, receipt=given.receipt).exclude(receipt="").exists():
        raise Refused(
            "officers.receipt_known", _("A receipt of this number is noted already. Check the number.")
        )
    payment = _move(payment, P.RECEIPTED, by=by, **vars(given))
    record("officers.payment_receipted", by=by, on=payment, day=given.receipted_on)
    return payment


@transaction.atomic
def close_fund(*, by: Post, fund: Fund) -> Fund:
    """Close a fund that holds nothing and owes nothing."""
    check_scope(by, fund.unit)
    fund = _open(fund)
    if fund.money_in != fund.money_out or fund.payments.without_receipt().exists():
        raise Refused(
            "officers.fund_not_empty",
            _("This fund still holds money, or a receipt is missing. See to that first."),
        )
    fund.closed_on = today()
    fund.save(update_fields=["closed_on"])
    record("officers.fund_closed", by=by, on=fund)
    return fund
