"""The papers of a family's entitlements; each printing is noted: last, since noting holds its chain."""

import uuid

from django.http import HttpResponse

from anxin.entitlements.papers.sheet import sheet_of
from anxin.families.views.card import card_of
from anxin.families.views.papers import pdf_response
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.paper.plain import plain_pdf


@needs("families.print", record="card")
def sheet(request: Request, card: uuid.UUID) -> HttpResponse:
    """The family's own sheet on A4."""
    household = card_of(request, card)
    paper = plain_pdf(sheet_of(household, request.post))
    record("entitlements.sheet_printed", by=request.post, on=household, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-sheet")
