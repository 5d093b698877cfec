"""The steps of a claim, each on a form of its own: applied for, decided, appealed, paid, closed."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anxin.entitlements.actions import (
    appeal,
    apply_for,
    approve,
    close_claim,
    note_payment,
    refuse,
    set_aside,
)
from anxin.entitlements.claim_reading import ToldClaim
from anxin.entitlements.forms import AppealForm, ApplyForm, CloseForm, DecideForm, PayForm
from anxin.entitlements.models import Claim
from anxin.entitlements.models.claims import S
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.trying import attempt

from .shared import claim_of, page, people_of

FROM = {
    "claim_apply": (S.OWED,),
    "claim_decide": (S.APPLIED, S.APPEALED),
    "claim_appeal": (S.REFUSED, S.APPROVED, S.PAYING, S.PAID),
    "claim_pay": (S.APPROVED, S.PAYING),
    "claim_close": (S.OWED, S.APPLIED, S.REFUSED, S.APPEALED, S.APPROVED, S.PAYING, S.PAID),
    "claim_correct": (S.CLOSED, S.SET_ASIDE, S.APPROVED, S.REFUSED, S.PAYING, S.PAID),
}  # from which states each step leads on


def found_claim(request: Request, card: uuid.UUID, claim: uuid.UUID) -> tuple[Household, Claim]:
    household = card_of(request, card)
    return household, claim_of(request, household, claim)


def step(
    request: Request, claim: Claim, form: forms.Form, title: str, act: Callable[[], object], **more: object
) -> HttpResponse:
    """Show the form; once it holds and the rules allow it, take the step and return to the claim. A step that
    is not possible in this state says which one comes first."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    if name in FROM and claim.state not in FROM[name]:
        return _not_now(request, claim)
    if form.is_valid() and attempt(form, act):
        messages.success(request, _("Saved."))
        return redirect("entitlements:claim", card=claim.household_id, claim=claim.pk)
    return page(request, claim.household, "step.html", form=form, told=ToldClaim(claim), job=title, **more)


def _not_now(request: Request, claim: Claim) -> HttpResponse:
    """Back to the claim, with its state and the step that comes next."""
    following = ToldClaim(claim).next(request.post)
    state = {"state": claim.get_state_display(), "step": following.label if following else ""}
    if following:
        told = _("This step is not possible now (%(state)s). First comes: %(step)s.") % state
    else:
        told = _("This step is not possible now (%(state)s).") % state
    messages.warning(request, told)
    return redirect("entitlements:claim", card=claim.household_id, claim=claim.pk)


@needs("entitlements.claim", record="card")
def apply(request: Request, card: uuid.UUID, claim: uuid.UUID) -> HttpResponse:
    """The application was handed in."""
    _household, found = found_claim(request, card, claim)
    form = ApplyForm(request.post, found, request.POST or None)
    title = pgettext("claim", "Record the application")
    return step(
        request, found, form, title, lambda: apply_for(by=request.post, claim=found, **form.cleaned_data)
    )


@needs("entitlements.decide", record="card")
def decide(request: Request, card: uuid.UUID, claim: uuid.UUID) -> HttpResponse:
    """The payer approved or refused."""
    _household, found = found_claim(request, card, claim)
    form = DecideForm(found, request.POST or None)
    title = pgettext("claim", "Record the decision")
    return step(request, found, form, title, lambda: _decide(request, found, form))


def _decide(request: Request, claim: Claim, form: DecideForm) -> Claim:
    said = form.cleaned_data
    if said["what"] == DecideForm.REFUSED:
        return refuse(by=request.post, claim=claim, on=said["on"], reason=said["reason"])
    return approve(
        by=request.post, claim=claim, on=said["on"], approved_fen=said["approved_fen"], reason=said["reason"]
    )


@needs("entitlements.decide", record="card")
def appeal_(request: Request, card: uuid.UUID, claim: uuid.UUID) -> HttpResponse:
    """An appeal was handed in."""
    _household, found = found_claim(request, card, claim)
    form = AppealForm(request.POST or None)
    title = pgettext("claim", "Record an appeal")
    return step(
        request, found, form, title, lambda: appeal(by=request.post, claim=found, **form.cleaned_data)
    )


@needs("entitlements.pay", record="card")
def pay(request: Request, card: uuid.UUID, claim: uuid.UUID) -> HttpResponse:
    """Money came."""
    household, found = found_claim(request, card, claim)
    form = PayForm(found, people_of(household), ToldClaim(found).left_fen, request.POST or None)
    title = pgettext("claim", "Note a payment")
    return step(
        request, found, form, title, lambda: note_payment(by=request.post, claim=found, paid=form.paid())
    )


@needs("entitlements.pay", record="card")
def close(request: Request, card: uuid.UUID, claim: uuid.UUID) -> HttpResponse:
    """Nothing more will come."""
    _household, found = found_claim(request, card, claim)
    form = CloseForm(request.POST or None)
    act, title = _ending(found)
    unpaid = ToldClaim(found).left_fen
    return step(
        request, found, form, title, lambda: act(by=request.post, claim=found, **form.cleaned_data),
        unpaid=unpaid,
    )  # fmt: skip


def _ending(claim: Claim) -> tuple[Callable[..., object], str]:
    """How a claim ends: closed once a sum was granted, before that set aside."""
    if claim.is_granted:
        return close_claim, _("Close the claim")
    return set_aside, _("Set the claim aside")
