"""One leave and its next step, for the office and for the officer."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt
from anxin.officers.actions import (
    approve_leave,
    ask_planned_leave,
    call_off_leave,
    refuse_leave,
    take_leave,
    withdraw_leave,
)
from anxin.officers.forms import LeaveStepForm, next_steps
from anxin.officers.leave_told import told
from anxin.officers.models import Leave
from anxin.officers.reckoning import standings

from .leave import to_decide

S = Leave.State
Step = Callable[[Post, Leave, Mapping[str, Any]], Leave]
STEPS: dict[str, Step] = {
    S.ASKED: lambda by, leave, said: ask_planned_leave(by=by, leave=leave),
    S.APPROVED: lambda by, leave, said: approve_leave(by=by, leave=leave, words=said["words"]),
    S.REFUSED: lambda by, leave, said: refuse_leave(by=by, leave=leave, reason=said["words"]),
    S.TAKEN: lambda by, leave, said: take_leave(by=by, leave=leave, last=said["last"]),
    S.CALLED_OFF: lambda by, leave, said: call_off_leave(by=by, leave=leave, reason=said["words"]),
    S.WITHDRAWN: lambda by, leave, said: withdraw_leave(by=by, leave=leave, words=said["words"]),
}


@needs("officers.leave_read")
def one(request: Request, leave: uuid.UUID) -> HttpResponse:
    """One leave: how it stands, and its next step."""
    rows = Leave.objects.visible_to(request.reach).select_related("officer__unit")
    found = get_object_or_404(rows, pk=leave)
    back = reverse("officers:leave_year", kwargs={"officer": found.officer_id, "year": found.year})
    crumbs = [(_("Check-ups and leave"), reverse("officers:rest")), (found.officer.name, back)]
    return one_leave(request, found, back, crumbs)


def one_leave(request: Request, leave: Leave, back: str, crumbs: list[tuple[str, str]]) -> HttpResponse:
    """A leave and its next step, with the steps that this post may make."""
    form = LeaveStepForm(leave, request.post, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _step(request, leave, form)):
        return _onward(request, form.cleaned_data["what"], back)
    leave.refresh_from_db()
    record("officers.leave_opened", by=request.post, on=leave)
    context = {
        "leave": leave, "form": form, "back": back, "crumbs": crumbs,
        "steps_open": next_steps(leave, request.post), "steps": leave.steps.select_related("by"),
        "told": told(standings([leave.officer], leave.year)[leave.officer_id]),
    }  # fmt: skip
    return render(request, "officers/leave_one.html", context, status=422 if form.errors else 200)


def _onward(request: Request, step: str, back: str) -> HttpResponse:
    """After a decision to the next one that waits, as long as any does; else back."""
    waits = to_decide(request) if step in (S.APPROVED, S.REFUSED) else 0
    if not waits:
        messages.success(request, _("Saved."))
        return redirect(back)
    told = ngettext("Saved. %(n)s more request waits.", "Saved. %(n)s more requests wait.", waits)
    messages.success(request, told % {"n": waits})
    return redirect("oversight:figure", "officers.leave_to_decide")


def _step(request: Request, leave: Leave, form: LeaveStepForm) -> Leave:
    return STEPS[form.cleaned_data["what"]](request.post, leave, {"last": None} | form.cleaned_data)
