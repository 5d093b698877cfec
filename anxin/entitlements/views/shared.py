"""What the pages of claims do alike."""

import uuid

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from anxin.entitlements.models import Claim, Entitlement
from anxin.families.models import Household, Person
from anxin.families.views.card import frame
from anxin.ground.access.request import Request


def page(request: Request, household: Household, template: str, **context: object) -> HttpResponse:
    """A page of one family's card."""
    return render(request, f"entitlements/{template}", {**frame(request, household), **context})


def claim_of(request: Request, household: Household, claim: uuid.UUID) -> Claim:
    """The claim of this family within this reach, or 404."""
    rows = Claim.objects.visible_to(request.reach).filter(household=household)
    rows = rows.select_related("person", "officer__person", "desk", "made_by__unit", "top_up_of")
    return get_object_or_404(rows.prefetch_related("payments__person"), pk=claim)


def line_of(request: Request, household: Household, line: uuid.UUID) -> Entitlement:
    """The line of this family within this reach, or 404."""
    rows = Entitlement.objects.visible_to(request.reach).filter(household=household)
    return get_object_or_404(rows.select_related("person", "officer__person"), pk=line)


def people_of(household: Household) -> QuerySet[Person]:
    """Who belongs to the family today."""
    return Person.objects.filter(
        memberships__household=household, memberships__until=None, died_on=None
    ).order_by("sort_key", "pk")
