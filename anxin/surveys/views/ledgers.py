"""Bringing a ledger in: choose it, look it through, merge what is right, take the faults home."""

import tempfile
import uuid
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.files.workbooks import CONTENT_TYPE
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import pages
from anxin.ground.units.models import Unit
from anxin.surveys import actions
from anxin.surveys.forms import LedgerForm
from anxin.surveys.ledger.limits import Unreadable
from anxin.surveys.ledger.messages import sentence, unreadable
from anxin.surveys.ledger.shapes import Fault
from anxin.surveys.models import Ledger, LedgerQuerySet, State

RECENT, MENDED = 10, 50  # lines of a page


def to_page(ledger: Ledger) -> HttpResponse:
    """On to what was found in it."""
    return HttpResponseRedirect(reverse("surveys:ledger", kwargs={"ledger": ledger.pk}))


def _ledgers(request: Request) -> LedgerQuerySet:
    return Ledger.objects.open_to(request.post, request.reach).select_related("unit")


@needs("surveys.import")
def upload(request: Request) -> HttpResponse:
    """Choose a workbook; it is read in a process of its own and nothing is merged yet."""
    form = LedgerForm(request.POST or None, request.FILES or None, post=request.post)
    if form.is_valid():
        try:
            return to_page(looked_through(request, **form.cleaned_data))
        except Unreadable as bad:
            form.add_error("file", unreadable(bad))
    recent = _ledgers(request).light()[:RECENT]
    context = {"form": form, "recent": recent}
    return render(request, "surveys/upload.html", context, status=422 if form.errors else 200)


def looked_through(request: Request, file: "UploadedFile[bytes]", unit: Unit, on: date | None) -> Ledger:
    """Read and keep what was sent. Its own name never becomes a path. Raises Unreadable."""
    name = file.name or ""
    with tempfile.TemporaryDirectory(prefix="anxin-upload-") as place:
        path = Path(place) / f"ledger{Path(name).suffix.lower()[:6]}"
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        found, content = actions.read(path), path.read_bytes()
        return actions.keep(by=request.post, unit=unit, name=name[:120], content=content, found=found, on=on)


@needs("surveys.bring")
def ledger(request: Request, ledger: uuid.UUID) -> HttpResponse:
    """What was found: counts, every faulty row with its reason, and what to do next."""
    shown = get_object_or_404(_ledgers(request).light(), pk=ledger)
    record("surveys.ledger_opened", by=request.post, on=shown)
    return _page(request, shown)


def _page(request: Request, shown: Ledger, problem: str = "") -> HttpResponse:
    page = pages(shown.faults, request)
    context = {
        "ledger": shown,
        "page": page,
        "faults": [(one, _sentence(one)) for one in page.rows],
        "mended": [(one, _sentence(one)) for one in shown.mended[:MENDED]],
        "is_merged": shown.state == State.MERGED,
        "may_merge": request.post.may("surveys.import"),
        "problem": problem,
    }
    return render(request, "surveys/ledger.html", context, status=422 if problem else 200)


def _sentence(told: dict[str, object]) -> str:
    """A stored fault in the reader's language."""
    return sentence(Fault(**told))  # type: ignore[arg-type]  # stored by actions.keep


@needs("surveys.import")
@require_POST
def merge(request: Request, ledger: uuid.UUID) -> HttpResponse:
    """Merge what is right; rows with faults stay out until they come back mended."""
    kept = get_object_or_404(_ledgers(request), pk=ledger)
    try:
        with actions.workbook_of(kept) as path:
            found = actions.read(path)
    except Unreadable as bad:  # a limit that was lowered, or a machine that is too busy
        return _page(request, kept, unreadable(bad))
    actions.take_in(by=request.post, ledger=kept, found=found)
    return to_page(kept)


@needs("surveys.bring")
def returned(request: Request, ledger: uuid.UUID) -> HttpResponse:
    """The clerk's own workbook with a red 问题 column."""
    kept = get_object_or_404(_ledgers(request), pk=ledger)
    try:
        response = HttpResponse(actions.returned_workbook(kept), content_type=CONTENT_TYPE)
    except Unreadable as bad:
        return _page(request, kept, unreadable(bad))
    record("surveys.ledger_returned", by=request.post, on=kept)  # last: it holds one shard of the journal
    response["Content-Disposition"] = (
        f'attachment; filename="anxin-{kept.made_at:%Y%m%d}-{kept.pk.hex[:6]}.xlsx"'
    )
    response["Cache-Control"] = "no-store"
    return response
