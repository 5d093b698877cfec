"""The steps of a report on its way up, each asked for on a page of its own: what follows, and who may."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.notices.actions import accept_report, recount_report, return_report, send_report, sign_report
from anxin.notices.forms import ReturnForm
from anxin.notices.models import Report, State
from anxin.notices.queries import drafted_again

from .found import own, sent_to_us


@dataclass(frozen=True)
class Step:
    """A step that stands open to the reader: what it is called, where it is asked for."""

    label: str
    url: str
    main: bool = False


def steps(report: Report, by: Post) -> Iterator[Step]:
    """What this post may do with the report now; the last one is what its way up waits for."""
    ours = report.about_id == by.scope_root_id
    if ours and report.is_draft and by.may("reports.write"):
        yield _asked("words", _("Write the words"), report)
        yield _asked("recount", _("Count the figures afresh"), report)
    if ours and report.is_draft and by.may("reports.sign"):
        yield _asked("sign", _("Sign the report"), report, main=True)
    if ours and report.state == State.SIGNED and by.may("reports.write"):
        yield _asked("send", _("Send the report up"), report, main=True)
    if ours and report.state == State.RETURNED and by.may("reports.write") and not drafted_again(report):
        yield Step(_("Draft a report-back"), reverse("notices:reports:new"), main=True)
    if report.may_be_settled_by(by):
        yield _asked("return", _("Return the report"), report)
        yield _asked("accept", _("Accept the report"), report, main=True)


def _asked(name: str, label: str, report: Report, *, main: bool = False) -> Step:
    return Step(label, reverse(f"notices:reports:{name}", args=[report.pk]), main)


@needs("reports.write")
def report_recount(request: Request, report: uuid.UUID) -> HttpResponse:
    """Count the figures of a draft afresh."""
    found = own(request, report)
    words = {
        "title": _("Count the figures afresh"),
        "sentence": _("The figures of %(number)s are counted again as of today; your words stay."),
        "consequences": [_("What was accepted below since then is brought together too.")],
        "action": _("Count the figures afresh"),
    }
    return _step(request, found, words, recount_report, _("The figures are as of today."))


@needs("reports.sign")
def report_sign(request: Request, report: uuid.UUID) -> HttpResponse:
    """The leader signs: words and figures are fixed from then on."""
    found = own(request, report)
    words = {
        "title": _("Sign the report"),
        "sentence": _("You sign %(number)s as the leader of the unit; your name stands on its head."),
        "consequences": [
            _("Its words and figures cannot be changed any more."),
            _("It can then be sent up."),
        ],
        "action": _("Sign the report"),
    }
    return _step(request, found, words, sign_report, _("The report is signed and fixed."))


@needs("reports.write")
def report_send(request: Request, report: uuid.UUID) -> HttpResponse:
    """Send the signed report to the level above."""
    found = own(request, report)
    words = {
        "title": _("Send the report up"),
        "sentence": _("%(number)s goes to %(above)s."),
        "consequences": [
            _("The level above can read it, and accepts it or returns it with a reason."),
        ],
        "action": _("Send the report up"),
    }
    return _step(request, found, words, send_report, _("The report was sent up."))


@needs("reports.accept")
def report_accept(request: Request, report: uuid.UUID) -> HttpResponse:
    """Accept the report of a unit below: it is locked."""
    found = sent_to_us(request, report)
    words = {
        "title": _("Accept the report"),
        "sentence": _("%(number)s of %(unit)s is accepted."),
        "consequences": [
            _("It is locked: nobody can change or return it any more."),
            _("It counts in the sums of your own next report on this notice."),
        ],
        "action": _("Accept the report"),
    }
    return _step(request, found, words, accept_report, _("The report is accepted and locked."))


@needs("reports.accept")
def report_return(request: Request, report: uuid.UUID) -> HttpResponse:
    """Return the report of a unit below with the reason."""
    found = sent_to_us(request, report)
    words = {
        "title": _("Return the report"),
        "sentence": _("%(number)s goes back to %(unit)s with your reason."),
        "consequences": [_("It stays as it was signed; the unit drafts this round again.")],
        "action": _("Return the report"),
    }
    form = ReturnForm(request.POST if request.method == "POST" else None)
    return _step(request, found, words, return_report, _("The report was returned."), form)


def _step(
    request: Request,
    found: Report,
    words: dict[str, Any],
    act: Callable[..., Report],
    done: str,
    form: forms.Form | None = None,
) -> HttpResponse:
    """Ask, or take the step and go back to the report; a refusal is said there in one sentence."""
    back = reverse("notices:reports:report", args=[found.pk])
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act(by=request.post, report=found, **(form.cleaned_data if form else {}))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
        return redirect(back)
    told = {"number": found.number, "unit": found.unit.label, "above": found.to_unit.label}
    context = words | {"sentence": words["sentence"] % told, "form": form, "back": back}
    return render(request, "ui/confirm.html", context)
