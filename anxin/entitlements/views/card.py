"""What one family is owed: the page of a card."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.entitlements.actions import calculate
from anxin.entitlements.claim_reading import to_determine
from anxin.entitlements.models import Claim
from anxin.entitlements.reading import counts_of, lines_of, not_held
from anxin.families.views.card import card_of, frame
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.navigation import may


@needs("entitlements.read", record="card")
def card(request: Request, card: uuid.UUID) -> HttpResponse:
    """What one family is owed, with arithmetic, grounds, parameters and everything that is missing."""
    household = card_of(request, card)
    groups = lines_of(household)
    record("entitlements.card_opened", by=request.post, on=household, cards=[household.pk])
    context = {
        **frame(request, household),
        "groups": groups,
        "determinations": to_determine(household),
        "counts": counts_of(groups),
        "refused": not_held(groups),
        "may_write": may(request, "families.write"),
        "may_calculate": may(request, "entitlements.calculate"),
        "may_claim": may(request, "entitlements.claim"),
        "may_choose": may(request, "entitlements.choose"),
        "claimed": set(Claim.objects.filter(household=household).values_list("line", flat=True)),
    }
    return render(request, "entitlements/card.html", context)


@needs("entitlements.calculate", record="card")
@require_POST
def again(request: Request, card: uuid.UUID) -> HttpResponse:
    """Calculate one family again, as of today."""
    household = card_of(request, card)
    calculate(by=request.post, households=[household])
    messages.success(request, _("Calculated again as of today."))
    return HttpResponseRedirect(reverse("entitlements:card", kwargs={"card": household.pk}))
