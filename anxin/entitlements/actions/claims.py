"""A claim's way from owed to a decision: taken up, applied for, approved or refused, appealed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.deadlines import last_day
from anxin.entitlements.models import CLAIM_MOVES, Choice, Claim, ClaimEvent, ClaimState, Entitlement
from anxin.entitlements.models.claims import NEW, ONCE, PART, ClaimQuerySet
from anxin.entitlements.payers import domain_of
from anxin.ground.access.actions import give, withdraw
from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

DAY_AHEAD = _("This day has not come yet.")
S = ClaimState


@transaction.atomic
def start_claim(*, by: Post, line: Entitlement) -> Claim:
    """Take a line of a calculation up as a claim: from now on its last day is a task."""
    check(CLAIM_MOVES, NEW, S.OWED, by=by)
    line = Entitlement.objects.select_for_update(of=("self",)).get(pk=line.pk)
    _check_line(line)
    claim = Claim.objects.create(
        household_id=line.household_id, path=line.path, line=line.pk, officer_id=line.officer_id,
        person_id=line.person_id, made_by=by, made_at=now(), **as_calculated(line),
    )  # fmt: skip
    note(claim, by, S.OWED)
    record("entitlements.claim_started", by=by, on=claim, rule=claim.rule, payer=claim.payer)
    return claim


def as_calculated(line: Entitlement) -> dict[str, Any]:
    """What a claim takes from its line."""
    return {
        "rule": line.rule, "category": line.category, "version": line.version, "period": line.period,
        "payer": line.payer, "conflict": line.conflict, "amount_fen": line.amount_fen,
        "provisional": line.provisional, "deadlines": line.deadlines,
        "apply_by": last_day(line.deadlines, today()),
    }  # fmt: skip


def _check_line(line: Entitlement) -> None:
    if line.pending:
        raise Refused(
            "entitlements.pending", _("The determination is pending. Claim once it is made and calculated.")
        )
    if not line.amount_fen:
        raise Refused("entitlements.no_sum", _("No sum is calculated yet: supply first what is missing."))
    if Claim.objects.filter(household=line.household_id, line=line.pk).exists():
        raise Refused("entitlements.claimed_already", _("This is claimed already."))
    check_former(line)
    _check_chosen(line)


def check_former(line: Entitlement | Claim) -> None:
    """A single sum is not claimed beside another claim for the same purpose, such as one that was made before
    the determination was changed: that one is closed or set aside first, with a reason."""
    if former(line).exists():
        raise Refused(
            "entitlements.former_alive",
            _(
                "Another claim for the same thing is still open, made for another determination or"
                " entitlement. Close it or set it aside first, with the reason."
            ),
        )


def former(line: Entitlement | Claim) -> ClaimQuerySet:
    """Claims that are alive and stand in the way of a single sum: of the same officer and for the same
    person (or the family together), by the same rule, of another line."""
    if line.period != ONCE:
        return Claim.objects.none()
    of = line.line if isinstance(line, Claim) else line.pk
    found = Claim.objects.alive().filter(household=line.household_id, officer=line.officer_id)
    return found.filter(person=line.person_id, rule=line.rule, period=ONCE).exclude(line=of)


def _check_chosen(line: Entitlement) -> None:
    """Of lines that exclude each other only the one that a human being chose is claimed (W19)."""
    others = rivals(line)
    if not others:
        return
    kept = Choice.objects.current().filter(**conflict_of(line)).first()
    if kept is None:
        raise Refused(
            "entitlements.choose_first", _("This and another entitlement exclude each other: choose first.")
        )
    if kept.line != line.pk:
        raise Refused("entitlements.other_chosen", _("Another entitlement was chosen in place of this one."))


def conflict_of(line: Entitlement | Claim) -> dict[str, Any]:
    """What lines that exclude each other have in common."""
    return {
        "household": line.household_id, "officer": line.officer_id, "person": line.person_id,
        "conflict": line.conflict,
    }  # fmt: skip


def rivals(line: Entitlement) -> list[Entitlement]:
    """The lines that exclude this one: same officer, same person, same conflict, with a sum."""
    if not line.conflict:
        return []
    found = Entitlement.objects.filter(pending=False, amount_fen__gt=0, **conflict_of(line))
    return list(found.exclude(pk=line.pk))


def note(claim: Claim, by: Post, move: str, words: str = "") -> None:
    """Add a step to the claim's life."""
    ClaimEvent.objects.create(
        claim=claim, household_id=claim.household_id, path=claim.path, at=now(), by=by, move=move, words=words
    )


