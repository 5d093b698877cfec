"""Dates ahead of one family, and one of them: its ground, what became of it, what is to be done."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from anxin.care.actions import (
    confirm_decision,
    decide_duty,
    finish_duty,
    plan_duty,
    send_decision_back,
    set_duty_aside,
)
from anxin.care.calendar import RULE_OF, Mark
from anxin.care.dates import Choice, Row, by_year, dates_of, gaps_of, people_in
from anxin.care.forms import DutyForm, SecondLookForm
from anxin.care.models import Duty, Measure
from anxin.care.papers_dates import dates_sheet
from anxin.care.queries import duty_words, family_days
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.families.views.papers import pdf_response
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt

from .shared import page

Form = DutyForm | SecondLookForm


def _choice(request: Request) -> Choice:
    return Choice(request.GET.get("who", ""), request.GET.get("mark", ""))


def _query(choice: Choice) -> str:
    return urlencode({name: value for name, value in choice.told.items() if value})


@needs("care.read", record="card")
def dates(request: Request, card: uuid.UUID) -> HttpResponse:
    """The next ten years of one family, by year; of one person, of one mark."""
    household = card_of(request, card)
    record("care.dates_opened", by=request.post, on=household, cards=[household.pk])
    family, choice = family_days(household), _choice(request)
    rows = dates_of(household, family, today())
    shown = [row for row in rows if choice.holds(row.one)]
    context = {
        "years": by_year(shown),
        "total": len(shown),
        "gaps": gaps_of(household, family),
        "marks": _marks(household, choice, rows),
        "people": _people(household, choice, rows),
        "query": _query(choice),
    }
    return page(request, household, "care/dates.html", **context)


def _link(household: Household, label: str, choice: Choice, now: Choice) -> Link:
    url = reverse("care:dates", kwargs={"card": household.pk})
    return Link(label, f"{url}?{_query(choice)}", current=choice == now)


def _marks(household: Household, now: Choice, rows: list[Row]) -> list[Link]:
    found = {row.kind.mark for row in rows}
    first = [("", _("turning points")), ("all", _("all dates"))]
    told = first + [(mark.value, str(mark.label)) for mark in Mark if mark in found]
    return [_link(household, label, Choice(now.who, code), now) for code, label in told]


def _people(household: Household, now: Choice, rows: list[Row]) -> list[Link]:
    told = [("", _("the whole family")), *people_in(rows)]
    return [_link(household, name, Choice(key, now.mark), now) for key, name in told]


@needs("families.print", record="card")
def dates_paper(request: Request, card: uuid.UUID) -> HttpResponse:
    """The same on A4, for the folder and for a talk at the table."""
    household, choice = card_of(request, card), _choice(request)
    rows = dates_of(household, family_days(household), today())
    paper = sheet_pdf(dates_sheet(household, filter(choice.of_row, rows), request.post))
    record("care.dates_printed", by=request.post, on=household, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-dates")


@needs("care.read", record="card")
def duty(request: Request, card: uuid.UUID, duty: uuid.UUID) -> HttpResponse:
    """One date ahead: seen to, decided, or looked at a second time."""
    household = card_of(request, card)
    rows = Duty.objects.visible_to(request.reach)
    found = get_object_or_404(
        rows.select_related("person", "measure__unit", "decided_by__unit", "confirmed_by__unit"),
        pk=duty, household=household,
    )  # fmt: skip
    record("care.duty_opened", by=request.post, on=found, cards=[household.pk])
    form = _form(request, household, found)
    if form is not None and form.is_valid() and attempt(form, lambda: _settle(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("care:dates", card=household.pk)
    context = {"duty": found, "form": form, "words": duty_words(found), "rule": RULE_OF[found.kind]}
    return page(request, household, "care/duty.html", steps=found.steps.select_related("by"), **context)


def _form(request: Request, household: Household, duty: Duty) -> Form | None:
    """The form that the state of the date and the post allow."""
    data = request.POST or None
    if duty.waits and request.post.may("care.duty"):
        return DutyForm(duty, Measure.objects.filter(household=household).select_related("unit"), data)
    if duty.state == Duty.State.DECIDED and request.post.may("care.confirm"):
        return SecondLookForm(data)
    return None


def _settle(request: Request, duty: Duty, form: Form) -> Duty:
    given, by = form.cleaned_data, request.post
    words = given["words"]
    if isinstance(form, SecondLookForm):
        if form.agrees:
            return confirm_decision(by=by, duty=duty, words=words)
        return send_decision_back(by=by, duty=duty, reason=words)
    if form.plans:
        return plan_duty(by=by, duty=duty, words=words, on=given["on"], measure=given["measure"])
    if duty.kind_of.decides:
        return decide_duty(by=by, duty=duty, decision=given["what"], reason=words)
    if form.is_done:
        return finish_duty(by=by, duty=duty, words=words)
    return set_duty_aside(by=by, duty=duty, reason=words)
