"""Taking an hour of counselling under a number; nothing here says or keeps who took it."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import book_hour, give_up_hour
from anxin.officers.forms import NumberForm
from anxin.officers.models import Booking
from anxin.officers.queries import booking_by, free_hours
from anxin.officers.selfcheck import hotline


@needs("officers.book")
def counselling(request: Request) -> HttpResponse:
    """The free hours for one's unit. Taking one is answered with its number, once: no address, no session and
    no message keeps it, so the page is the answer to the button itself."""
    refusal = ""
    if "hour" in request.POST:
        try:
            booking = book_hour(by=request.post, slot_id=_id(request.POST["hour"]))
            return render(request, "officers/hour_booked.html", {"booking": booking, "hotline": hotline()})
        except Refused as no:
            refusal = str(no)
    context = {"hours": free_hours(request.post.unit), "refusal": refusal, "hotline": hotline()}
    return render(request, "officers/counselling.html", context, status=422 if refusal else 200)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)  # nobody's hour


@needs("officers.book")
def my_hour(request: Request) -> HttpResponse:
    """By its number: when and where the hour is, what became of it; or give it up."""
    form = NumberForm(request.POST or None)
    booking: Booking | None = None
    context: dict[str, Any] = {"form": form, "hotline": hotline()}
    if form.is_valid():
        booking = booking_by(form.cleaned_data["number"])
        if booking is None:
            form.add_error("number", _("No hour is booked under this number."))
        elif "give_up" in request.POST:
            booking = _give_up(request, form, booking)
    return render(request, "officers/my_hour.html", context | {"booking": booking})


def _give_up(request: Request, form: NumberForm, booking: Booking) -> Booking:
    try:
        return give_up_hour(by=request.post, booking=booking)
    except Refused as no:
        form.add_error(None, str(no))
        return booking
