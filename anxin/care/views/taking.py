"""Taking a family along where there is no signal: on a telephone, or on paper."""

import uuid

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from anxin.care.blank_visit_form import blank_visit_form
from anxin.care.taken import copy_of
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record

from .writing import visit_form


@needs("care.visit", record="card")
@require_POST
def take(request: Request, card: uuid.UUID) -> HttpResponse:
    """The brief and the form of one family for a telephone, which keeps them sealed for 72 hours."""
    household = card_of(request, card)
    record("care.taken_along", by=request.post, on=household, cards=[household.pk])
    return JsonResponse(copy_of(household, visit_form(request, household)).as_json())


@needs("care.visit", record="card")
def paper(request: Request, card: uuid.UUID) -> HttpResponse:
    """The same form on one sheet of A4, with the same numbers, for places without a telephone."""
    household = card_of(request, card)
    record("care.visit_paper_printed", by=request.post, on=household, cards=[household.pk])
    answer = HttpResponse(
        blank_visit_form(household, visit_form(request, household)), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="visit-{household.pk.hex[:8]}.pdf"'
    return answer
