"""What the family itself settles: which of two entitlements is claimed, who receives together."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from anxin.entitlements.actions import choose, record_agreement
from anxin.entitlements.actions.claims import conflict_of, rivals
from anxin.entitlements.claim_reading import Open
from anxin.entitlements.forms import AgreementForm, ChooseForm
from anxin.entitlements.models import Choice
from anxin.families.views.card import card_of, officers_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.trying import attempt

from .shared import line_of, page, people_of


@needs("entitlements.choose", record="card")
def choose_(request: Request, card: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Choose this line among those that exclude each other, and say why."""
    household = card_of(request, card)
    found = line_of(request, household, line)
    others = rivals(found)
    if not others:
        raise Http404
    form = ChooseForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: choose(by=request.post, line=found, **form.cleaned_data)):
        messages.success(request, _("Chosen. The other one is marked as not claimed."))
        return redirect("entitlements:claims", card=household.pk)
    before = Choice.objects.current().filter(**conflict_of(found)).first()
    told = [Open(one, len(others), before) for one in (found, *others)]
    return page(request, household, "choose.html", form=form, told=told, before=before)


@needs("entitlements.claim", record="card")
def agreement(request: Request, card: uuid.UUID, officer: uuid.UUID) -> HttpResponse:
    """Record that the recipients signed, as a set."""
    household = card_of(request, card)
    fallen = next((one for one in officers_of(household) if one.pk == officer), None)
    if fallen is None:
        raise Http404
    form = AgreementForm(people_of(household), request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: record_agreement(by=request.post, household=household, officer=fallen, signed=form.signed()),
    ):
        messages.success(request, _("Saved."))
        return redirect("entitlements:claims", card=household.pk)
    return page(request, household, "agreement.html", form=form, fallen=fallen)
