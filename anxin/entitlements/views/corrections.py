"""Taking back what was noted in error on a claim: on one form, by how the claim stands."""

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.actions import reopen_claim, strike_payment, take_back_decision
from anxin.entitlements.forms import CorrectForm
from anxin.entitlements.models import Claim
from anxin.entitlements.models.claims import S
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Words

from .steps import found_claim, step

TITLES: dict[str, Words] = {
    S.CLOSED: _("Take the claim up again"),
    S.SET_ASIDE: _("Take the claim up again"),
    S.APPROVED: _("Take back the recorded decision"),
    S.REFUSED: _("Take back the recorded decision"),
    S.PAYING: _("Strike a payment out"),
    S.PAID: _("Strike a payment out"),
}


@needs("entitlements.pay", record="card")
def correct(request: Request, card: uuid.UUID, claim: uuid.UUID) -> HttpResponse:
    """A closing, a decision or a payment that was noted in error."""
    _household, found = found_claim(request, card, claim)
    of_payment = found.state in (S.PAYING, S.PAID)
    form = CorrectForm(found.payments.filter(struck_at=None) if of_payment else None, request.POST or None)
    title = str(TITLES.get(found.state, ""))
    return step(request, found, form, title, lambda: _act(found, request.post, form)())


def _act(claim: Claim, by: Post, form: CorrectForm) -> Callable[[], object]:
    said = form.cleaned_data
    reason = said["reason"]
    if claim.state in (S.PAYING, S.PAID):
        return lambda: strike_payment(by=by, payment=said["payment"], reason=reason)
    if claim.state in (S.APPROVED, S.REFUSED):
        return lambda: take_back_decision(by=by, claim=claim, reason=reason)
    return lambda: reopen_claim(by=by, claim=claim, reason=reason)
