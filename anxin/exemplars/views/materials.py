"""Materials to study with: read by every post, provided by units."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.exemplars.actions import bring_material, end_material, renew_material
from anxin.exemplars.doors import tabs
from anxin.exemplars.forms import MaterialForm, ReasonForm, VersionForm
from anxin.exemplars.models import Material, MaterialVersion
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.database.scope import scope
from anxin.ground.files.actions import served
from anxin.ground.files.models import StoredFile
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt, outcome

from .one_form import form_page

PLAN = "study.plan"


@needs("exemplars.read")
def materials(request: Request) -> HttpResponse:
    """The materials in use, the newest first."""
    rows = Material.objects.in_use().select_related("unit", "exemplar")
    slice_ = keyset(rows, request, order=("-entered_at", "id"))
    context = {
        "slice": slice_,
        "may_plan": request.post.may(PLAN),
        "tabs": tabs(request, "exemplars:materials"),
    }
    return render(request, "exemplars/materials.html", context)


@needs("exemplars.read")
def material(request: Request, material: uuid.UUID) -> HttpResponse:
    """One material: its newest version, and those before."""
    found = get_object_or_404(Material.objects.readable().select_related("unit", "exemplar"), pk=material)
    versions = list(found.versions.select_related("entered_by"))
    return _page(request, found, versions, versions[0])


def _page(
    request: Request, found: Material, versions: list[MaterialVersion], shown: MaterialVersion
) -> HttpResponse:
    lo, hi = request.post.area
    mine = lo <= found.path < hi and request.post.may(PLAN) and not found.ended_on
    context = {"material": found, "versions": versions, "shown": shown, "mine": mine}
    return render(request, "exemplars/material.html", context)


@needs("exemplars.read")
def version(request: Request, material: uuid.UUID, order: int) -> HttpResponseBase:
    """One version: a text on its page, a file to be saved."""
    found = get_object_or_404(Material.objects.readable().select_related("unit", "exemplar"), pk=material)
    versions = list(found.versions.select_related("entered_by"))
    shown = next((one for one in versions if one.number == order), None)
    if shown is None:
        raise Http404
    return _file(shown) if shown.file_name else _page(request, found, versions, shown)


def _file(shown: MaterialVersion) -> HttpResponseBase:
    """The file of a version. A material is every post's to read: the wall of files is passed for it alone."""
    with scope(shown.path):
        return served(get_object_or_404(StoredFile, pk=shown.file_id, purpose="material"))


@needs(PLAN)
def material_new(request: Request) -> HttpResponse:
    """Bring a material in."""
    unit = request.post.scope_root
    form = MaterialForm(unit.path, request.POST or None, request.FILES or None)
    if form.is_valid() and (
        made := outcome(
            form, lambda: bring_material(by=request.post, unit=unit, about=form.about(), sent=form.sent())
        )
    ):
        messages.success(request, _("Brought in. Every post can read it."))
        return redirect("exemplars:material", material=made.pk)
    here = reverse("exemplars:materials")
    return form_page(
        request, form, title=_("Bring a material in"), small=unit.label, button=_("Bring it in"), back=here,
        crumbs=[(_("Materials"), here)], files=True,
        sentence=_("Every post of this house reads it: nothing that is not meant for all."),
    )  # fmt: skip


def _own(request: Request, material: uuid.UUID) -> Material:
    lo, hi = request.post.area
    rows = Material.objects.filter(path__gte=lo, path__lt=hi).select_related("unit")
    return get_object_or_404(rows, pk=material)


@needs(PLAN)
def material_renew(request: Request, material: uuid.UUID) -> HttpResponse:
    """Bring the next version."""
    found = _own(request, material)
    form = VersionForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(
        form, lambda: renew_material(by=request.post, material=found, sent=form.sent())
    ):
        messages.success(request, _("The new version counts from now on; those before stay."))
        return redirect("exemplars:material", material=found.pk)
    here = reverse("exemplars:material", kwargs={"material": found.pk})
    crumbs = [(_("Materials"), reverse("exemplars:materials")), (found.title, here)]
    return form_page(
        request, form, title=_("Bring the next version"), small=found.title, button=_("Bring it in"),
        back=here, crumbs=crumbs, files=True,
    )  # fmt: skip


@needs(PLAN)
def material_end(request: Request, material: uuid.UUID) -> HttpResponse:
    """Take a material out of use."""
    found = _own(request, material)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: end_material(by=request.post, material=found, reason=form.cleaned_data["words"])
    ):
        messages.success(request, _("Out of use. Its versions stay."))
        return redirect("exemplars:materials")
    here = reverse("exemplars:material", kwargs={"material": found.pk})
    crumbs = [(_("Materials"), reverse("exemplars:materials")), (found.title, here)]
    return form_page(
        request, form, title=_("Take the material out of use"), small=found.title, button=_("Take it out"),
        back=here, crumbs=crumbs,
    )  # fmt: skip
