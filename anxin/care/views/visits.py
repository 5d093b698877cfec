"""Visits: what to know before, three sentences after, and what became of the promises."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.actions import answer_promise, keep_promise, put_off_promise, tell_family
from anxin.care.brief import brief_of
from anxin.care.drafting import begun, changed_since, fill, writing_of
from anxin.care.forms import PromiseForm, ToldForm
from anxin.care.forms.visits import CHANGED, KEPT
from anxin.care.models import Promise, Visit, VisitPlan
from anxin.care.queries import contact_leader_of, planned_soon, responsibility_of, with_visitors
from anxin.care.rounds import Round, rounds_of
from anxin.care.visit_papers import brief_sheet
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.families.views.card import card_of, officers_of
from anxin.families.views.papers import pdf_response
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, gather
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.ui.paging import Slice, keyset, pages
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt

from .shared import page
from .writing import keep_or_compare, send_form, visit_form


def _sides(household: Household, here: str) -> list[Link]:
    """The two sides of a visit: before and after. Of a closed card what was known stays readable."""
    sides = {"care:visit_brief": _("Before you go"), "care:visit_new": _("When you are back")}
    return [
        Link(words, reverse(name, kwargs={"card": household.pk}), current=name == here)
        for name, words in sides.items()
        if name == here or not household.is_closed
    ]


@needs("care.visit", record="card")
def brief(request: Request, card: uuid.UUID) -> HttpResponse:
    """Before the visit: what was promised and how it stands, who lives there, what to mind."""
    household = card_of(request, card)
    record("care.brief_opened", by=request.post, on=household, cards=[household.pk])
    sides = _sides(household, "care:visit_brief")
    people = {"row": responsibility_of(household), "leader": contact_leader_of(household)}
    told = {"sides": sides, "brief": brief_of(household), "taken_cards": [household.pk]}
    return page(request, household, "care/brief.html", **people, **told)


@needs("care.visit", record="card")
def brief_paper(request: Request, card: uuid.UUID) -> HttpResponse:
    """The same on one A4 page, to read the night before."""
    household = card_of(request, card)
    row, leader = responsibility_of(household), contact_leader_of(household)
    names = "、".join(one.person.name for one in officers_of(household))
    paper = sheet_pdf(brief_sheet(household, names, brief_of(household), row, leader, request.post))
    record("care.brief_printed", by=request.post, on=household, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-brief")


@needs("care.visit", record="card")
def new(request: Request, card: uuid.UUID) -> HttpResponse:
    """After the visit: the day, whom one met, three sentences, the next step. Begins with one's own draft."""
    household = card_of(request, card)
    form = visit_form(request, household, request.POST or None)
    writing = writing_of(request.POST, form) if request.POST else begun(request.post, household)
    if "keep" in request.POST:
        if answer := keep_or_compare(request, household, writing, form):
            return answer
    elif form.is_valid() and attempt(form, lambda: send_form(request, household, writing, form)):
        messages.success(
            request, _("The visit is recorded. What was promised stands on the desk of whoever does it.")
        )
        return redirect("care:visits", card=household.pk)
    fill(form, writing.said)
    context = {"writing": writing, "changed": changed_since(form, household, writing.said)}
    sides = _sides(household, "care:visit_new")
    return page(
        request,
        household,
        "care/visit_new.html",
        form=form,
        sides=sides,
        brief=brief_of(household),
        **context,
    )


@needs("care.read", record="card")
def visits(request: Request, card: uuid.UUID) -> HttpResponse:
    """Every visit to this family, newest first, with what became of each promise."""
    household = card_of(request, card)
    record("care.visits_opened", by=request.post, on=household, cards=[household.pk])
    rows = Visit.objects.visible_to(request.reach).filter(household=household).select_related("by__unit")
    rows = rows.prefetch_related("visitors__post", "met__person", "promises__doer", "promises__steps__by")
    slice_ = keyset(rows, request, order=("-on", "-entered_at", "id"))
    plans = with_visitors(VisitPlan.objects.visible_to(request.reach).open().filter(household=household))
    may = request.post.may("care.visit") and not household.is_closed
    return page(request, household, "care/visits.html", slice=slice_, plans=plans, may_visit=may)


@needs("care.promise", record="card")
def promise(request: Request, card: uuid.UUID, promise: uuid.UUID) -> HttpResponse:
    """One promise: kept, put off with its reason, cannot be kept; and the word back to the family."""
    household = card_of(request, card)
    rows = Promise.objects.visible_to(request.reach).select_related("visit__by", "doer__unit")
    found = get_object_or_404(rows, pk=promise, household=household)
    record("care.promise_opened", by=request.post, on=found, cards=[household.pk])
    form = (PromiseForm if found.is_open else ToldForm)(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _step(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("families:card", card=household.pk)
    steps = found.steps.select_related("by")
    return page(request, household, "care/promise.html", form=form, promise=found, steps=steps)


def _step(request: Request, promise: Promise, form: PromiseForm | ToldForm) -> Promise:
    """An open promise is settled; of a settled one the family is told."""
    if isinstance(form, PromiseForm):
        return _settle(request, promise, form)
    words = form.cleaned_data["words"]
    return tell_family(by=request.post, promise=promise, told=form.word_back(), words=words)


def _settle(request: Request, promise: Promise, form: PromiseForm) -> Promise:
    what, words, due = (form.cleaned_data[name] for name in ("what", "words", "due"))
    if what == CHANGED:
        return put_off_promise(by=request.post, promise=promise, due=due, reason=words)
    settle = keep_promise if what == KEPT else answer_promise
    return settle(by=request.post, promise=promise, words=words, told=form.word_back())


def _rounds(request: Request) -> tuple[Sequence[Round], Slice[Any]]:
    """A page of the families one may visit: of one's subtree, or of those given to one."""

    def open_cards(reach: Reach) -> QuerySet[Household]:
        return Household.objects.visible_to(reach).filter(status=Status.OPEN)

    if request.post.has_subtree:
        cards = keyset(open_cards(request.reach), request, order=("path",))
        return rounds_of(cards.rows, request.reach), cards
    mine: list[Any] = gather(request.post, lambda reach: rounds_of(list(open_cards(reach)), reach))
    slice_ = pages(mine, request)
    return slice_.rows, slice_


@needs("care.visit")
def rounds(request: Request) -> HttpResponse:
    """The families one may visit: the last visit, what is still promised; from here one records a visit."""
    rows, slice_ = _rounds(request)
    shown = [row.household.pk for row in rows]
    record(
        "care.rounds_listed", by=request.post, path=request.reach.lo or request.post.unit.path, cards=shown
    )
    may = {"may_plan": request.post.may("care.plan") and request.post.has_subtree}
    soon = planned_soon(request.post, settings.LIMITS["offline"]["ahead_days"])
    return render(request, "care/rounds.html", {"rows": rows, "slice": slice_, "planned_soon": soon, **may})
