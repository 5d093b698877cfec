"""A counsellor's own pages: the diary, notes after an hour."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import pages
from anxin.ground.ui.trying import attempt, done_or_told
from anxin.officers.actions import add_note, offer_hours, read_notes, settle_hour, withdraw_hour
from anxin.officers.forms import NoteForm, OfferForm, WithdrawForm
from anxin.officers.models import Booking, Counsellor, Slot
from anxin.officers.opened import opened
from anxin.officers.queries import counsellor_of, diary, hours


@needs("officers.counsel")
def counsel(request: Request) -> HttpResponse:
    """The diary: hours offered and taken, under their numbers; offer more of them."""
    counsellor = counsellor_of(request.post)
    if counsellor is None:
        return render(request, "officers/no_counsellor.html")
    form = OfferForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: offer_hours(by=request.post, counsellor=counsellor, hours=form.hours())
    ):
        messages.success(request, _("Offered. The people of your area see these hours now."))
        return redirect("officers:counsel")
    back = request.GET.get("show") == "past"
    slice_ = pages(diary(counsellor, back), request)
    context = {"counsellor": counsellor, "hours": hours(slice_.rows), "slice": slice_, "back": back}
    open_now = opened(request, counsellor) is not None
    return render(request, "officers/counsel.html", context | {"form": form, "open_now": open_now})


def own_counsellor(request: Request) -> Counsellor:
    """The post at work as a counsellor; for anybody else there is nothing here."""
    counsellor = counsellor_of(request.post)
    if counsellor is None:
        raise Http404
    return counsellor


def _own_booking(request: Request, booking: uuid.UUID) -> Booking:
    rows = Booking.objects.select_related("slot__counsellor__post__unit")
    return get_object_or_404(rows, pk=booking, slot__counsellor=own_counsellor(request))


@needs("officers.counsel")
def booking(request: Request, booking: uuid.UUID) -> HttpResponse:
    """One booked hour: its notes if the key is open, and a new note, which needs no open key."""
    found = _own_booking(request, booking)
    counsellor = found.slot.counsellor
    form = NoteForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: add_note(by=request.post, booking=found, words=form.cleaned_data["words"])
    ):
        messages.success(request, _("Sealed."))
        return redirect("officers:booking", booking=found.pk)
    private = opened(request, counsellor)
    notes = None if private is None else read_notes(by=request.post, booking=found, private=private)
    if notes is None:
        record("officers.hour_opened", by=request.post, path=request.post.unit.path, booking=found.pk)
    context = {"booking": found, "notes": notes, "form": form, "withdraw": WithdrawForm()}
    return render(request, "officers/booking.html", context)


@needs("officers.counsel")
@require_POST
def booking_settle(request: Request, booking: uuid.UUID) -> HttpResponse:
    """The hour took place, or nobody came."""
    found = _own_booking(request, booking)
    came = request.POST.get("came") == "yes"
    done_or_told(request, lambda: settle_hour(by=request.post, booking=found, came=came))
    return redirect("officers:booking", booking=found.pk)


@needs("officers.counsel")
@require_POST
def hour_withdraw(request: Request) -> HttpResponse:
    """Take an hour back; if it is booked, with the reason that whoever booked it reads."""
    counsellor = counsellor_of(request.post)
    key = forms.UUIDField(required=False).clean(request.POST.get("hour", ""))
    rows = Slot.objects.select_related("counsellor__post")
    slot = rows.filter(counsellor=counsellor, pk=key).first()
    why = request.POST.get("why", "")[:200]
    if slot is not None:
        done_or_told(request, lambda: withdraw_hour(by=request.post, slot=slot, why=why))
    return redirect("officers:counsel")
