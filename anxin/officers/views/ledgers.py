"""Bringing the personnel ledger in: choose it, look it through, take over what is right."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.files.workbooks import CONTENT_TYPE
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import pages
from anxin.ground.ui.trying import attempt
from anxin.ground.units.models import Unit
from anxin.officers import actions
from anxin.officers.forms import RosterForm, SamePersonForm
from anxin.officers.models import RosterFile
from anxin.officers.models.files import RosterFileQuerySet
from anxin.officers.queries import asked_of
from anxin.officers.roster_messages import sentence

from .seen import seen

RECENT = 10


def _files(request: Request) -> RosterFileQuerySet:
    return RosterFile.objects.visible_to(request.reach).select_related("unit")


@needs("officers.write")
def upload(request: Request) -> HttpResponse:
    """Choose a workbook; it is read in a process of its own and nothing is taken over yet."""
    form = RosterForm(request.POST or None, request.FILES or None, post=request.post)
    if form.is_valid():
        try:
            kept = _looked_through(request, form.cleaned_data["file"], form.cleaned_data["unit"])
            return redirect("officers:roster", roster=kept.pk)
        except Refused as no:
            form.add_error("file", str(no))
    context = {"form": form, "recent": _files(request).light()[:RECENT]}
    return render(request, "officers/upload.html", context, status=422 if form.errors else 200)


def _looked_through(request: Request, file: "UploadedFile[bytes]", unit: Unit) -> RosterFile:
    """Read and keep what was sent. Its own name never becomes a path. Raises Refused."""
    name = file.name or ""
    with tempfile.TemporaryDirectory(prefix="anxin-roster-") as place:
        path = Path(place) / f"roster{Path(name).suffix.lower()[:6]}"
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        lines, content = actions.read_roster(path, unit=unit), path.read_bytes()
    return actions.keep_roster(by=request.post, unit=unit, name=name[:120], content=content, lines=lines)


@needs("officers.write")
def roster(request: Request, roster: UUID) -> HttpResponse:
    """What was found: counts, every faulty cell with its remedy, and what to do next."""
    kept = get_object_or_404(_files(request).light(), pk=roster)
    record("officers.roster_opened", by=request.post, on=kept)
    return _page(request, kept)


def _page(request: Request, kept: RosterFile, problem: str = "") -> HttpResponse:
    page = pages(kept.faults, request)
    context = {
        "kept": kept, "page": page, "faults": [(one, sentence(one)) for one in page.rows],
        "is_taken": kept.state == RosterFile.State.TAKEN, "problem": problem,
        "undecided": sum(not one["answer"] for one in kept.asks),
    }  # fmt: skip
    return render(request, "officers/roster.html", context, status=422 if problem else 200)


@needs("officers.write")
def same(request: Request, roster: UUID) -> HttpResponse:
    """The rows of whom somebody of the name is on record elsewhere: the same person, or another?"""
    kept = get_object_or_404(_files(request), pk=roster)
    page = pages(kept.asks, request)
    asked = asked_of(page.rows, request.reach)
    form = SamePersonForm(asked, request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _answer(request, kept, form)):
        messages.success(request, _("Saved."))
        return redirect("officers:roster", roster=kept.pk)
    shown = seen(officer.pk for one in asked for officer in one.officers)
    record("officers.roster_asked", by=request.post, on=kept, officers=shown)
    context = {"kept": kept, "page": page, "form": form}
    return render(request, "officers/roster_same.html", context, status=422 if form.errors else 200)


def _answer(request: Request, kept: RosterFile, form: SamePersonForm) -> RosterFile:
    return actions.answer_roster(by=request.post, kept=kept, answers=form.answers())


@needs("officers.write")
def returned(request: Request, roster: UUID) -> HttpResponse:
    """The department's own workbook with a red 问题 column."""
    kept = get_object_or_404(_files(request), pk=roster)
    try:
        response = HttpResponse(actions.returned_roster(kept), content_type=CONTENT_TYPE)
    except Refused as no:
        return _page(request, kept, str(no))
    record("officers.roster_returned", by=request.post, on=kept)  # last: it holds one shard of the journal
    name = f"anxin-{kept.made_at:%Y%m%d}-{kept.pk.hex[:6]}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@needs("officers.write")
@require_POST
def take(request: Request, roster: UUID) -> HttpResponse:
    """Take over what is right; rows with faults stay out until they come back mended."""
    kept = get_object_or_404(_files(request).light(), pk=roster)
    actions.take_roster(by=request.post, kept=kept)
    return redirect("officers:roster", roster=kept.pk)
