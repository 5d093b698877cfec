"""A sum is higher now than what was claimed: one act makes the claims of the difference, of many families."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction

from anxin.entitlements.models import CLAIM_MOVES, Claim, ClaimEvent, ClaimState, Entitlement
from anxin.entitlements.models.claims import NEW, TOPPED_UP, UNCOUNTED, WITH_A_DECISION
from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.database.bulk import insert
from anxin.ground.days.clock import now
from anxin.ground.journal.actions import record

from .claims import as_calculated

ONCE = "once"


@transaction.atomic
def make_top_ups(*, by: Post, entitlements: Sequence[Entitlement]) -> list[Claim]:
    """For each final line of which less was claimed and approved: a claim of what is still missing to the
    sum as it is calculated now (W10). Lines without such a claim, or with nothing missing, make none."""
    check(CLAIM_MOVES, NEW, ClaimState.OWED, by=by)
    lines = {line.pk: line for line in entitlements if _is_final(line)}
    made = [_top_up(line, first, missing, by) for line, first, missing in _missing(lines)]
    insert(made)
    insert([_event(claim, by) for claim in made])
    if made:
        cards = sorted({claim.household_id for claim in made})
        record("entitlements.topped_up", by=by, path=by.scope_root.path, cards=cards, count=len(made))
    return made


def _is_final(line: Entitlement) -> bool:
    return not (line.provisional or line.pending) and line.period == ONCE and bool(line.amount_fen)


def _missing(lines: Mapping[uuid.UUID, Entitlement]) -> list[tuple[Entitlement, Claim, int]]:
    """Each line with its first claim and what is missing, in fen."""
    claims = defaultdict(list)
    found = (
        Claim.objects.filter(line__among=list(lines))
        .select_for_update(of=("self",))
        .order_by("made_at", "id")
    )
    for claim in found:
        claims[claim.line].append(claim)
    told = [(lines[line], same, _claimed(same)) for line, same in claims.items()]
    return [
        (line, same[0], (line.amount_fen or 0) - claimed)
        for line, same, claimed in told
        if same[0].state in WITH_A_DECISION and (line.amount_fen or 0) > claimed
    ]


def _claimed(claims: Sequence[Claim]) -> int:
    """What was claimed so far, or approved where the payer approved more."""
    counted = [claim for claim in claims if claim.state not in UNCOUNTED]
    return sum(max(claim.amount_fen, claim.approved_fen or 0) for claim in counted)


def _top_up(line: Entitlement, first: Claim, missing: int, by: Post) -> Claim:
    values = as_calculated(line) | {"amount_fen": missing, "deadlines": [], "apply_by": None}
    return Claim(
        household_id=first.household_id, path=first.path, line=line.pk, officer_id=first.officer_id,
        person_id=first.person_id, top_up_of=first, made_by=by, made_at=now(), **values,
    )  # fmt: skip


def _event(claim: Claim, by: Post) -> ClaimEvent:
    return ClaimEvent(
        claim=claim, household_id=claim.household_id, path=claim.path, at=claim.made_at, by=by, move=TOPPED_UP
    )
