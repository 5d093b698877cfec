"""A payer's desk: the claims that were given to it, one by one. Nothing else of a family is here."""

import uuid

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from anxin.entitlements.claim_reading import ToldClaim
from anxin.entitlements.models import Claim
from anxin.entitlements.models.claims import PART
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, gather
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import pages


def _given(reach: Reach) -> QuerySet[Claim]:
    """The one claim that this access was given for, at the very desk that asks."""
    rows = Claim.objects.visible_to(reach).in_use().filter(desk=reach.post.unit_id)
    rows = rows.select_related("person", "officer__person", "made_by__unit").prefetch_related("payments")
    return rows.filter(pk=reach.grant.record) if reach.grant else rows.none()


@needs("entitlements.desk")
def claims(request: Request) -> HttpResponse:
    """Every claim that was given to this desk."""
    rows = gather(request.post, lambda reach: list(_given(reach)), part=PART)
    rows.sort(key=lambda one: (str(one.applied_on), str(one.pk)))
    cards = [one.household_id for one in rows]
    record("entitlements.desk_listed", by=request.post, path=request.post.unit.path, cards=cards)
    slice_ = pages(rows, request)
    told = [ToldClaim(one) for one in slice_.rows]
    return render(request, "entitlements/desk_claims.html", {"slice": slice_, "rows": told})


@needs("entitlements.desk", record="item")
def claim(request: Request, item: uuid.UUID) -> HttpResponse:
    """One claim: what is asked, how much, on what ground, how it stands."""
    found = get_object_or_404(_given(request.reach), pk=item)
    record("entitlements.desk_claim_opened", by=request.post, on=found, cards=[found.household_id])
    return render(request, "entitlements/desk_claim.html", {"told": ToldClaim(found), "claim": found})
