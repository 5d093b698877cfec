"""A department's desk (部门来件): what it is asked, and its answer. Nothing else of a family is here."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.actions import accept, finish, forward, hand_back, reveal_address, reveal_number
from anxin.care.ageing import ageing
from anxin.care.forms import AnswerForm, ForwardForm
from anxin.care.forms.requests import ACCEPT, RETURN
from anxin.care.models import PART, DepartmentRequest
from anxin.care.queries import waiting_requests
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, gather
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import pages
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt


def _request_of(request: Request, item: uuid.UUID) -> DepartmentRequest:
    """The request within this reach, sent to the very desk that asks; else 404."""
    rows = DepartmentRequest.objects.visible_to(request.reach).filter(desk=request.post.unit_id)
    return get_object_or_404(rows.select_related("desk", "sent_by__unit", "answered_by"), pk=item)


def _answered(reach: Reach) -> Iterable[DepartmentRequest]:
    """What the desk has answered already, as long as it may look it up."""
    if reach.grant is None:
        return []
    rows = DepartmentRequest.objects.visible_to(reach).filter(pk=reach.grant.record)
    return rows.exclude(pk__in=rows.waiting().values("pk")).select_related("sent_by__unit", "desk")


@needs("care.answer")
def requests(request: Request) -> HttpResponse:
    """Every request to this desk: to answer, or answered."""
    done = request.GET.get("show") == "done"
    rows = gather(
        request.post, lambda reach: list((_answered if done else waiting_requests)(reach)), part=PART
    )
    rows.sort(key=lambda one: (one.due, one.sent_at), reverse=done)
    record(
        "care.requests_listed",
        by=request.post,
        path=request.post.unit.path,
        cards=[row.household_id for row in rows],
    )
    here = reverse("care:requests")
    tabs = [
        Link(_("To answer"), here, None if done else len(rows), not done),
        Link(_("Answered"), f"{here}?show=done", len(rows) if done else None, done),
    ]
    late = sum(row.due < today() for row in rows) if not done else 0
    return render(
        request,
        "care/requests.html",
        {"slice": pages(rows, request), "tabs": tabs, "done": done, "late": late},
    )


@needs("care.answer", record="item")
def answer(request: Request, item: uuid.UUID) -> HttpResponse:
    """One request on one page: by when, what, on what ground, the few facts, and the answer."""
    asked = _request_of(request, item)
    form = AnswerForm(request.post, asked, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _answer(request, asked, form)):
        messages.success(request, _("Thank you. Your answer is with the sender now."))
        return redirect("care:requests")
    record("care.request_opened", by=request.post, on=asked)
    return _page(request, asked, form)


def _answer(request: Request, asked: DepartmentRequest, form: AnswerForm) -> DepartmentRequest:
    given = form.cleaned_data
    if given["what"] == ACCEPT:
        return accept(
            by=request.post, request=asked, expected_on=given["expected_on"], handler=given["handler"]
        )
    if given["what"] == RETURN:
        return hand_back(by=request.post, request=asked, reason=given["reason"])
    return finish(by=request.post, request=asked, answer=form.said())


def _page(request: Request, asked: DepartmentRequest, form: AnswerForm, **more: object) -> HttpResponse:
    context = {
        "asked": asked,
        "facts": asked.facts,
        "form": form,
        "age": ageing(asked),
        "steps": asked.steps.select_related("by__unit"),
        "may_forward": asked.state == DepartmentRequest.State.SENT,
    }
    return render(request, "care/request.html", context | more)


@needs("care.answer", record="item")
@require_POST
def reveal(request: Request, item: uuid.UUID) -> HttpResponse:
    """Show one whole number, or the address, on this page, once, and note it."""
    asked = _request_of(request, item)
    field = request.POST.get("field", "")
    place = _place(field)
    try:
        shown = (
            reveal_address(by=request.post, request=asked)
            if field == "address"
            else reveal_number(by=request.post, request=asked, place=place)
        )
    except Refused as nothing:
        raise Http404 from nothing
    form = AnswerForm(request.post, asked)
    return _page(request, asked, form, revealed=shown, revealed_place=place)


def _place(text: str) -> int:
    """Which person on the page; -1 for anything that is no place."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


@needs("care.answer", record="item")
def pass_on(request: Request, item: uuid.UUID) -> HttpResponse:
    """Pass a request on to the department that it belongs to."""
    asked = _request_of(request, item)
    form = ForwardForm(asked, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: forward(by=request.post, request=asked, **form.cleaned_data)
    ):
        messages.success(request, _("Passed on. Your own access to this request has ended."))
        return redirect("care:requests")
    return render(request, "care/forward.html", {"asked": asked, "form": form})
