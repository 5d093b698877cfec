"""Money that came, and the end of a claim."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.models import Claim, ClaimState, Payment
from anxin.families.models import Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .claims import check_day, close_door, move_claim

S = ClaimState


@dataclass(frozen=True)
class Paid:
    """One payment: day, sum, for which month, to whom of the set (nobody named: the family together)."""

    on: date
    amount_fen: int
    voucher: str
    month: date | None = None
    person: Person | None = None


@transaction.atomic
def note_payment(*, by: Post, claim: Claim, paid: Paid) -> Claim:
    """Note a payment. A single sum is paid once it is reached; what is paid by the month stays in payment."""
    check_day(paid.on, claim.decided_on)
    _check(claim, paid)
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    claim = move_claim(claim, _state_after(claim, paid), by=by)
    Payment.objects.create(
        claim=claim, household_id=claim.household_id, path=claim.path, on=paid.on, person=paid.person,
        amount_fen=paid.amount_fen, month=paid.month and paid.month.replace(day=1), voucher=paid.voucher,
        noted_by=by, noted_at=now(),
    )  # fmt: skip
    if claim.state == S.PAID:
        close_door(claim, by)
    record("entitlements.payment_noted", by=by, on=claim, on_day=paid.on, state=claim.state)
    return claim


def _check(claim: Claim, paid: Paid) -> None:
    if paid.person and paid.person.household_id != claim.household_id:
        raise Refused("entitlements.not_of_this_family", _("This person does not belong to this family."))
    if not claim.once and paid.month is None:
        raise Refused("entitlements.which_month", _("Say for which month this was paid."))
    if any(_same(one, paid) for one in claim.payments.filter(struck_at=None)):
        raise Refused(
            "entitlements.voucher_noted", _("A payment with this voucher is noted on this claim already.")
        )


def _same(one: Payment, paid: Paid) -> bool:
    """The same voucher, for the same month where it is paid by the month?"""
    month = paid.month and paid.month.replace(day=1)
    return one.voucher.strip() == paid.voucher.strip() and one.month == month


def _state_after(claim: Claim, paid: Paid) -> ClaimState:
    if not claim.once or claim.approved_fen is None:
        return S.PAYING
    before = claim.payments.filter(struck_at=None).aggregate(total=Sum("amount_fen"))["total"] or 0
    left = claim.approved_fen - before - paid.amount_fen
    if left < 0:
        raise Refused(
            "entitlements.more_than_approved",
            _("This is more than what was approved and is still to come. Check the sum."),
        )
    return S.PAYING if left else S.PAID


@transaction.atomic
def close_claim(*, by: Post, claim: Claim, reason: str) -> Claim:
    """Close a claim after a review, with the reason: nothing ends without a human being."""
    claim = move_claim(claim, S.CLOSED, by=by, words=reason, ended_why=reason)
    close_door(claim, by)
    record("entitlements.claim_closed", by=by, on=claim)
    return claim
