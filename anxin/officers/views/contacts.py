"""Leaders' contacts with frontline units and officers, and their visits."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt, done_or_told
from anxin.officers.actions import end_contact, keep_contact, keep_contact_promise, record_contact_visit
from anxin.officers.forms.contacts import ContactVisitForm, LeaderForm, UnitContactForm
from anxin.officers.models import ContactPoint, ContactVisit
from anxin.officers.queries import (
    contact_leader_of,
    contact_leaders,
    contacts,
    frontline_units,
    units_without_contact,
    visible,
)

from .seen import seen

GAPS_SHOWN = 60  # units named one by one; the number above them is of all


@needs("officers.contact_visit")
def listed(request: Request) -> HttpResponse:
    """Who keeps contact with whom, in the order of units; and the units with which nobody does."""
    page = keyset(contacts(request.reach), request, order=("path", "id"))
    where = request.reach.lo or request.post.unit.path
    shown = seen(one.officer_id for one in page.rows)
    record("officers.contacts_listed", by=request.post, path=where, officers=shown)
    gaps = units_without_contact(request.reach)
    n = gaps.count()
    context = {
        "page": page, "gaps": gaps[:GAPS_SHOWN],
        "gap_words": ngettext("%(n)d frontline unit", "%(n)d frontline units", n) % {"n": n},
        "may_name": request.post.may("officers.contact"),
    }  # fmt: skip
    return render(request, "officers/bridge/contacts.html", context)


@needs("officers.contact")
def of_unit(request: Request) -> HttpResponse:
    """Name the leader who keeps contact with a frontline unit."""
    form = UnitContactForm(
        frontline_units(request.reach), contact_leaders(request.post), request.POST or None
    )
    if form.is_valid() and attempt(form, lambda: _keep(request, form, form.cleaned_data["unit"])):
        return redirect("officers:contacts")
    return render(request, "officers/bridge/contact_new.html", {"form": form})


def _keep(request: Request, form: LeaderForm, whom: object) -> ContactPoint:
    made = keep_contact(by=request.post, leader=form.cleaned_data["leader"], whom=whom)  # type: ignore[arg-type]
    messages.success(request, _("Named. The leader keeps contact from today on."))
    return made


@needs("officers.contact")
def of_officer(request: Request, officer: UUID) -> HttpResponse:
    """Name the leader who keeps contact with one officer."""
    found = get_object_or_404(visible(request.reach).at_work(), pk=officer)
    form = LeaderForm(contact_leaders(request.post), request.POST or None)
    if form.is_valid() and attempt(form, lambda: _keep(request, form, found)):
        return redirect("officers:officer", officer=found.pk)
    context = {"form": form, "officer": found, "held": contact_leader_of(found)}
    return render(request, "officers/bridge/contact_new.html", context)


def _point(request: Request, point: UUID) -> ContactPoint:
    found = ContactPoint.objects.visible_to(request.reach)
    return get_object_or_404(found.select_related("leader__unit", "unit", "officer__unit"), pk=point)


@needs("officers.contact_visit")
def point(request: Request, point: UUID) -> HttpResponse:
    """One contact: the visits, newest first, and a form for the next one."""
    found = _point(request, point)
    form = ContactVisitForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _visit(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("officers:contact", point=found.pk)
    record("officers.contact_opened", by=request.post, on=found)
    context = {
        "point": found, "form": form, "visits": found.visits.select_related("by"),
        "may_name": request.post.may("officers.contact"),
    }  # fmt: skip
    return render(request, "officers/bridge/contact.html", context)


def _visit(request: Request, found: ContactPoint, form: ContactVisitForm) -> ContactVisit:
    given = form.cleaned_data
    return record_contact_visit(
        by=request.post, point=found, on=given["on"], met=not given["nobody"], sentences=form.sentences()
    )


@needs("officers.contact")
def end(request: Request, point: UUID) -> HttpResponse:
    """End a contact without a new one."""
    found = _point(request, point)
    if request.method == "POST":
        done_or_told(request, lambda: end_contact(by=request.post, point=found))
        return redirect("officers:contacts")
    context = {
        "title": _("End the contact"), "action": _("End it today"),
        "sentence": _("From today on no leader keeps contact here; the visits stay."),
        "back": reverse("officers:contact", args=[found.pk]),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@require_POST
@needs("officers.contact_visit")
def kept(request: Request, contact_visit: UUID) -> HttpResponse:
    """Note that what was promised on a visit is done."""
    found = get_object_or_404(ContactVisit.objects.visible_to(request.reach), pk=contact_visit)
    done_or_told(request, lambda: keep_contact_promise(by=request.post, visit=found))
    return redirect("officers:contact", point=found.point_id)
