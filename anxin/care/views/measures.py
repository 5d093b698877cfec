"""Deciding on measures and sending them to departments."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from anxin.care.actions import complete_measure, decide_measure, decide_none, give_up_measure, resend, send
from anxin.care.beside import beside
from anxin.care.forms import LetterForm, MeasureForm, NoMeasureForm, SettleMeasureForm
from anxin.care.forms.visits import present_people
from anxin.care.models import MEASURE_MOVES, DepartmentRequest, Measure, Need, RequestStep
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt, outcome

from .needs import need_of
from .shared import page


def _measure_of(request: Request, household: Household, measure: uuid.UUID) -> Measure:
    found = Measure.objects.visible_to(request.reach).select_related(
        "need__person", "unit", "household__unit", "decided_by", "entry"
    )
    return get_object_or_404(found, pk=measure, household=household)


@needs("care.measure", record="card")
def new(request: Request, card: uuid.UUID, need: uuid.UUID) -> HttpResponse:
    """Decide on a measure for a need, or that there is none."""
    household = card_of(request, card)
    found = need_of(request, household, need)
    nothing = "reason" in request.POST
    form = MeasureForm(request.post, found, None if nothing else request.POST or None)
    none_form = NoMeasureForm(request.POST if nothing else None)
    asked = none_form if nothing else form
    if asked.is_valid() and (
        done := outcome(asked, lambda: _decide(request, found, form, none_form, nothing))
    ):
        if done.state == Measure.State.NONE:
            return redirect("care:needs", card=household.pk)
        return redirect("care:measure", card=household.pk, measure=done.pk)
    return page(request, household, "care/measure_new.html", form=form, none_form=none_form, need=found)


def _decide(
    request: Request, need: Need, form: MeasureForm, none_form: NoMeasureForm, nothing: bool
) -> Measure:
    if nothing:
        return decide_none(by=request.post, need=need, reason=none_form.cleaned_data["reason"])
    given = form.cleaned_data
    said = {name: given[name] for name in ("words", "amount_fen", "due", "ground", "entry", "case_by_case")}
    return decide_measure(by=request.post, need=need, **said, **form.chosen())


@needs("care.read", record="card")
def measure(request: Request, card: uuid.UUID, measure: uuid.UUID) -> HttpResponse:
    """One measure: for whom, by whom, on what ground, and all that went to and fro with the department."""
    household = card_of(request, card)
    found = _measure_of(request, household, measure)
    record("care.measure_opened", by=request.post, on=found, cards=[household.pk])
    requests = list(found.requests.select_related("desk", "answered_by").order_by("-sent_at"))
    steps = RequestStep.objects.filter(request__measure=found).select_related("by__unit")
    moves = {
        to
        for (now, to), move in MEASURE_MOVES.items()
        if now == found.state and request.post.may(move.permission)
    }
    return page(
        request, household, "care/measure.html", measure=found, steps=steps,
        requests=[(one, beside(request, one)) for one in requests],
        may_send=Measure.State.SENT in moves, may_settle=Measure.State.DONE in moves,
    )  # fmt: skip


@needs("care.measure", record="card")
def settle(request: Request, card: uuid.UUID, measure: uuid.UUID) -> HttpResponse:
    """Record that a measure is done without a request, or that there will be none."""
    household = card_of(request, card)
    found = _measure_of(request, household, measure)
    form = SettleMeasureForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _settle(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("care:needs", card=household.pk)
    return page(request, household, "care/measure_settle.html", form=form, measure=found)


def _settle(request: Request, measure: Measure, form: SettleMeasureForm) -> Measure:
    words = form.cleaned_data["words"]
    if form.cleaned_data["what"] == form.DONE:
        return complete_measure(by=request.post, measure=measure, proof=words)
    return give_up_measure(by=request.post, measure=measure, reason=words)


@needs("care.measure", record="card")
def letter(request: Request, card: uuid.UUID, measure: uuid.UUID) -> HttpResponse:
    """Write what is asked of a department and choose what it is told; or mend what it returned."""
    household = card_of(request, card)
    found = _measure_of(request, household, measure)
    returned = found.requests.filter(state=DepartmentRequest.State.RETURNED).select_related("desk").first()
    again = returned if found.state == Measure.State.RETURNED else None
    people = present_people(household)
    form = LetterForm(request.post, found, people, request.POST or None, again=again is not None)
    if form.is_valid() and attempt(form, lambda: _post(request, found, form, again)):
        messages.success(request, _("Sent. The department sees this request and nothing else of the family."))
        return redirect("care:measure", card=household.pk, measure=found.pk)
    return page(request, household, "care/letter.html", form=form, measure=found, again=again)


def _post(
    request: Request, measure: Measure, form: LetterForm, again: DepartmentRequest | None
) -> DepartmentRequest:
    if again is None:
        return send(by=request.post, measure=measure, letter=form.letter())
    return resend(
        by=request.post, request=again, letter=form.letter(again.desk), words=form.cleaned_data["words"]
    )
