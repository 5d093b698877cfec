"""My leave, on a telephone: how many days, the strip of the year, asking for days."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.ui.trying import attempt
from anxin.officers.actions import ask_leave
from anxin.officers.forms import LeaveForm
from anxin.officers.models import Leave, Officer, rest_at
from anxin.officers.queries import mine as own_record

from .leave import years_around
from .leave_years import year_context
from .leaves import one_leave


def own(request: Request) -> Officer | None:
    """The record of whoever is signed in, if the office has one."""
    return own_record(request.user) if request.user.is_authenticated else None


@needs("officers.own")
def mine(request: Request, year: int | None = None) -> HttpResponse:
    """My year of leave."""
    officer = own(request)
    year = year or today().year
    tabs = years_around("officers:my_leave_year", year)
    if officer is None:
        return render(request, "officers/mine_none.html")
    record("officers.own_leave_opened", by=request.post, on=officer, year=year)
    return render(request, "officers/my_leave.html", {**year_context(officer, year), "tabs": tabs})


@needs("officers.own")
def new(request: Request) -> HttpResponse:
    """Ask for leave."""
    officer = own(request)
    if officer is None:
        return render(request, "officers/mine_none.html")
    form = LeaveForm(request.POST or None, half_days=rest_at(officer.path).half_days)
    if form.is_valid() and attempt(
        form,
        lambda: ask_leave(
            by=request.post, officer=officer, span=form.span(), words=form.cleaned_data["words"]
        ),
    ):
        messages.success(request, _("Sent. You see here what becomes of it."))
        return redirect("officers:my_leave_year", year=form.cleaned_data["first"].year)
    here = reverse("officers:my_leave")
    context = {
        "form": form, "title": _("Ask for leave"), "button": _("Send"), "back": here,
        "crumbs": [(_("My care"), reverse("officers:mine")), (_("My leave"), here)],
        "sentence": _("First and last day are enough; holidays and rest days are not counted."),
    }  # fmt: skip
    return render(request, "officers/leave_form.html", context, status=422 if form.errors else 200)


@needs("officers.own")
def one(request: Request, own_leave: uuid.UUID) -> HttpResponse:
    """One leave of mine: what became of it; take it back, or ask for it as planned."""
    officer = own(request)
    found = get_object_or_404(Leave.objects.select_related("officer"), pk=own_leave, officer=officer)
    here = reverse("officers:my_leave_year", kwargs={"year": found.year})
    crumbs = [(_("My care"), reverse("officers:mine")), (_("My leave"), here)]
    return one_leave(request, found, here, crumbs)
