"""The relief fund: what is in it, who asked for what, who agreed, and the receipts."""

import uuid

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt, outcome
from anxin.ground.units.models import Unit
from anxin.officers.actions import (
    agree_to_payment,
    close_fund,
    open_fund,
    pay,
    propose_payment,
    put_in,
    refuse_payment,
    take_receipt,
)
from anxin.officers.forms.funds import (
    AGREE,
    AgreementForm,
    FundForm,
    MoneyForm,
    PaidForm,
    PaymentForm,
    ReceiptForm,
)
from anxin.officers.models import Fund, Help, Payment
from anxin.officers.papers.receipt import receipt_sheet
from anxin.officers.queries import funds as funds_within
from anxin.officers.queries import payable, payments_of, visible

from .seen import note_offered, seen

P = Payment.State


@needs("officers.fund")
def funds(request: Request) -> HttpResponse:
    """The relief funds of one's scope, each with what is in it."""
    slice_ = keyset(funds_within(request.reach), request, order=("path", "id"))
    return render(request, "officers/help/funds.html", {"slice": slice_})


@needs("officers.fund")
def fund_new(request: Request) -> HttpResponse:
    """Open a fund."""
    form = FundForm(Unit.objects.visible_to(request.reach), request.POST or None)
    if form.is_valid() and (fund := outcome(form, lambda: open_fund(by=request.post, **form.cleaned_data))):
        messages.success(request, _("The fund is open. Note the money that came in."))
        return redirect("officers:fund", fund=fund.pk)
    return render(request, "officers/help/fund_new.html", {"form": form})


def _fund(request: Request, fund: uuid.UUID) -> Fund:
    return get_object_or_404(funds_within(request.reach), pk=fund)


@needs("officers.fund")
def fund(request: Request, fund: uuid.UUID) -> HttpResponse:
    """One fund: its money, its payments; and a form for money that came in."""
    found = _fund(request, fund)
    form = MoneyForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: put_in(by=request.post, fund=found, **form.cleaned_data)):
        messages.success(request, _("Noted."))
        return redirect("officers:fund", fund=found.pk)
    slice_ = keyset(payments_of(found), request, order=("-proposed_at", "id"))
    shown = seen(one.officer_id for one in slice_.rows)
    record("officers.fund_seen", by=request.post, on=found, officers=shown)
    context = {"fund": found, "form": form, "slice": slice_, "inflows": found.inflows.all()[:20]}
    return render(request, "officers/help/fund.html", context)


@needs("officers.fund")
def fund_close(request: Request, fund: uuid.UUID) -> HttpResponse:
    """Close a fund that holds nothing and owes nothing."""
    found = _fund(request, fund)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: close_fund(by=request.post, fund=found)):
        messages.success(request, _("The fund is closed. What was paid from it stays on record."))
        return redirect("officers:fund", fund=found.pk)
    open_ = found.payments.without_receipt().count()
    context = {"fund": found, "form": form, "without_receipt": open_}
    return render(request, "officers/help/fund_close.html", context, status=422 if form.errors else 200)


@needs("officers.fund")
def payment_new(request: Request, fund: uuid.UUID) -> HttpResponse:
    """Ask for a payment of relief."""
    found = _fund(request, fund)
    officers, helps = visible(request.reach).under(found.path), payable(request.reach, found.path)
    form = PaymentForm(officers, helps, request.POST or None, given=_given(request, helps))
    if form.is_valid() and attempt(
        form, lambda: propose_payment(by=request.post, fund=found, relief=form.said())
    ):
        messages.success(request, _("It waits for the agreement of a leader."))
        return redirect("officers:fund", fund=found.pk)
    note_offered(request, form)
    return render(request, "officers/help/payment_new.html", {"fund": found, "form": form})


def _given(request: Request, helps: QuerySet[Help]) -> Help | None:
    """The help that an address names (an id alone), if it is one of these."""
    try:
        return helps.filter(pk=uuid.UUID(request.GET.get("help", ""))).first()
    except ValueError:
        return None


def _payment(request: Request, payment: uuid.UUID) -> Payment:
    rows = Payment.objects.visible_to(request.reach)
    return get_object_or_404(
        rows.select_related("fund__unit", "unit", "proposed_by__unit", "decided_by__unit"),
        pk=payment,
    )


FORMS: dict[str, type[forms.Form]] = {P.AGREED: PaidForm, P.PAID: ReceiptForm}


@needs("officers.fund")
def payment(request: Request, payment: uuid.UUID) -> HttpResponse:
    """One payment as the clerk sees it: paid, then signed for."""
    found = _payment(request, payment)
    form = FORMS[found.state](request.POST or None) if found.state in FORMS else None
    if form is not None and form.is_valid() and attempt(form, lambda: _go_on(request, found, form)):
        messages.success(request, _("Noted."))
        return redirect("officers:payment", payment=found.pk)
    record("officers.payment_opened", by=request.post, on=found)
    return render(request, "officers/help/payment.html", {"payment": found, "form": form})


def _go_on(request: Request, found: Payment, form: forms.Form) -> Payment:
    if isinstance(form, ReceiptForm):
        return take_receipt(by=request.post, payment=found, given=form.said())
    return pay(by=request.post, payment=found, on=form.cleaned_data["on"])


@needs("officers.fund")
@require_safe
def receipt(request: Request, payment: uuid.UUID) -> HttpResponse:
    """The receipt to sign, on paper: the sum in figures and in words, a line for whoever takes it."""
    found = _payment(request, payment)
    record("officers.receipt_printed", by=request.post, on=found)
    return HttpResponse(sheet_pdf(receipt_sheet(found, request.post)), content_type="application/pdf")


@needs("officers.agree")
def payments(request: Request) -> HttpResponse:
    """The payments that wait for a leader's agreement."""
    rows = Payment.objects.visible_to(request.reach).filter(state=P.PROPOSED)
    slice_ = keyset(rows.select_related("fund", "unit"), request, order=("proposed_at", "id"))
    shown = seen(one.officer_id for one in slice_.rows)
    record("officers.payments_listed", by=request.post, path=request.reach.lo, officers=shown)
    return render(request, "officers/help/payments.html", {"slice": slice_})


@needs("officers.agree")
def agreement(request: Request, payment: uuid.UUID) -> HttpResponse:
    """One payment as the leader sees it: agree, or say why not."""
    found = _payment(request, payment)
    form = AgreementForm(request.POST or None) if found.state == P.PROPOSED else None
    if form is not None and form.is_valid() and attempt(form, lambda: _decide(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("officers:payments")
    record("officers.payment_opened", by=request.post, on=found)
    return render(request, "officers/help/agreement.html", {"payment": found, "form": form})


def _decide(request: Request, found: Payment, form: AgreementForm) -> Payment:
    if form.cleaned_data["what"] == AGREE:
        return agree_to_payment(by=request.post, payment=found)
    return refuse_payment(by=request.post, payment=found, reason=form.cleaned_data["reason"])
