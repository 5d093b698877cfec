"""One officer's leave of a year: the calculation, the facts it rests on, how it was settled, the pay."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt
from anxin.officers.actions import ask_leave, note_extra_paid, note_leave_year, settle_leave_year
from anxin.officers.forms import LeaveForm, PaidForm, SettleYearForm, YearFactsForm
from anxin.officers.leave_strip import leave_strip
from anxin.officers.leave_told import told
from anxin.officers.models import Leave, LeaveYear, Officer, rest_at
from anxin.officers.reckoning import standings

from .leave import KEEP, years_around


def officer_of(request: Request, officer: uuid.UUID) -> Officer:
    """An officer of one's scope; else 404."""
    rows = Officer.objects.visible_to(request.reach).select_related("unit")
    return get_object_or_404(rows, pk=officer)


def year_context(officer: Officer, year: int) -> dict[str, Any]:
    """What every page of an officer's year shows: the calculation, the leave, the strip."""
    leaves = list(Leave.objects.of_year(year).filter(officer=officer).order_by("first"))
    standing = standings([officer], year)[officer.pk]
    return {
        "officer": officer, "year": year, "told": told(standing), "kept": standing.facts, "leaves": leaves,
        "strip": leave_strip(leaves, year),
    }  # fmt: skip


@needs("officers.leave_read")
def year(request: Request, officer: uuid.UUID, year: int) -> HttpResponse:
    """An officer's year."""
    found = officer_of(request, officer)
    tabs = years_around("officers:leave_year", year, officer=found.pk)
    record("officers.leave_year_opened", by=request.post, on=found, year=year)
    context = {
        **year_context(found, year), "tabs": tabs, "may_keep": request.post.may(KEEP), "paid": PaidForm(),
        "over": date(year, 12, 1) <= today(),
    }  # fmt: skip
    return render(request, "officers/leave_year.html", context)


def _form_page(
    request: Request, officer: Officer, year: int, form: Any, title: str, button: str, sentence: str = ""
) -> HttpResponse:
    here = reverse("officers:leave_year", kwargs={"officer": officer.pk, "year": year})
    context = {
        "form": form, "title": title, "small": f"{officer.name}　{year}", "button": button, "back": here,
        "sentence": sentence,
        "crumbs": [(_("Check-ups and leave"), reverse("officers:rest")), (officer.name, here)],
    }  # fmt: skip
    return render(request, "officers/leave_form.html", context, status=422 if form.errors else 200)


def _here(officer: Officer, year: int) -> HttpResponse:
    return redirect("officers:leave_year", officer=officer.pk, year=year)


@needs(KEEP)
def facts(request: Request, officer: uuid.UUID, year: int) -> HttpResponse:
    """Note what the law asks about a year."""
    found = officer_of(request, officer)
    years_around("officers:leave_year", year, officer=found.pk)
    kept = LeaveYear.objects.filter(officer=found, year=year).first()
    form = YearFactsForm(request.POST if request.method == "POST" else None, initial=YearFactsForm.of(kept))
    if form.is_valid() and attempt(
        form, lambda: note_leave_year(by=request.post, officer=found, year=year, facts=form.facts(kept))
    ):
        messages.success(request, _("Noted, and reckoned anew."))
        return _here(found, year)
    record("officers.leave_year_opened", by=request.post, on=found, year=year)
    sentence = _("Left empty, a fact is not known, and nothing is told that depends on it.")
    return _form_page(request, found, year, form, _("Facts of the year"), _("Save"), sentence)


@needs(KEEP)
def settle(request: Request, officer: uuid.UUID, year: int) -> HttpResponse:
    """Close a year: why days were not taken, what goes into the next."""
    found = officer_of(request, officer)
    years_around("officers:leave_year", year, officer=found.pk)
    form = SettleYearForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: settle_leave_year(by=request.post, officer=found, year=year, **form.cleaned_data),
    ):
        messages.success(request, _("Settled."))
        return _here(found, year)
    record("officers.leave_year_opened", by=request.post, on=found, year=year)
    sentence = _(
        "Days that the unit could not arrange and that are not carried on are paid: besides the normal pay"
        " twice the pay of a day, by the end of March."
    )
    return _form_page(request, found, year, form, _("Settle the year"), _("Settle the year"), sentence)


@needs(KEEP)
@require_POST
def paid(request: Request, officer: uuid.UUID, year: int) -> HttpResponse:
    """Note that the extra pay was paid."""
    found = officer_of(request, officer)
    years_around("officers:leave_year", year, officer=found.pk)
    form = PaidForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the day on which it was paid, like 2026-11-23."))
        return _here(found, year)
    try:
        note_extra_paid(by=request.post, officer=found, year=year, on=form.cleaned_data["on"])
        messages.success(request, _("Noted."))
    except Refused as no:
        messages.error(request, str(no))
    return _here(found, year)


@needs(KEEP)
def new(request: Request, officer: uuid.UUID, year: int) -> HttpResponse:
    """Enter a leave that an officer asked for on paper."""
    found = officer_of(request, officer)
    years_around("officers:leave_year", year, officer=found.pk)
    form = LeaveForm(request.POST or None, half_days=rest_at(found.path).half_days)
    if form.is_valid() and attempt(
        form,
        lambda: ask_leave(by=request.post, officer=found, span=form.span(), words=form.cleaned_data["words"]),
    ):
        messages.success(request, _("Entered. It waits for whoever decides on leave."))
        return _here(found, form.cleaned_data["first"].year)
    record("officers.leave_year_opened", by=request.post, on=found, year=year)
    sentence = _("Working days are counted with the calendar of holidays.")
    return _form_page(request, found, year, form, _("Enter a leave"), _("Save"), sentence)
