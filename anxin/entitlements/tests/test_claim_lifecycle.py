"""The life of a claim as a table: allowed moves pass, all others are refused, a refusal leaves nothing."""

from datetime import timedelta
from itertools import product

import pytest

from anxin.entitlements.actions import (
    Paid,
    appeal,
    apply_for,
    approve,
    close_claim,
    note_payment,
    refuse,
)
from anxin.entitlements.models import CLAIM_MOVES, Claim, ClaimEvent, ClaimState, Payment
from anxin.entitlements.models.claims import EVENT_WORDS, GRANTED, NEW
from anxin.ground.access.lifecycle import check
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry

S = ClaimState
EVERY_RIGHT = ("claim", "decide", "pay", "choose")


class Holder:
    """A post that holds exactly these permissions of the room."""

    def __init__(self, *names):
        self.permissions = [f"entitlements.{name}" for name in names]

    def may(self, permission):
        return permission in self.permissions


@pytest.mark.parametrize(("now", "to"), list(product([NEW, *S.values], S.values)))
def test_exactly_the_moves_of_the_table_are_allowed(now, to):
    if (now, to) in CLAIM_MOVES:
        check(CLAIM_MOVES, now, to, by=Holder(*EVERY_RIGHT), reason="理由")
    else:
        with pytest.raises(Refused) as no:
            check(CLAIM_MOVES, now, to, by=Holder(*EVERY_RIGHT), reason="理由")
        assert no.value.code == "lifecycle.moved_on"


@pytest.mark.parametrize("move", CLAIM_MOVES)
def test_every_move_needs_its_permission_and_its_reason(move):
    with pytest.raises(Refused) as no:
        check(CLAIM_MOVES, *move, by=Holder(), reason="理由")
    assert no.value.code == "lifecycle.not_for_this_post"
    if CLAIM_MOVES[move].reason:
        with pytest.raises(Refused) as no:
            check(CLAIM_MOVES, *move, by=Holder(*EVERY_RIGHT), reason="  ")
        assert no.value.code == "lifecycle.reason_missing"


def test_every_step_of_the_table_has_its_words():
    assert {str(to) for _now, to in CLAIM_MOVES} <= set(EVENT_WORDS)


def put(claim: Claim, state: str) -> Claim:
    """Put a claim into a state, around the acts."""
    granted = {"approved_fen": claim.amount_fen if state in GRANTED else None, "decided_on": today()}
    Claim.objects.filter(pk=claim.pk).update(state=state, applied_on=today(), **granted)
    claim.refresh_from_db()
    return claim


def pay(claim, by, fen):
    return note_payment(by=by, claim=claim, paid=Paid(today(), fen, "银行回单"))


ACTS = {
    S.APPLIED: lambda claim, by: apply_for(by=by, claim=claim, on=today()),
    S.APPROVED: lambda claim, by: approve(by=by, claim=claim, on=today(), approved_fen=claim.amount_fen),
    S.REFUSED: lambda claim, by: refuse(by=by, claim=claim, on=today(), reason="材料不全"),
    S.APPEALED: lambda claim, by: appeal(by=by, claim=claim, on=today(), reason="依据第四条"),
    S.PAYING: lambda claim, by: pay(claim, by, 100),
    S.PAID: lambda claim, by: pay(claim, by, claim.amount_fen),
    S.CLOSED: lambda claim, by: close_claim(by=by, claim=claim, reason="复核后办结"),
}


def traces():
    return ClaimEvent.objects.count(), Payment.objects.count(), JournalEntry.objects.count()


@pytest.mark.parametrize(("now", "to"), list(product(S.values, ACTS)))
def test_the_acts_move_a_claim_only_as_the_table_says(now, to, owed, county_clerk):
    claim = put(owed, now)
    before = traces()
    if (now, to) in CLAIM_MOVES:
        assert ACTS[to](claim, county_clerk).state == to
        assert Claim.objects.get().state == to
        assert ClaimEvent.objects.first().move == to
        assert JournalEntry.objects.count() == before[2] + 1
        return
    with pytest.raises(Refused):
        ACTS[to](claim, county_clerk)
    assert Claim.objects.get().state == now
    assert traces() == before


@pytest.mark.parametrize("to", ACTS)
def test_a_post_without_the_right_leaves_nothing_behind(to, owed, leader):
    before_state = next(now for now, then in CLAIM_MOVES if then == to and now != NEW)
    claim = put(owed, before_state)
    before = traces()
    with pytest.raises(Refused) as no:
        ACTS[to](claim, leader)
    assert no.value.code == "lifecycle.not_for_this_post"
    assert Claim.objects.get().state == before_state
    assert traces() == before


def test_the_township_officer_applies_and_does_not_decide(owed, township_officer):
    claim = apply_for(by=township_officer, claim=owed, on=today())
    with pytest.raises(Refused) as no:
        ACTS[S.APPROVED](claim, township_officer)
    assert no.value.code == "lifecycle.not_for_this_post"


@pytest.mark.parametrize("to", [S.APPLIED, S.APPROVED, S.REFUSED, S.APPEALED])
def test_a_step_of_tomorrow_has_not_happened(to, owed, county_clerk):
    claim = put(owed, next(now for now, then in CLAIM_MOVES if then == to))
    tomorrow = today() + timedelta(days=1)
    acts = {
        S.APPLIED: lambda: apply_for(by=county_clerk, claim=claim, on=tomorrow),
        S.APPROVED: lambda: approve(by=county_clerk, claim=claim, on=tomorrow, approved_fen=claim.amount_fen),
        S.REFUSED: lambda: refuse(by=county_clerk, claim=claim, on=tomorrow, reason="材料不全"),
        S.APPEALED: lambda: appeal(by=county_clerk, claim=claim, on=tomorrow, reason="依据第四条"),
    }
    with pytest.raises(Refused) as no:
        acts[to]()
    assert no.value.code == "entitlements.day_ahead"


def test_a_decision_is_not_older_than_its_application(applied, county_clerk):
    with pytest.raises(Refused) as no:
        refuse(by=county_clerk, claim=applied, on=today() - timedelta(days=1), reason="材料不全")
    assert no.value.code == "entitlements.day_before"


def test_another_sum_than_claimed_needs_the_payers_reason(applied, county_clerk):
    with pytest.raises(Refused) as no:
        approve(by=county_clerk, claim=applied, on=today(), approved_fen=1)
    assert no.value.code == "entitlements.other_sum"
    claim = approve(by=county_clerk, claim=applied, on=today(), approved_fen=1, reason="按实际工资核定")
    assert (claim.amount_fen, claim.approved_fen) == (83772000, 1)
