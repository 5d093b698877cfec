"""The claims of one family, and one claim with its history."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.entitlements.actions import start_claim
from anxin.entitlements.claim_papers import papers_of
from anxin.entitlements.claim_reading import ToldClaim, family_claims, to_determine, told
from anxin.entitlements.models import Agreement, Claim
from anxin.entitlements.models.claims import CHOOSE, DECIDE, PAY, S
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.parts import Link

from .corrections import TITLES
from .shared import claim_of, line_of, page


@needs("entitlements.read", record="card")
def claims(request: Request, card: uuid.UUID) -> HttpResponse:
    """What this family could claim, and what became of it; one button a line: the next step."""
    household = card_of(request, card)
    found = family_claims(household)
    record("entitlements.claims_opened", by=request.post, on=household, cards=[household.pk])
    rows = [(one, one.next(request.post)) for one in found.claims]
    rights = {
        "may_claim": request.post.may("entitlements.claim"),
        "may_choose": request.post.may("entitlements.choose"),
    }
    agreements = _agreements(household.pk)
    return page(
        request,
        household,
        "claims.html",
        found=found,
        rows=rows,
        agreements=agreements,
        determinations=to_determine(household),
        **rights,
    )


def _agreements(household: uuid.UUID) -> list[Agreement]:
    rows = Agreement.objects.filter(household=household).select_related("officer__person", "noted_by")
    return list(rows.prefetch_related("signatories__person"))


@needs("entitlements.claim", record="card")
@require_POST
def start(request: Request, card: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """申领: take a line up as a claim, with one click."""
    household = card_of(request, card)
    try:
        claim = start_claim(by=request.post, line=line_of(request, household, line))
    except Refused as no:
        messages.error(request, str(no))
        return redirect("entitlements:claims", card=household.pk)
    messages.success(request, _("Taken up. The next step is to hand the application in."))
    return redirect("entitlements:claim", card=household.pk, claim=claim.pk)


@needs("entitlements.read", record="card")
def claim(request: Request, card: uuid.UUID, claim: uuid.UUID) -> HttpResponse:
    """One claim: how it stands, the next step, payments, the family's agreement, papers, history."""
    household = card_of(request, card)
    found = claim_of(request, household, claim)
    record("entitlements.claim_opened", by=request.post, on=found, cards=[household.pk])
    context = {
        "told": told(found),
        "claim": found,
        "next": ToldClaim(found).next(request.post),
        "others": _other_steps(found, request.post),
        "papers": papers_of(request, found),
        "agreements": [one for one in _agreements(household.pk) if one.officer_id == found.officer_id],
        "events": found.events.select_related("by__unit"),
        "top_ups": [ToldClaim(one) for one in found.top_ups.all()],
        "may_agree": request.post.may("entitlements.claim"),
    }
    return page(request, household, "claim.html", **context)


def _other_steps(claim: Claim, post: Post) -> list[Link]:
    """Steps that are possible and are not the next one."""
    one, found = ToldClaim(claim), []
    granted = claim.state in (S.APPROVED, S.PAYING, S.PAID)
    if claim.state in TITLES and post.may(PAY):
        found.append(Link(TITLES[claim.state], one.url("claim_correct")))
    if granted and post.may(DECIDE) and (claim.approved_fen or 0) < claim.amount_fen:
        found.append(Link(_("Appeal against the sum"), one.url("claim_appeal")))
    if claim.state in (S.APPROVED, S.PAYING) or (claim.state == S.PAID and claim.is_moved):
        found += [Link(_("Close"), one.url("claim_close"))] if post.may(PAY) else []
    elif one.moved and post.may(PAY) and post.may(CHOOSE):
        found.append(Link(_("Set aside"), one.url("claim_close")))
    return found
