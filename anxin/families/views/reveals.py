"""Showing the family's address or telephone: a page that asks what for, then shows the value once."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.families.actions import reveal_of_household
from anxin.ground.access.forms.reveals import PurposeForm
from anxin.ground.access.gate import needs
from anxin.ground.access.personal import Words, field_of
from anxin.ground.access.request import Request
from anxin.ground.ui.masks import masked

from .card import card_of, frame

COLUMNS: dict[str, Words] = {"address": _("address"), "phone": _("telephone")}


@needs("families.reveal", record="card")
def show(request: Request, card: uuid.UUID, column: str) -> HttpResponse:
    """Ask for the purpose; with one, show the value once."""
    household = card_of(request, card)
    if column not in COLUMNS or not getattr(household, column):
        raise Http404
    form, value = PurposeForm(request.POST or None), ""
    if form.is_valid():
        purpose = form.cleaned_data["purpose"]
        value = reveal_of_household(by=request.post, household=household, column=column, purpose=purpose)
    hidden = masked(field_of("families.Household", column).mask, getattr(household, column))
    context = {
        **frame(request, household), "form": form, "label": COLUMNS[column], "masked": hidden, "value": value,
        "back": reverse("families:card", kwargs={"card": household.pk}),
    }  # fmt: skip
    return render(request, "families/reveal.html", context)
