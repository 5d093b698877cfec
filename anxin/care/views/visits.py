"""Visits: what to know before, three sentences after, and what became of the promises."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.actions import answer_promise, keep_promise, put_off_promise, record_visit
from anxin.care.brief import brief_of
from anxin.care.forms import PromiseForm, VisitForm
from anxin.care.forms.visits import CHANGED, KEPT, present_people
from anxin.care.models import Promise, Visit
from anxin.care.queries import doers
from anxin.care.rounds import Round, rounds_of
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, gather
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import Slice, keyset, pages
from anxin.ground.ui.parts import Link

from .shared import attempt, page


def _sides(household: Household, here: str) -> list[Link]:
    """The two sides of a visit: before and after."""
    sides = {"care:visit_brief": _("Before you go"), "care:visit_new": _("When you are back")}
    return [
        Link(words, reverse(name, kwargs={"card": household.pk}), current=name == here)
        for name, words in sides.items()
    ]


@needs("care.visit", record="card")
def brief(request: Request, card: uuid.UUID) -> HttpResponse:
    """Before the visit: what was promised and how it stands, who lives there, what to mind."""
    household = card_of(request, card)
    record("care.brief_opened", by=request.post, on=household, cards=[household.pk])
    sides = _sides(household, "care:visit_brief")
    return page(request, household, "care/brief.html", sides=sides, brief=brief_of(household))


@needs("care.visit", record="card")
def new(request: Request, card: uuid.UUID) -> HttpResponse:
    """After the visit: the day, whom one met, three sentences, the next step."""
    household = card_of(request, card)
    form = VisitForm(
        request.post, present_people(household), doers(request.post, household), request.POST or None
    )
    if form.is_valid() and attempt(form, lambda: _record(request, household, form)):
        messages.success(
            request, _("The visit is recorded. What was promised stands on the desk of whoever does it.")
        )
        return redirect("care:visits", card=household.pk)
    sides = _sides(household, "care:visit_new")
    return page(request, household, "care/visit_new.html", form=form, sides=sides, brief=brief_of(household))


def _record(request: Request, household: Household, form: VisitForm) -> Visit:
    given = form.cleaned_data
    said = {name: given[name] for name in ("on", "met", "news", "said", "promised")}
    return record_visit(by=request.post, household=household, steps=form.steps(), **said)


@needs("care.read", record="card")
def visits(request: Request, card: uuid.UUID) -> HttpResponse:
    """Every visit to this family, newest first, with what became of each promise."""
    household = card_of(request, card)
    record("care.visits_opened", by=request.post, on=household, cards=[household.pk])
    rows = Visit.objects.visible_to(request.reach).filter(household=household).select_related("by__unit")
    rows = rows.prefetch_related("met__person", "promises__doer", "promises__steps__by")
    slice_ = keyset(rows, request, order=("-on", "-entered_at", "id"))
    return page(
        request, household, "care/visits.html", slice=slice_, may_visit=request.post.may("care.visit")
    )


@needs("care.promise", record="card")
def promise(request: Request, card: uuid.UUID, promise: uuid.UUID) -> HttpResponse:
    """One promise: kept, put off with its reason, or answered."""
    household = card_of(request, card)
    rows = Promise.objects.visible_to(request.reach).select_related("visit__by", "doer__unit")
    found = get_object_or_404(rows, pk=promise, household=household)
    record("care.promise_opened", by=request.post, on=found, cards=[household.pk])
    form = PromiseForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _settle(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("families:card", card=household.pk)
    steps = found.steps.select_related("by")
    return page(request, household, "care/promise.html", form=form, promise=found, steps=steps)


def _settle(request: Request, promise: Promise, form: PromiseForm) -> Promise:
    what, words, due = (form.cleaned_data[name] for name in ("what", "words", "due"))
    if what == KEPT:
        return keep_promise(by=request.post, promise=promise, words=words)
    if what == CHANGED:
        return put_off_promise(by=request.post, promise=promise, due=due, reason=words)
    return answer_promise(by=request.post, promise=promise, words=words)


def _rounds(request: Request) -> tuple[Sequence[Round], Slice[Any]]:
    """A page of the families one may visit: of one's subtree, or of those given to one."""

    def open_cards(reach: Reach) -> QuerySet[Household]:
        return Household.objects.visible_to(reach).filter(status=Status.OPEN)

    if request.post.has_subtree:
        cards = keyset(open_cards(request.reach), request, order=("path",))
        return rounds_of(cards.rows), cards
    mine: list[Any] = gather(request.post, lambda reach: rounds_of(list(open_cards(reach))))
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
    return render(request, "care/rounds.html", {"rows": rows, "slice": slice_})
