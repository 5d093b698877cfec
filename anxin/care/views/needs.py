"""What a family needs and what is done about it: the joint plan, need by need."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.actions import close_need, record_need, refuse_need, reopen_need, reveal_need, verify_need
from anxin.care.forms import NeedForm, SettleNeedForm, VerifyForm
from anxin.care.forms.needs import MET, VERIFIED
from anxin.care.forms.visits import present_people
from anxin.care.models import FamilyWord, Measure, Need
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.families.views.children import stop
from anxin.ground.access.forms.reveals import PurposeForm
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt

from .shared import page

# In which order the plan shows needs; all others come after.
ORDER: dict[str, int] = {Need.State.FOUND: 0, Need.State.OPEN: 1}


def need_of(request: Request, household: Household, need: uuid.UUID) -> Need:
    """The need within this request's reach, or 404."""
    found = Need.objects.visible_to(request.reach).select_related("person", "household__unit")
    return get_object_or_404(found, pk=need, household=household)


@needs("care.read", record="card")
def plan(request: Request, card: uuid.UUID) -> HttpResponse:
    """Every need with its measures: who, what, by when, how it stands. To verify first, then open."""
    household = card_of(request, card)
    record("care.plan_opened", by=request.post, on=household, cards=[household.pk])
    rows = Need.objects.visible_to(request.reach).filter(household=household)
    found = list(
        rows.select_related("person", "checked_by")
        .prefetch_related("measures__unit")
        .order_by("found_on", "entered_at")
    )
    found.sort(key=lambda need: ORDER.get(need.state, len(ORDER)))
    open_count = sum(need.state == Need.State.OPEN for need in found)
    rights = {f"may_{what}": request.post.may(f"care.{what}") for what in ("need", "measure", "verify")}
    rights["may_measure"] = rights["may_measure"] and not household.is_closed
    rights["may_record"] = rights["may_need"] and not household.is_closed
    to_verify = sum(need.state == Need.State.FOUND for need in found)
    counts = {"open_count": open_count, "to_verify": to_verify}
    return page(request, household, "care/plan.html", needs=found, **counts, **rights)


@needs("care.need", record="card")
def new(request: Request, card: uuid.UUID) -> HttpResponse:
    """Record a need; one that the family told in a word of its own (``?word=``) begins with that word."""
    household = card_of(request, card)
    told = _word(request, household)
    verifies = request.post.may("care.verify")
    form = NeedForm(present_people(household), request.POST or None, verifies=verifies, told=told)
    if form.is_valid() and attempt(
        form, lambda: record_need(by=request.post, household=household, **form.cleaned_data)
    ):
        messages.success(request, _("The need is recorded. What counts is a verified need."))
        return redirect("care:needs", card=household.pk)
    return page(request, household, "care/need_new.html", form=form)


def _word(request: Request, household: Household) -> FamilyWord | None:
    """The word of this family that the address names, if it does."""
    try:
        wanted = uuid.UUID(request.GET.get("word", ""))
    except ValueError:
        return None
    return FamilyWord.objects.visible_to(request.reach).filter(pk=wanted, household=household).first()


@needs("care.verify", record="card")
def verify(request: Request, card: uuid.UUID) -> HttpResponse:
    """Verify what was found for one family, all of it in one go, or refuse it with the reason."""
    household = card_of(request, card)
    rows = Need.objects.visible_to(request.reach).filter(household=household).to_verify()
    form = VerifyForm(rows.select_related("person"), request.POST or None)
    if form.is_valid() and attempt(form, lambda: _verify(request, form)):
        messages.success(request, _("Saved."))
        return redirect("care:needs", card=household.pk)
    record("care.plan_opened", by=request.post, on=household, cards=[household.pk])
    return page(request, household, "care/need_verify.html", form=form)


@transaction.atomic
def _verify(request: Request, form: VerifyForm) -> list[Need]:
    given = form.cleaned_data
    if given["what"] == VERIFIED:
        said = {"how": given["how"], "words": given["words"]}
        return [verify_need(by=request.post, need=need, **said) for need in form.chosen()]
    return [refuse_need(by=request.post, need=need, why=given["why"]) for need in form.chosen()]


@needs("care.need", record="card")
def settle(request: Request, card: uuid.UUID, need: uuid.UUID) -> HttpResponse:
    """Settle a need, or take a settled one up again."""
    household = card_of(request, card)
    found = need_of(request, household, need)
    form = SettleNeedForm(request.POST or None)
    if found.state != Need.State.OPEN:
        form.as_needed = ()
        del form.fields["what"]
    if form.is_valid() and attempt(form, lambda: _settle(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("care:needs", card=household.pk)
    measures = Measure.objects.filter(need=found).select_related("unit")
    return page(request, household, "care/need_settle.html", form=form, need=found, measures=measures)


@needs("families.reveal", record="card")
def show(request: Request, card: uuid.UUID, need: uuid.UUID) -> HttpResponse:
    """Ask what for, then show once what a need of health says."""
    household = card_of(request, card)
    found = need_of(request, household, need)
    if not found.is_masked:
        raise Http404
    if found.person and (held := stop(request, household, found.person)):
        return held
    form, value = PurposeForm(request.POST or None), ""
    if form.is_valid():
        value = reveal_need(by=request.post, need=found, purpose=form.cleaned_data["purpose"])
    back = _back(request.GET.get("back", ""), found)
    context = {"form": form, "label": found.theme_words, "masked": found.shown, "value": value, "back": back}
    return page(request, household, "families/reveal.html", **context)


def _back(asked: str, need: Need) -> str:
    """Where whoever wanted to read a need came from: verifying, deciding on a measure, else the plan."""
    card = {"card": need.household_id}
    if asked == "verify":
        return reverse("care:need_verify", kwargs=card)
    if asked == "measure":
        return reverse("care:measure_new", kwargs={**card, "need": need.pk})
    return reverse("care:needs", kwargs=card)


def _settle(request: Request, need: Need, form: SettleNeedForm) -> Need:
    given = form.cleaned_data
    if need.state != Need.State.OPEN:
        return reopen_need(by=request.post, need=need, why=given["why"])
    return close_need(by=request.post, need=need, met=given["what"] == MET, why=given["why"])
