"""Pages on reports: list, paper on screen, its words, signature, Word document, the list behind a number."""

import uuid
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.figures.registry import Figure, get
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.official import long_date
from anxin.ground.ui.paging import keyset
from anxin.notices.actions import draft_report, revise_report, sign_report
from anxin.notices.composing import compose
from anxin.notices.forms import DraftForm, SignatureForm, WordsForm
from anxin.notices.models import FrozenFigure, Report
from anxin.notices.names import figure_name
from anxin.notices.word import report_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _found(request: Request, report: uuid.UUID) -> Report:
    """The report within reach, with everything its pages tell; 404 outside."""
    known = Report.objects.readable_by(request.reach).select_related(
        "notice", "unit", "about", "to_unit", "made_by"
    )
    return get_object_or_404(known.prefetch_related("figures", "sections"), pk=report)


def _own(request: Request, report: uuid.UUID) -> Report:
    """The same, if the post may change it: its own region's."""
    found = _found(request, report)
    if found.about_id != request.post.scope_root_id:
        raise Http404
    return found


@needs("reports.read")
def reports(request: Request) -> HttpResponse:
    """The reports within reach, newest first."""
    found = Report.objects.readable_by(request.reach).select_related("unit", "to_unit")
    slice_ = keyset(found, request, order=("-made_at", "id"), total=found.count())
    return render(
        request, "notices/reports.html", {"slice": slice_, "may_report": request.post.may("reports.write")}
    )


@needs("reports.write")
def report_new(request: Request) -> HttpResponse:
    """Draft a report: its figures are counted at this instant."""
    form = DraftForm(request.POST or None, by=request.post)
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
        "boxes": [(form[name], None) for name in form.narrative_names],
        "others": [form["mark"], form["copies"]],
    }
    return render(request, "notices/report_form.html", context | {"form": form})


@needs("reports.read")
def report(request: Request, report: uuid.UUID) -> HttpResponse:
    """The report as it will be printed; every number opens its list."""
    found = _found(request, report)
    record("reports.opened", by=request.post, on=found)
    context = {
        "report": found,
        "composed": compose(found),
        "figures": [(one, figure_name(one.code)) for one in _in_order(found)],
        "date_words": long_date(found.signed_on or found.day),
        "mine": found.about_id == request.post.scope_root_id and request.post.may("reports.write"),
    }
    return render(request, "notices/report.html", context)


@needs("reports.write")
def report_words(request: Request, report: uuid.UUID) -> HttpResponse:
    """Write or change the words of a draft."""
    found = _own(request, report)
    form = WordsForm(request.POST or None, report=found)
    if request.method == "POST" and form.is_valid():
        try:
            revise_report(by=request.post, report=found, **form.told())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("notices:reports:report", found.pk)
    context = {
        "report": found,
        "title": _("Words of the report"),
        "sentence": _("The sentences beside the bar come from the figures and stay. Your words follow them."),
        "action": _("Save the words"),
        "back": reverse("notices:reports:report", args=[found.pk]),
        "boxes": list(
            zip([form[name] for name in form.narrative_names], compose(found).sections, strict=True)
        ),
        "others": [form["copies"]],
    }
    return render(request, "notices/report_form.html", context | {"form": form})


@needs("reports.write")
def report_sign(request: Request, report: uuid.UUID) -> HttpResponse:
    """Record that the leader signed: the report is fixed from then on."""
    found = _own(request, report)
    form = SignatureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sign_report(by=request.post, report=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The signature is recorded; the report is fixed."))
            return redirect("notices:reports:report", found.pk)
    context = {
        "title": _("Record the signature"),
        "sentence": _("Report %(number)s becomes final.") % {"number": found.number},
        "consequences": [
            _("Its words cannot be changed any more."),
            _("The level above can read it."),
        ],
        "form": form,
        "action": _("Record the signature"),
        "back": reverse("notices:reports:report", args=[found.pk]),
    }
    return render(request, "ui/confirm.html", context)


@needs("reports.read")
def report_word(request: Request, report: uuid.UUID) -> HttpResponse:
    """The Word document in the layout of GB/T 9704-2012. The file's name is the document number."""
    found = _found(request, report)
    response = HttpResponse(report_docx(found), content_type=DOCX)
    record("reports.downloaded", by=request.post, on=found, kind="docx")
    response["Content-Disposition"] = (
        f"attachment; filename=\"report.docx\"; filename*=UTF-8''{quote(found.number)}.docx"
    )
    return response


@needs("reports.read")
def report_figure(request: Request, report: uuid.UUID, code: str) -> HttpResponse:
    """The list behind a frozen number, as far as the reader's scope shows it today."""
    found = _found(request, report)
    frozen = next((one for one in found.figures.all() if one.code == code and one.value is not None), None)
    if frozen is None:
        raise Http404
    figure = _told_by(frozen)
    rows = figure.kept(frozen.row_ids, request.reach)
    slice_ = keyset(rows, request, order=("path", "id"), total=rows.count())
    lines = [figure.row(one) for one in slice_.rows]
    cards = {line.card for line in lines if line.card}
    record("figures.opened", by=request.post, on=found, cards=cards, code=code, total=slice_.total)
    context = {
        "report": found,
        "frozen": frozen,
        "name": figure_name(code),
        "words": figure.words if frozen.code == frozen.told_by else "",
        "unit": figure.unit,
        "lines": lines,
        "slice": slice_,
        "hidden": (frozen.value or 0) - (slice_.total or 0),
    }
    return render(request, "notices/report_figure.html", context)


def _told_by(frozen: FrozenFigure) -> Figure:
    """The registered figure that can tell the rows; 404 where its room has been taken out of the house."""
    try:
        return get(frozen.told_by)
    except KeyError:
        raise Http404 from None


def _in_order(report: Report) -> list[FrozenFigure]:
    """The figures in the order in which the report states them, without those only the table needs."""
    kept = {one.code: one for one in report.figures.all()}
    return [kept[code] for code in STATED if code in kept]


STATED = (
    "families.households",
    "families.people",
    "families.elders",
    "families.minors",
    "families.birth_unknown",
    "families.officers_pending",
    "care.unnamed",
    "measures.proposed",
    "measures.done",
    "measures.left",
    "entitlements.calculated",
    "entitlements.pending_scenarios",
    "care.visits_year",
    "care.families_unvisited",
    "care.promises_overdue",
    "care.needs_open",
    "entitlements.unpaid",
    "entitlements.gaps",
)
