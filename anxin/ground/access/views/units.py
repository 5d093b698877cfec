"""The units of one's place, and a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anxin.ground.access.actions import found_unit
from anxin.ground.access.directory import units_of
from anxin.ground.access.forms.accounts import UnitForm
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt

from .accounts import _rights


@needs("access.list")
def units(request: Request) -> HttpResponse:
    """The units of one's place, in the order of the tree, with their codes."""
    slice_ = keyset(units_of(request.post).select_related("parent"), request, order=("path",))
    may_add = request.post.may("access.units")
    return render(request, "access/units.html", {"slice": slice_, "may_add": may_add, **_rights(request)})


@needs("access.units")
def unit_new(request: Request) -> HttpResponse:
    """Add a unit below one of one's place."""
    form = UnitForm(request.post, request.POST or None)
    if form.is_valid() and attempt(form, lambda: found_unit(by=request.post, **form.cleaned_data)):
        messages.success(request, _("Added."))
        return redirect("access:units")
    return render(request, "access/unit_new.html", {"form": form})
