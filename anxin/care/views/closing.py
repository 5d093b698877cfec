"""Closing the care of a family: asked, decided, taken up again; and days away."""

import uuid

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from anxin.care import actions
from anxin.care.closing import still_open
from anxin.care.forms import AbsenceForm, ClosingForm, DecideForm, ReopenForm
from anxin.care.models import Closing
from anxin.care.queries import absences_near
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt

from .shared import page

State = Closing.State


@needs("care.read", record="card")
def closing(request: Request, card: uuid.UUID) -> HttpResponse:
    """How closing stands: what is open, what was asked and decided; the step that the reader may take."""
    household = card_of(request, card)
    left = still_open(household)
    people = ("asked_by", "decided_by", "reopened_by", "follow_up_by")
    past = list(Closing.objects.filter(household=household).select_related(*people))
    last = next((one for one in past if one.state in (State.ASKED, State.APPROVED)), None)
    form = _form(request, household, last, bool(left))
    if form is not None and form.is_valid() and attempt(form, lambda: _step(request, household, last, form)):
        messages.success(request, _("Recorded."))
        return redirect("care:closing", card=card)
    record("care.closing_opened", by=request.post, on=household, cards=[household.pk])
    return page(
        request, household, "care/closing.html", form=form, last=last, past=past, left=left,
        may_take_back=bool(last and last.state == State.ASKED and request.post.may("care.close")),
    )  # fmt: skip


def _form(request: Request, household: Household, last: Closing | None, anything_open: bool) -> Form | None:
    """The form of the next step, if it is the reader's to take."""
    post, data = request.post, request.POST or None
    if last is None:
        return (
            ClosingForm(post, anything_open, data)
            if post.may("care.close") and not household.is_closed
            else None
        )
    if last.state == State.ASKED:
        return DecideForm(data) if post.may("care.close_decide") else None
    return ReopenForm(data) if post.may("care.close") else None


def _step(request: Request, household: Household, last: Closing | None, form: Form) -> object:
    by, given = request.post, form.cleaned_data
    if last is None:
        return actions.ask_closing(by=by, household=household, **given)
    if isinstance(form, ReopenForm):
        return actions.reopen(by=by, closing=last, why=given["again"])
    if given["agree"] == "yes":
        return actions.approve_closing(by=by, closing=last)
    return actions.refuse_closing(by=by, closing=last, why=given["why"])


@needs("care.close", record="card")
def take_back(request: Request, card: uuid.UUID) -> HttpResponse:
    """Take back what was asked, before it is decided."""
    household = card_of(request, card)
    waiting = Closing.objects.filter(household=household).waiting().first()
    if request.method == "POST" and waiting is not None:
        actions.take_back_closing(by=request.post, closing=waiting)
        messages.success(request, _("Taken back; the care goes on."))
    return redirect("care:closing", card=card)


@needs("care.handover")
def absences(request: Request) -> HttpResponse:
    """Days away: one's own, and for whoever assigns those of the scope."""
    form = AbsenceForm(request.post, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.announce_absence(by=request.post, **form.cleaned_data)
    ):
        messages.success(
            request, _("Announced. The deputies cover on these days; nobody's duty changes hands.")
        )
        return redirect("care:absences")
    return render(request, "care/absences.html", {"form": form, "rows": absences_near(request.post)})


@needs("care.handover")
def absence_end(request: Request, absence: uuid.UUID) -> HttpResponse:
    """Back earlier."""
    found = get_object_or_404(absences_near(request.post), pk=absence)
    if request.method == "POST":
        actions.end_absence(by=request.post, absence=found)
        messages.success(request, _("The absence is over."))
    return redirect("care:absences")
