"""The papers of a card: PDF on A4, each printing noted in the journal: last, since noting holds its chain."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from anxin.families.models import Person
from anxin.families.papers import card_sheet, person_sheet
from anxin.families.people import members_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheet_pdf

from .card import card_of, officers_of


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser, never kept by it; the file's name is the card's number, not a person's."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@needs("families.print", record="card")
def card_pdf(request: Request, card: uuid.UUID) -> HttpResponse:
    """The family card on A4."""
    household = card_of(request, card)
    paper = sheet_pdf(card_sheet(household, officers_of(household), request.post))
    record("families.card_printed", by=request.post, on=household, cards=[household.pk])
    return pdf_response(paper, household.number)


@needs("families.print", record="card")
def person_pdf(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """One person's own sheet on A4."""
    household = card_of(request, card)
    shown = get_object_or_404(Person.objects.visible_to(request.reach), pk=person, household=household)
    everyone = members_of(household) + members_of(household, ended=True)
    member = next((one for one in everyone if one.person.pk == shown.pk), None)
    paper = sheet_pdf(person_sheet(household, member, shown, request.post))
    record("families.person_printed", by=request.post, on=shown, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-person")
