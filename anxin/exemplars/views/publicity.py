"""Publicity as a list: where, when, by whom."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.exemplars.actions import list_publicity, strike_publicity
from anxin.exemplars.doors import tabs
from anxin.exemplars.forms import PublicityForm, ReasonForm
from anxin.exemplars.models import Publicity
from anxin.exemplars.reach import study_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt

from .one_form import form_page

RECORD = "study.record"


@needs("study.read")
def publicity(request: Request) -> HttpResponse:
    """The list, the newest first; lines that were struck out are not on it."""
    rows = Publicity.objects.visible_to(study_of(request.post)).standing().select_related("unit", "exemplar")
    slice_ = keyset(rows, request, order=("-on", "id"))
    context = {
        "slice": slice_,
        "may_record": request.post.may(RECORD),
        "tabs": tabs(request, "exemplars:publicity"),
    }
    return render(request, "exemplars/publicity.html", context)


@needs(RECORD)
def publicity_new(request: Request) -> HttpResponse:
    """Put a line on the list of one's own unit."""
    unit, here = request.post.scope_root, reverse("exemplars:publicity")
    form = PublicityForm(unit.path, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: list_publicity(by=request.post, unit=unit, shown=form.said())
    ):
        messages.success(request, _("On the list."))
        return redirect(here)
    return form_page(
        request, form, title=_("Enter publicity"), small=unit.label, button=_("Enter it"), back=here,
        crumbs=[(_("Publicity"), here)],
    )  # fmt: skip


@needs(RECORD)
def publicity_strike(request: Request, publicity: uuid.UUID) -> HttpResponse:
    """Strike a line out."""
    rows = Publicity.objects.visible_to(study_of(request.post)).standing()
    found, here = get_object_or_404(rows, pk=publicity), reverse("exemplars:publicity")
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: strike_publicity(by=request.post, line=found, reason=form.cleaned_data["words"])
    ):
        messages.success(request, _("Struck out."))
        return redirect(here)
    return form_page(
        request, form, title=_("Strike it out"), small=found.title, button=_("Strike it out"), back=here,
        crumbs=[(_("Publicity"), here)], sentence=_("It counts no more."),
    )  # fmt: skip
