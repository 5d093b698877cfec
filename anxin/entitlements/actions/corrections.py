"""Taking back what was noted in error: a closing, a decision, a payment. What was noted stays in the history,
and the reason with it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.models import CLAIM_CORRECTIONS, Choice, Claim, ClaimState, Payment
from anxin.entitlements.models.claims import PART, REOPENED, STRUCK, UNDECIDED
from anxin.ground.access.actions import give
from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.templatetags.ui import yuan

from .claims import check_former, conflict_of, granted_state, note, put

S = ClaimState


def _locked(claim: Claim) -> Claim:
    return Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)


@transaction.atomic
def reopen_claim(*, by: Post, claim: Claim, reason: str) -> Claim:
    """Take a claim up again that was closed, or set aside for a determination that no longer holds."""
    claim = _locked(claim)
    closed = claim.state == S.CLOSED
    to = granted_state(claim, claim.approved_fen or 0) if closed else S.OWED
    check(CLAIM_CORRECTIONS, claim.state, to, by=by, reason=reason)
    check_former(claim)
    if not closed and _other_chosen(claim):
        raise Refused("entitlements.other_chosen", _("Another entitlement was chosen in place of this one."))
    more: dict[str, Any] = {} if closed else {"applied_on": None, "desk": None}
    put(claim, {"state": to, "ended_why": "", **more})
    note(claim, by, REOPENED, reason)
    if to != S.PAID:
        _open_door(claim, by)
    record("entitlements.claim_reopened", by=by, on=claim)
    return claim


def _other_chosen(claim: Claim) -> bool:
    chosen = Choice.objects.current().filter(**conflict_of(claim)).exclude(conflict="")
    return chosen.exclude(line=claim.line).exists()


@transaction.atomic
def take_back_decision(*, by: Post, claim: Claim, reason: str) -> Claim:
    """Take back the record of a decision of which nothing was paid: the claim waits for it again."""
    claim = _locked(claim)
    asked = claim.events.filter(move__in=[S.APPLIED, S.APPEALED]).first()
    to = S.APPEALED if asked and asked.move == S.APPEALED else S.APPLIED
    check(CLAIM_CORRECTIONS, claim.state, to, by=by, reason=reason)
    words = _with_sum(claim.approved_fen, reason) if claim.approved_fen else reason
    put(claim, {"state": to, "approved_fen": None, "decided_on": None, "reason": ""})
    note(claim, by, UNDECIDED, words)
    record("entitlements.decision_taken_back", by=by, on=claim)
    return claim


@transaction.atomic
def strike_payment(*, by: Post, payment: Payment, reason: str) -> Claim:
    """Strike a payment out that was noted in error: the row stays and counts no more."""
    claim = _locked(payment.claim)
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if payment.struck_at:
        raise Refused("entitlements.struck_already", _("This payment is struck out already."))
    before = claim.state
    payment.struck_at, payment.struck_why = now(), reason
    payment.save(update_fields=["struck_at", "struck_why"])
    to = granted_state(claim, claim.approved_fen or 0)
    check(CLAIM_CORRECTIONS, before, to, by=by, reason=reason)
    put(claim, {"state": to})
    note(claim, by, STRUCK, _with_sum(payment.amount_fen, reason))
    if before == S.PAID:
        _open_door(claim, by)
    record("entitlements.payment_struck", by=by, on=claim)
    return claim


def _with_sum(fen: int, reason: str) -> str:
    return gettext("%(sum)s yuan: %(why)s") % {"sum": yuan(fen), "why": reason}


def _open_door(claim: Claim, by: Post) -> None:
    """Give the desk its access to the claim back, which ended with it."""
    if claim.desk_id:
        give(by=by, holder=claim.desk_id, record_id=claim.pk, path=claim.path, part=PART, purpose=PART)
