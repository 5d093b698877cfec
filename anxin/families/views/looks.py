"""Who looked at a card, and the slip about it that the family may ask for."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.families.looks import entries_of, groups
from anxin.families.looks_paper import looks_sheet
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.ui.paging import pages
from anxin.ground.ui.parts import Link

from .card import card_of, frame
from .papers import pdf_response

MOST = 2000  # entries of a slip; a family that is looked at more often asks the office


@needs("journal.card", record="card")
def looks(request: Request, card: uuid.UUID) -> HttpResponse:
    """Who looked at this card and who changed it, by day and person, newest first."""
    household = card_of(request, card)
    record("families.looks_opened", by=request.post, on=household, cards=[household.pk])
    every = request.GET.get("show") == "all"
    page = pages(entries_of(household, request.reach, lately=not every), request)
    here = reverse("families:looks", args=[household.pk])
    chips = [
        Link(_("the last 90 days"), here, current=not every),
        Link(_("all"), f"{here}?show=all", current=every),
    ]
    slip = reverse("families:looks_pdf", args=[household.pk]) if request.post.may("journal.slip") else ""
    context = {"groups": groups(page.rows, household), "page": page, "chips": chips, "slip": slip}
    return render(request, "families/looks.html", {**frame(request, household), **context})


@needs("journal.slip", record="card")
def looks_pdf(request: Request, card: uuid.UUID) -> HttpResponse:
    """The slip for the family (查看留痕告知单) on A4."""
    household = card_of(request, card)
    names = str(frame(request, household)["names"])
    told = groups(entries_of(household, request.reach)[:MOST], household)
    paper = sheet_pdf(looks_sheet(household, names, told, request.post))
    record("families.looks_printed", by=request.post, on=household, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-looks")
