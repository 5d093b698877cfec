"""Official papers to take away: Word in the office's own template, and PDF."""

import uuid
from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.paper.official import Official, official_docx
from anxin.ground.paper.official_pdf import official_pdf
from anxin.notices.chases import chases_below
from anxin.notices.models import Notice, Report
from anxin.notices.papers import notice_paper, reminder_paper, report_paper

from . import cascade
from .found import readable

CHINESE = "zh-hans"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS: dict[str, tuple[str, Callable[[Official], bytes]]] = {
    "docx": (DOCX, official_docx),
    "pdf": ("application/pdf", official_pdf),
}


@needs("reports.read")
def report_word(request: Request, report: uuid.UUID) -> HttpResponse:
    """The report as a Word document. The file's name is the document number."""
    return _report(request, readable(request, report), "docx")


@needs("reports.read")
def report_pdf(request: Request, report: uuid.UUID) -> HttpResponse:
    """The report as PDF."""
    return _report(request, readable(request, report), "pdf")


@needs("notices.read")
def notice_word(request: Request, notice: uuid.UUID) -> HttpResponse:
    """A notice of this house as a Word document."""
    return _notice(request, notice, "docx")


@needs("notices.read")
def notice_pdf(request: Request, notice: uuid.UUID) -> HttpResponse:
    """A notice of this house as PDF."""
    return _notice(request, notice, "pdf")


@needs("notices.cascade")
def reminder_word(request: Request, notice: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """The reminder letter that goes with the latest chase of a place, as a Word document."""
    return _reminder(request, notice, place, "docx")


@needs("notices.cascade")
def reminder_pdf(request: Request, notice: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """The reminder letter as PDF."""
    return _reminder(request, notice, place, "pdf")


def _reminder(request: Request, notice: uuid.UUID, place: uuid.UUID, kind: str) -> HttpResponse:
    """The letter of one chase (``?chase=``) or of the latest; where there is none the record of chasing."""
    found, here = cascade.readable(request, notice), cascade.place_of(request, place)
    made = chases_below(found, here).select_related("notice", "unit", "by__unit")
    asked = request.GET.get("chase", "")
    chase = next((one for one in made if str(one.pk) == asked), None) if asked else made.first()
    if chase is None:
        messages.info(request, _("Nobody has been chased here."))
        return redirect("notices:cascade:chases", found.pk, here.pk)
    answer = _file(reminder_paper(chase), f"催办函{chase.pk.hex[:8]}", kind)
    record("notices.reminder_taken", by=request.post, on=found, path=request.post.unit.path, kind=kind)
    return answer


def _report(request: Request, report: Report, kind: str) -> HttpResponse:
    answer = _file(report_paper(report), report.number, kind)
    record("reports.downloaded", by=request.post, on=report, kind=kind)
    return answer


def _notice(request: Request, notice: uuid.UUID, kind: str) -> HttpResponse:
    """The paper; for a notice from outside its page, which says why there is none."""
    found = get_object_or_404(Notice.objects.readable_by(request.post).select_related("unit"), pk=notice)
    with override(CHINESE):
        paper = notice_paper(found)
    if paper is None:
        messages.info(
            request, _("This notice came from outside: its own paper holds, and none is made here.")
        )
        return redirect("notices:notice", found.pk)
    answer = _file(paper, found.document, kind)
    record("notices.downloaded", by=request.post, on=found, path=request.post.unit.path, kind=kind)
    return answer


def _file(paper: Official, name: str, kind: str) -> HttpResponse:
    content_type, made = KINDS[kind]
    answer = HttpResponse(made(paper), content_type=content_type)
    named = f"filename=\"paper.{kind}\"; filename*=UTF-8''{quote(name)}.{kind}"
    answer["Content-Disposition"] = f"attachment; {named}"
    return answer