def move_claim(claim: Claim, to: ClaimState, *, by: Post, words: str = "", **values: Any) -> Claim:
    """Move a claim by its table, under lock, with its step. ``state`` among the values: the state in which it
    stands after this step, where that follows from what came before (money was paid already)."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    check(CLAIM_MOVES, claim.state, to, by=by, reason=words)
    put(claim, {"state": to, **values})
    note(claim, by, to, words)
    return claim


def put(claim: Claim, values: Mapping[str, Any]) -> None:
    """Write these columns of a claim."""
    for name, value in values.items():
        setattr(claim, name, value)
    claim.save(update_fields=list(values))


def granted_state(claim: Claim, approved_fen: int) -> ClaimState:
    """How a claim with an approved sum stands by what was paid of it."""
    paid = claim.payments.filter(struck_at=None).aggregate(total=Sum("amount_fen"))["total"] or 0
    if not paid:
        return S.APPROVED
    return S.PAID if claim.once and paid >= approved_fen else S.PAYING


def check_day(on: date, after: date | None = None) -> None:
    """A step happened: not in the future, not before the step that led to it."""
    if on > today():
        raise Refused("entitlements.day_ahead", DAY_AHEAD)
    if after and on < after:
        raise Refused("entitlements.day_before", _("This day lies before the step that led to it."))


@transaction.atomic
def apply_for(*, by: Post, claim: Claim, on: date, desk: Unit | None = None, words: str = "") -> Claim:
    """Record that the application was handed in, with the sum as it is calculated on this day. A desk of the
    payer's own field may follow this one claim."""
    check_day(on)
    check_former(claim)
    values = {"applied_on": on, "desk": desk, **_brought_up_to_date(claim)}
    field = domain_of(values.get("payer", claim.payer))
    if desk is not None and (not field or desk.domain != field):
        raise Refused("entitlements.not_its_field", _("This department does not deal with this claim."))
    claim = move_claim(claim, S.APPLIED, by=by, words=words, **values)
    if desk is not None:
        give(by=by, holder=desk.pk, record_id=claim.pk, path=claim.path, part=PART, purpose=PART)
    record("entitlements.claim_applied", by=by, on=claim, on_day=on, desk=desk and desk.pk)
    return claim


def _brought_up_to_date(claim: Claim) -> dict[str, Any]:
    """A claim not handed in yet follows its line; a top-up stays the difference that it is."""
    line = Entitlement.objects.filter(pk=claim.line, household=claim.household_id).first()
    if claim.top_up_of_id or line is None or line.pending or not line.amount_fen:
        return {}
    return as_calculated(line)


@transaction.atomic
def approve(*, by: Post, claim: Claim, on: date, approved_fen: int, reason: str = "") -> Claim:
    """Record the payer's approval; another sum than the one claimed needs the payer's reason."""
    if approved_fen != claim.amount_fen and not reason.strip():
        raise Refused(
            "entitlements.other_sum",
            _("The payer approved another sum than the one claimed: say why."),
        )
    check_day(on, claim.applied_on)
    claim = move_claim(
        claim, S.APPROVED, by=by, words=reason, reason=reason, decided_on=on, approved_fen=approved_fen,
        state=granted_state(claim, approved_fen),
    )  # fmt: skip
    same = approved_fen == claim.amount_fen
    record("entitlements.claim_approved", by=by, on=claim, on_day=on, as_claimed=same)
    return claim


@transaction.atomic
def refuse(*, by: Post, claim: Claim, on: date, reason: str) -> Claim:
    """Record that the payer refused, with the payer's reason. Where only an appeal against a sum is refused,
    the sum that was approved before stands."""
    check_day(on, claim.applied_on)
    before = claim.approved_fen
    state = granted_state(claim, before) if before else S.REFUSED
    claim = move_claim(claim, S.REFUSED, by=by, words=reason, reason=reason, decided_on=on, state=state)
    record("entitlements.claim_refused", by=by, on=claim, on_day=on)
    return claim


@transaction.atomic
def set_aside(*, by: Post, claim: Claim, reason: str) -> Claim:
    """Give up a claim whose determination has changed, before any sum was granted."""
    if not claim.is_moved:
        raise Refused("entitlements.not_moved", _("The determination has not changed: choose, or go on."))
    if claim.approved_fen:
        raise Refused(
            "entitlements.granted_before", _("A sum was approved: decide the appeal, then close it.")
        )
    claim = move_claim(claim, S.SET_ASIDE, by=by, words=reason, ended_why=reason)
    close_door(claim, by)
    record("entitlements.claim_set_aside", by=by, on=claim)
    return claim


@transaction.atomic
def appeal(*, by: Post, claim: Claim, on: date, reason: str) -> Claim:
    """Record that an appeal was handed in, and on what ground."""
    check_day(on, claim.decided_on)
    claim = move_claim(claim, S.APPEALED, by=by, words=reason)
    record("entitlements.claim_appealed", by=by, on=claim, on_day=on)
    return claim


def close_door(claim: Claim, by: Post) -> None:
    """End the desk's access to a claim that is over."""
    if claim.desk_id:
        withdraw(by=by, holder=claim.desk_id, record_id=claim.pk, part=PART)
