"""What a family needs and what is done about it: the joint plan, need by need."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.actions import close_need, record_need, reopen_need, reveal_need
from anxin.care.forms import NeedForm, SettleNeedForm
from anxin.care.forms.needs import MET
from anxin.care.forms.visits import present_people
from anxin.care.models import Measure, Need
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.families.views.children import stop
from anxin.ground.access.forms.reveals import PurposeForm
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record

from .shared import attempt, page


def need_of(request: Request, household: Household, need: uuid.UUID) -> Need:
    """The need within this request's reach, or 404."""
    found = Need.objects.visible_to(request.reach).select_related("person", "household__unit")
    return get_object_or_404(found, pk=need, household=household)


@needs("care.read", record="card")
def plan(request: Request, card: uuid.UUID) -> HttpResponse:
    """Every need with its measures: who, what, by when, how it stands. Open ones first."""
    household = card_of(request, card)
    record("care.plan_opened", by=request.post, on=household, cards=[household.pk])
    rows = Need.objects.visible_to(request.reach).filter(household=household)
    found = list(
        rows.select_related("person").prefetch_related("measures__unit").order_by("found_on", "entered_at")
    )
    found.sort(key=lambda need: need.state != Need.State.OPEN)
    open_count = sum(need.state == Need.State.OPEN for need in found)
    rights = {"may_need": request.post.may("care.need"), "may_measure": request.post.may("care.measure")}
    return page(request, household, "care/plan.html", needs=found, open_count=open_count, **rights)


@needs("care.need", record="card")
def new(request: Request, card: uuid.UUID) -> HttpResponse:
    """Record a need."""
    household = card_of(request, card)
    form = NeedForm(present_people(household), request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: record_need(by=request.post, household=household, **form.cleaned_data)
    ):
        messages.success(request, _("The need is recorded. Next: decide what is done about it."))
        return redirect("care:needs", card=household.pk)
    return page(request, household, "care/need_new.html", form=form)


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
    back = reverse("care:needs", kwargs={"card": household.pk})
    context = {"form": form, "label": found.theme_words, "masked": found.shown, "value": value, "back": back}
    return page(request, household, "families/reveal.html", **context)


def _settle(request: Request, need: Need, form: SettleNeedForm) -> Need:
    given = form.cleaned_data
    if need.state != Need.State.OPEN:
        return reopen_need(by=request.post, need=need, why=given["why"])
    return close_need(by=request.post, need=need, met=given["what"] == MET, why=given["why"])
