"""Acts for two: what one asked for, what waits for one's agreement, and deciding."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access import deciding
from anxin.ground.access.actions import ask, decide, withdraw_request
from anxin.ground.access.forms.emergency import DecideForm, KeysForm
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Approval
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused


def _told(rows: list[Approval]) -> list[tuple[Approval, str]]:
    return [(one, deciding.words_of(one)) for one in rows]


@needs("approvals.ask")
def requests(request: Request) -> HttpResponse:
    """What the post at work asked a second person for."""
    context = {"rows": _told(deciding.asked_by(request.post)), "may_keys": request.post.may("journal.keys")}
    return render(request, "access/requests.html", context)


@needs("approvals.ask")
@require_POST
def take_back(request: Request, approval: uuid.UUID) -> HttpResponse:
    """Take one's own request back."""
    found = deciding.request_for(request.post, approval)
    if found is None or found.asked_by_id != request.post.pk:
        raise Http404
    try:
        withdraw_request(by=request.post, approval=found)
        messages.success(request, _("Taken back: nobody can carry it out any more."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("access:requests")


@needs("journal.keys", fresh=True)
def ask_keys(request: Request) -> HttpResponse:
    """Ask for a change of keys; the command that changes them then takes the number of the agreement."""
    form = KeysForm(request.POST or None)
    if form.is_valid():
        try:
            subject = {"change": form.cleaned_data["change"]}
            ask(by=request.post, kind="journal.key", subject=subject, count=1,
                reason=form.cleaned_data["words"], code=subject["change"])  # fmt: skip
            messages.success(request, _("Asked. The auditor or the security administrator decides."))
            return redirect("access:requests")
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "access/keys.html", {"form": form})


@needs("approvals.decide")
def decisions(request: Request) -> HttpResponse:
    """The requests that wait for the post at work, and those it decided."""
    waiting, done = deciding.waiting_for(request.post), deciding.decided_by(request.post)
    return render(request, "access/decisions.html", {"waiting": _told(waiting), "done": _told(done)})


@needs("approvals.decide", fresh=True)
def decision(request: Request, approval: uuid.UUID) -> HttpResponse:
    """One request: what, how much, why, by whom; agree or refuse."""
    found = deciding.request_for(request.post, approval)
    if found is None or found.asked_by_id == request.post.pk:
        raise Http404
    form = DecideForm(request.POST or None)
    if form.is_valid():
        try:
            agree = form.cleaned_data["agree"] == "yes"
            decide(by=request.post, approval=found, agree=agree, why=form.cleaned_data["why"])
            messages.success(request, _("Agreed: it may be carried out once within 24 hours.") if agree
                             else _("Refused; the one who asked reads why."))  # fmt: skip
            return redirect("access:decisions")
        except Refused as no:
            form.add_error(None, str(no))
    context = {"one": found, "what": deciding.words_of(found), "details": deciding.details_of(found)}
    return render(request, "access/decision.html", {**context, "form": form})
