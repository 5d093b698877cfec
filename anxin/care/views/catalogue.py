"""Contacts of departments, and the standing catalogue of measures."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.actions import (
    bring_into_force,
    end_entry,
    name_contact,
    put_out,
    sign_entry,
    withdraw_entry,
    write_entry,
)
from anxin.care.forms import ContactForm, EntryForm, EntryNextForm, SignatureForm
from anxin.care.forms.catalogue import IN_FORCE, PUT_OUT, WITHDRAW
from anxin.care.models import CatalogueEntry, DepartmentContact
from anxin.care.queries import contact_of, contacts_of, desks_within, partners
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt, outcome
from anxin.ground.units.models import Unit


@needs("care.measure")
def contacts(request: Request) -> HttpResponse:
    """Every department, and whoever else takes part, with its named contact."""
    every = request.GET.get("show") == "all"
    found = Unit.objects.visible_to(request.reach) if every else partners(request.post)
    slice_ = keyset(found, request, order=("path",))
    held = contacts_of([unit.pk for unit in slice_.rows])
    rows = [(unit, held.get(unit.pk)) for unit in slice_.rows]
    lacking = (
        partners(request.post)
        .exclude(domain="")
        .exclude(pk__in=DepartmentContact.objects.current().values("desk"))
    )
    here = reverse("care:contacts")
    chips = [
        Link(_("departments and people's organisations"), here, current=not every),
        Link(_("all units"), f"{here}?show=all", current=every),
    ]
    context = {"rows": rows, "slice": slice_, "lacking": lacking.count(), "chips": chips}
    return render(request, "care/contacts.html", context)


@needs("care.measure")
def contact(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Name the contact of one unit; the former ones stay below."""
    desk = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    held = contact_of(desk)
    form = ContactForm(desk, held, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: name_contact(by=request.post, desk=desk, **form.cleaned_data)
    ):
        messages.success(request, _("Named. From now on tables and requests can go to this contact."))
        return redirect("care:contacts")
    past = DepartmentContact.objects.filter(desk=desk).select_related("post")
    return render(request, "care/contact.html", {"form": form, "desk": desk, "held": held, "past": past})


def _entries(request: Request) -> QuerySet[CatalogueEntry]:
    """The entries of the places in this post's scope."""
    lo, hi = request.post.bounds
    found = CatalogueEntry.objects.filter(unit__path__gte=lo, unit__path__lt=hi)
    return found.select_related("desk", "unit")


@needs("care.measure")
def catalogue(request: Request) -> HttpResponse:
    """The standing catalogue: every entry, the newest version first."""
    slice_ = keyset(_entries(request), request, order=("number", "-version", "id"))
    return render(request, "care/catalogue.html", {"slice": slice_})


@needs("care.measure")
def entry_new(request: Request) -> HttpResponse:
    """Write a new entry."""
    return _write(request, None)


@needs("care.measure")
def entry_next(request: Request, entry: uuid.UUID) -> HttpResponse:
    """Write the next version of an entry."""
    return _write(request, get_object_or_404(_entries(request), pk=entry))


def _write(request: Request, after: CatalogueEntry | None) -> HttpResponse:
    form = EntryForm(desks_within(request.post), after, request.POST or None)
    if form.is_valid() and (
        made := outcome(form, lambda: write_entry(by=request.post, after=after, **form.said()))
    ):
        return redirect("care:entry", entry=made.pk)
    return render(request, "care/entry_new.html", {"form": form, "after": after})


@needs("care.measure")
def entry(request: Request, entry: uuid.UUID) -> HttpResponse:
    """One entry: its words, who has signed, and the next step."""
    found = get_object_or_404(_entries(request), pk=entry)
    form = EntryNextForm(found, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _next(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("care:entry", entry=found.pk)
    return _entry(request, found, form, SignatureForm(found))


def _entry(request: Request, found: CatalogueEntry, form: EntryNextForm, sign: SignatureForm) -> HttpResponse:
    versions = CatalogueEntry.objects.filter(unit=found.unit_id, number=found.number)
    context = {
        "entry": found,
        "form": form,
        "sign": sign if found.state == CatalogueEntry.State.SIGNING else None,
        "signatures": found.signatures.select_related("desk", "contact"),
        "versions": versions,
    }
    return render(request, "care/entry.html", context)


def _next(request: Request, entry: CatalogueEntry, form: EntryNextForm) -> CatalogueEntry:
    given = form.cleaned_data
    if given["what"] == PUT_OUT:
        return put_out(by=request.post, entry=entry)
    if given["what"] == IN_FORCE:
        return bring_into_force(by=request.post, entry=entry, since=given["since"])
    if given["what"] == WITHDRAW:
        return withdraw_entry(by=request.post, entry=entry, reason=given["reason"])
    return end_entry(by=request.post, entry=entry, reason=given["reason"])


@needs("care.measure")
def entry_sign(request: Request, entry: uuid.UUID) -> HttpResponse:
    """Note the signature of one department."""
    found = get_object_or_404(_entries(request), pk=entry)
    form = SignatureForm(found, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: sign_entry(by=request.post, entry=found, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("care:entry", entry=found.pk)
    return _entry(request, found, EntryNextForm(found), form)
