"""Pages on reports: the list, a new one, the paper on screen with its figures, its words."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.official import long_date
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.paging import keyset
from anxin.notices.actions import draft_report, revise_report
from anxin.notices.composing import compose
from anxin.notices.forms import DraftForm, WordsForm
from anxin.notices.models import Report
from anxin.notices.papers import annex_titles
from anxin.notices.queries import offices_below
from anxin.notices.standing import standings

from .found import own, readable
from .report_steps import steps


@needs("reports.read")
def reports(request: Request) -> HttpResponse:
    """The reports within reach, newest first; those that wait for this unit are named above them."""
    found = Report.objects.readable_by(request.reach).select_related("unit", "to_unit")
    context = {
        "slice": keyset(found, request, order=("-made_at", "id"), total=found.count()),
        "waiting": found.waiting_for(request.reach),
        "may_report": request.post.may("reports.write"),
    }
    return render(request, "notices/reports.html", context)


@needs("reports.write")
def report_new(request: Request) -> HttpResponse:
    """Draft a report: its figures are counted at this instant."""
    form = DraftForm(request.POST or None, by=request.post, answers=request.GET.get("notice", ""))
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_report(by=request.post, **form.told())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("notices:reports:report", made.pk)
    context = {
        "title": _("Draft a report-back"),
        "sentence": _(
            "The figures are counted now, within your scope, and written into the report; write here"
            " only what no figure can say."
        ),
        "action": _("Count the figures and draft"),
        "back": reverse("notices:reports:list"),
        "first": [form["notice"], form["nil"]],
        "boxes": [(form[name], None) for name in form.narrative_names],
        "others": [form["mark"], form["copies"]],
    }
    return render(request, "notices/report_form.html", context | {"form": form})


@needs("reports.read")
def report(request: Request, report: uuid.UUID) -> HttpResponse:
    """The report as it will be printed; every number opens its list."""
    found = readable(request, report)
    record("reports.opened", by=request.post, on=found)
    context = {
        "report": found,
        "composed": compose(found),
        "why": masked_text(found.reason),
        "figures": standings(found, request.post),
        "date_words": long_date(found.signed_on or found.day),
        "steps": list(steps(found, request.post)),
        "below": found.brought.count(),
        "offices": len(offices_below(found)),
        "annexes": annex_titles(found),
    }
    return render(request, "notices/report.html", context)


@needs("reports.write")
def report_words(request: Request, report: uuid.UUID) -> HttpResponse:
    """Write or change the words of a draft."""
    found = own(request, report)
    form = WordsForm(request.POST or None, report=found)
    if request.method == "POST" and form.is_valid():
        try:
            revise_report(by=request.post, report=found, **form.told())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("notices:reports:report", found.pk)
    said = {one.part.value: one for one in compose(found).sections}
    context = {
        "report": found,
        "title": _("Words of the report"),
        "sentence": _("The sentences beside the bar come from the figures and stay. Your words follow them."),
        "action": _("Save the words"),
        "back": reverse("notices:reports:report", args=[found.pk]),
        "boxes": [(form[name], said.get(name)) for name in form.narrative_names],
        "others": [form["copies"]],
    }
    return render(request, "notices/report_form.html", context | {"form": form})
