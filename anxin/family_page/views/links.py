"""The office's side of one-time links: make one, show it once with its code, withdraw it."""

import uuid

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.models import DepartmentRequest
from anxin.families.views.card import card_of, frame
from anxin.family_page.actions import Link, send_link, withdraw_link
from anxin.family_page.queries import link_contact, links_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record


def _asked_of(request: Request, card: uuid.UUID, asked: uuid.UUID) -> DepartmentRequest:
    rows = DepartmentRequest.objects.visible_to(request.reach).select_related("desk", "measure", "household")
    return get_object_or_404(rows, pk=asked, household=card_of(request, card))


@needs("care.measure", record="card")
def link(request: Request, card: uuid.UUID, asked: uuid.UUID) -> HttpResponse:
    """Every link of a request and how it stands; the button that makes one."""
    found = _asked_of(request, card, asked)
    record("door.link_opened", by=request.post, on=found)
    context = {"asked": found, "links": links_of(found), "contact": link_contact(found)}
    return render(request, "family_page/link.html", frame(request, found.household) | context)


@needs("care.measure", record="card")
@require_POST
def make(request: Request, card: uuid.UUID, asked: uuid.UUID) -> HttpResponse:
    """Make a link and show it with its code, once: neither is kept, and this page cannot be opened again."""
    found = _asked_of(request, card, asked)
    try:
        made = send_link(by=request.post, request=found)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("family_page:link", card=found.household_id, asked=found.pk)
    context = {"asked": found, "made": made, "picture": picture_of(made)}
    return render(request, "family_page/link_made.html", frame(request, found.household) | context)


@needs("care.measure", record="card")
@require_POST
def withdraw(request: Request, card: uuid.UUID, asked: uuid.UUID) -> HttpResponse:
    """End the link at once."""
    found = _asked_of(request, card, asked)
    try:
        withdraw_link(by=request.post, request=found)
        messages.success(request, _("The link is withdrawn; it opens nothing any more."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("family_page:link", card=found.household_id, asked=found.pk)


def picture_of(made: Link) -> SafeString:
    """The address as a QR code."""
    code = segno.make(made.address, error="m", micro=False)
    drawn = code.svg_inline(scale=5, border=4, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308  # segno's, of an address of ours
