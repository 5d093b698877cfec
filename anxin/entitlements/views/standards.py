"""Local standards and national figures: what is in force, loading another, and what it changed."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from anxin.entitlements.actions import checked, load_pack, recalculate
from anxin.entitlements.forms.packs import PackFileForm, PackTextForm
from anxin.entitlements.models import Change, LoadedPack
from anxin.entitlements.previewing import preview
from anxin.entitlements.regions import families_of
from anxin.entitlements.standards_told import (
    Fault,
    Shown,
    changed_lines,
    current,
    fault_of,
    region_words,
    totals,
    touched,
)
from anxin.entitlements.tasks import recalculate_families
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import gather
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.navigation import may
from anxin.ground.ui.paging import Slice, keyset

from .tabs import tabs_of

AT_ONCE = 200  # families looked at again while the clerk waits; more are a job
SHOWN = 200  # lines of a preview


@needs("entitlements.read")
def standards(request: Request) -> HttpResponse:
    """The packs in force, with their documents, and the form to load another."""
    return _listed(request, PackFileForm())


def _listed(
    request: Request, form: PackFileForm, status: int = 200, fault: Fault | None = None
) -> HttpResponse:
    context = {
        "tabs": tabs_of(request),
        "packs": current(),
        "form": form,
        "fault": fault,
        "may_load": may(request, "entitlements.standards"),
        "region": region_words(request.post.scope_root),
    }
    return render(request, "entitlements/standards.html", context, status=status)


@needs("entitlements.standards")
@require_POST
def look_through(request: Request) -> HttpResponse:
    """Read the file that was sent and show what loading it would change. Nothing is loaded yet."""
    form = PackFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _previewed(request, form.cleaned_data["file"])
        except Refused as refused:
            return _listed(request, PackFileForm(), status=422, fault=fault_of(refused))
    return _listed(request, form, status=422)


def _previewed(request: Request, text: str) -> HttpResponse:
    pack = checked(by=request.post, text=text)
    found = preview(pack, post=request.post)
    cards = {one.one.household for one in found.differences}
    record(
        "entitlements.pack_previewed", by=request.post, path=request.reach.lo or request.post.unit.path,
        cards=cards, region=pack.region, touched=found.touched,
    )  # fmt: skip
    context = {
        "pack": Shown.of(pack),
        "preview": found,
        "totals": totals(found),
        "rows": touched(found.differences[:SHOWN]),
        "more": max(0, found.lines - SHOWN),
        "form": PackTextForm(initial={"text": text}),
    }
    return render(request, "entitlements/standard_preview.html", context)


@needs("entitlements.standards")
@require_POST
def load(request: Request) -> HttpResponse:
    """Load what was looked through, and look at the families again: a few at once, many as a job."""
    form = PackTextForm(request.POST)
    if not form.is_valid():
        return _listed(request, PackFileForm(), status=422)
    try:
        loaded = load_pack(by=request.post, text=form.cleaned_data["text"])
    except Refused as refused:  # loaded by somebody else meanwhile
        return _listed(request, PackFileForm(), status=422, fault=fault_of(refused))
    _look_again(request, loaded)
    return HttpResponseRedirect(reverse("entitlements:standard", kwargs={"pack": loaded.pk}))


def _look_again(request: Request, loaded: LoadedPack) -> None:
    if request.post.depth != FIGURES and families_of(loaded.region).count() <= AT_ONCE:
        recalculate(run=loaded.recalculation)
    else:
        recalculate_families.defer(recalculation=str(loaded.recalculation.pk))


@needs("entitlements.read")
def standard(request: Request, pack: uuid.UUID) -> HttpResponse:
    """One version of a pack: its values and documents, and what it changed for the families in sight."""
    loaded = get_object_or_404(LoadedPack.objects.select_related("recalculation", "loaded_by__unit"), pk=pack)
    page = _changes(request, loaded)
    record(
        "entitlements.pack_opened", by=request.post, path=request.reach.lo or request.post.unit.path,
        cards={one.household_id for one in page.rows}, pack=loaded.pk,
    )  # fmt: skip
    context = {
        "loaded": loaded,
        "pack": Shown.of(loaded.read),
        "run": loaded.recalculation,
        "page": page,
        "rows": changed_lines(page.rows),
        "may_claim": may(request, "entitlements.claim"),
        "former": LoadedPack.objects.filter(pack=loaded.pack).exclude(pk=loaded.pk),
    }
    return render(request, "entitlements/standard.html", context)


def _changes(request: Request, loaded: LoadedPack) -> Slice[Change]:
    """What it changed, for the families that the post may see."""
    if request.post.has_subtree:
        found = Change.objects.visible_to(request.reach).of(loaded)
        return keyset(found, request, order=("path", "id"), total=found.count())
    rows = gather(request.post, lambda reach: list(Change.objects.visible_to(reach).of(loaded)))
    return Slice(rows=rows, size=len(rows), total=len(rows))
