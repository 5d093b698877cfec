"""What every page of care does alike: show a card's frame."""

from django.http import HttpResponse
from django.shortcuts import render

from anxin.families.models import Household
from anxin.families.views.card import frame
from anxin.ground.access.request import Request


def page(request: Request, household: Household, template: str, **context: object) -> HttpResponse:
    """A page of one family's card."""
    return render(request, template, {**frame(request, household), **context})
