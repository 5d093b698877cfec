"""What became of the entitlements of the demo: a few claims in each state, told through the acts."""

from collections.abc import Iterator
from datetime import date, timedelta

from anxin.entitlements.actions import (
    Paid,
    Signed,
    appeal,
    apply_for,
    approve,
    note_payment,
    record_agreement,
    refuse,
    start_claim,
)
from anxin.entitlements.models import Claim, Entitlement
from anxin.entitlements.owing import unclaimed
from anxin.entitlements.recipients import recipients_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today

ROUNDS = 2  # claims in each state at most
LEFT = 3  # of so many sums one is left to the finder
APPROVED_LONG_AGO = 50  # days: longer than the internal target, so that the finder has something to show


def claim_some(clerk: Post) -> None:
    """Claims in every state, one sum after another."""
    stories = (
        _taken_up, _paid, _waiting_for_money, _handed_in, _refused, _paid_in_part, _appealed, _approved,
    )  # fmt: skip
    for line, story in zip(_lines(), stories * ROUNDS, strict=False):
        story(clerk, start_claim(by=clerk, line=line))


def _lines() -> Iterator[Entitlement]:
    """Single sums that nobody has claimed and that exclude nothing, but for those left to the finder."""
    found = unclaimed(Entitlement.objects.all()).filter(conflict="", period="once", person=None)
    lines = found.select_related("household", "officer__person").order_by("path", "place", "pk")
    return (line for number, line in enumerate(lines) if number % LEFT != LEFT - 1)


def _ago(days: int) -> date:
    return today() - timedelta(days)


def _taken_up(by: Post, claim: Claim) -> Claim:
    return claim


def _handed_in(by: Post, claim: Claim, days: int = 9) -> Claim:
    return apply_for(by=by, claim=claim, on=_ago(days), words="申请表、认定文书、家庭关系证明")


def _approved(by: Post, claim: Claim, days: int = 5) -> Claim:
    claim = _handed_in(by, claim, days + 12)
    return approve(by=by, claim=claim, on=_ago(days), approved_fen=claim.amount_fen)


def _waiting_for_money(by: Post, claim: Claim) -> Claim:
    return _approved(by, claim, APPROVED_LONG_AGO)


def _paid(by: Post, claim: Claim) -> Claim:
    claim = _approved(by, claim, 20)
    _sign(by, claim)
    return note_payment(by=by, claim=claim, paid=Paid(_ago(8), claim.amount_fen, "银行回单（演示）"))


def _paid_in_part(by: Post, claim: Claim) -> Claim:
    claim = _approved(by, claim, 20)
    half = claim.amount_fen // 2
    return note_payment(by=by, claim=claim, paid=Paid(_ago(6), half, "第一笔，银行回单（演示）"))


def _sign(by: Post, claim: Claim) -> None:
    people = [one.person for one in recipients_of(claim.household, claim.officer)]
    if people:
        signed = Signed(people, _ago(15), "家庭分配协议书，原件存县委组织部（演示）")
        record_agreement(by=by, household=claim.household, officer=claim.officer, signed=signed)


def _refused(by: Post, claim: Claim) -> Claim:
    return refuse(by=by, claim=_handed_in(by, claim, 30), on=_ago(10), reason="认定文书缺盖章页（演示）")


def _appealed(by: Post, claim: Claim) -> Claim:
    return appeal(by=by, claim=_refused(by, claim), on=_ago(3), reason="盖章页已补（演示）")
