"""The office's side of a column's one-time links: make one, show it once with its code, withdraw it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.models import JointColumn
from anxin.care.queries import contact_of
from anxin.families.views.card import card_of, frame
from anxin.family_page.actions import send_column_link, withdraw_column_link
from anxin.family_page.queries import fills, links_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .links import picture_of


def _column_of(request: Request, card: uuid.UUID, table: uuid.UUID, column: uuid.UUID) -> JointColumn:
    rows = JointColumn.objects.visible_to(request.reach).select_related("table", "unit", "household")
    return get_object_or_404(rows, pk=column, table=table, household=card_of(request, card))


@needs("care.measure", record="card")
def link(request: Request, card: uuid.UUID, table: uuid.UUID, column: uuid.UUID) -> HttpResponse:
    """Every link of a column and how it stands; the button that makes one."""
    found = _column_of(request, card, table, column)
    record("door.column_links_opened", by=request.post, on=found)
    contact = contact_of(found.unit) if found.unit else None
    context = {"column": found, "links": links_of(found), "contact": contact, "owed": fills(found)}
    return render(request, "family_page/column_link.html", frame(request, found.household) | context)


@needs("care.measure", record="card")
@require_POST
def make(request: Request, card: uuid.UUID, table: uuid.UUID, column: uuid.UUID) -> HttpResponse:
    """Make a link and show it with its code, once: neither is kept, and this page cannot be opened again."""
    found = _column_of(request, card, table, column)
    try:
        made = send_column_link(by=request.post, column=found)
    except Refused as no:
        messages.error(request, str(no))
        return _back(found)
    context = {"column": found, "made": made, "picture": picture_of(made)}
    return render(request, "family_page/column_link_made.html", frame(request, found.household) | context)


@needs("care.measure", record="card")
@require_POST
def withdraw(request: Request, card: uuid.UUID, table: uuid.UUID, column: uuid.UUID) -> HttpResponse:
    """End the link at once."""
    found = _column_of(request, card, table, column)
    try:
        withdraw_column_link(by=request.post, column=found)
        messages.success(request, _("The link is withdrawn; it opens nothing any more."))
    except Refused as no:
        messages.error(request, str(no))
    return _back(found)


def _back(column: JointColumn) -> HttpResponse:
    return redirect(
        "family_page:column_link", card=column.household_id, table=column.table_id, column=column.pk
    )
