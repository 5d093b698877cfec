"""Bringing a ledger in: choose it, look it through, merge what is right, take the faults home."""

import tempfile
import uuid
from pathlib import Path

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record

from . import actions
from .forms import LedgerForm
from .ledger.limits import Unreadable
from .ledger.messages import sentence, unreadable
from .ledger.shapes import Fault
from .models import Ledger, State

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _to(ledger: Ledger) -> HttpResponse:
    return HttpResponseRedirect(reverse("surveys:ledger", kwargs={"ledger": ledger.pk}))


def _ledger_of(request: Request, ledger: uuid.UUID) -> Ledger:
    return get_object_or_404(Ledger.objects.visible_to(request.reach).select_related("unit"), pk=ledger)


@needs("surveys.import")
def upload(request: Request) -> HttpResponse:
    """Choose a workbook; it is read in a process of its own and nothing is merged yet."""
    form = LedgerForm(request.POST or None, request.FILES or None, post=request.post)
    status = 200
    if form.is_valid():
        file = form.cleaned_data["file"]
        with tempfile.TemporaryDirectory(prefix="anxin-upload-") as place:
            path = Path(place) / f"ledger{Path(file.name).suffix.lower()[:6]}"
            with path.open("wb") as out:
                for chunk in file.chunks():
                    out.write(chunk)
            try:
                found = actions.read(path)
                kept = actions.keep(by=request.post, unit=form.cleaned_data["unit"], name=file.name[:120],
                                    content=path.read_bytes(), found=found)  # fmt: skip
                return _to(kept)
            except Unreadable as bad:
                form.add_error("file", unreadable(bad))
                status = 422
    recent = Ledger.objects.visible_to(request.reach).select_related("unit")[:10]
    return render(request, "surveys/upload.html", {"form": form, "recent": recent}, status=status)


@needs("surveys.import")
def ledger(request: Request, ledger: uuid.UUID) -> HttpResponse:
    """What was found: counts, every faulty row with its reason, and what to do next."""
    shown = _ledger_of(request, ledger)
    record("surveys.ledger_opened", by=request.post, on=shown)
    context = {
        "ledger": shown,
        "faults": [(one, _sentence(one)) for one in shown.faults],
        "mended": [(one, _sentence(one)) for one in shown.mended],
        "right": shown.members - len({(one["family"], one["member"]) for one in shown.faults if one["member"] is not None}),
        "is_merged": shown.state == State.MERGED,
    }
    return render(request, "surveys/ledger.html", context)


def _sentence(told: dict[str, object]) -> str:
    """A stored fault in the reader's language."""
    return sentence(Fault(**told))  # type: ignore[arg-type]  # stored by actions.keep


@needs("surveys.import")
@require_POST
def merge(request: Request, ledger: uuid.UUID) -> HttpResponse:
    """Merge what is right; rows with faults stay out until they come back mended."""
    kept = _ledger_of(request, ledger)
    with actions.workbook_of(kept) as path:
        found = actions.read(path)
    actions.take_in(by=request.post, ledger=kept, found=found)
    return _to(kept)


@needs("surveys.import")
def returned(request: Request, ledger: uuid.UUID) -> HttpResponse:
    """The clerk's own workbook with a red 问题 column."""
    kept = _ledger_of(request, ledger)
    record("surveys.ledger_returned", by=request.post, on=kept)
    response = HttpResponse(actions.returned_workbook(kept), content_type=WORKBOOK)
    response["Content-Disposition"] = (
        f'attachment; filename="anxin-{kept.made_at:%Y%m%d}-{kept.pk.hex[:6]}.xlsx"'
    )
    response["Cache-Control"] = "no-store"
    return response
