"""Of two lines that exclude each other a human being chooses one, and says why (W19)."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.models import Choice, Claim, ClaimState, Entitlement
from anxin.entitlements.models.claims import CHOOSE, RUNNING
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .claims import close_door, conflict_of, move_claim, rivals

S = ClaimState
SETTLED = (S.APPROVED, S.PAYING, S.PAID)


@transaction.atomic
def choose(*, by: Post, line: Entitlement, why: str) -> Choice:
    """Choose this line among those with the same conflict. Claims of the others are set aside; a choice made
    before ends, and ``why`` says why it is changed."""
    if not by.may(CHOOSE):
        raise Refused("lifecycle.not_for_this_post", _("This step is not for the post you act in."))
    if not why.strip():
        raise Refused("lifecycle.reason_missing", _("Say why: whoever reads this later must understand it."))
    Household.objects.select_for_update(of=("self",)).get(pk=line.household_id)
    others = rivals(line)
    if not others:
        raise Refused(
            "entitlements.no_conflict", _("Nothing excludes this entitlement: no choice is needed.")
        )
    changed = _end_choice(line)
    choice = Choice.objects.create(
        household_id=line.household_id, path=line.path, officer_id=line.officer_id, person_id=line.person_id,
        conflict=line.conflict, line=line.pk, rule=line.rule, why=why, by=by, at=now(),
    )  # fmt: skip
    _set_aside(line, others, by, why)
    _take_up_again(line, by, why)
    record("entitlements.chosen", by=by, on=choice, rule=line.rule, changed=changed)
    return choice


def _end_choice(line: Entitlement) -> bool:
    """End the choice that held; was there one?"""
    before = Choice.objects.current().filter(**conflict_of(line)).first()
    if before is None:
        return False
    if before.line == line.pk:
        raise Refused("entitlements.chosen_already", _("This one is chosen already."))
    before.ended_at = now()
    before.save(update_fields=["ended_at"])
    return True


def _claims(household: uuid.UUID, lines: Iterable[uuid.UUID]) -> Iterable[Claim]:
    return Claim.objects.filter(household=household, line__in=list(lines))


def _set_aside(line: Entitlement, others: Iterable[Entitlement], by: Post, why: str) -> None:
    for claim in _claims(line.household_id, [one.pk for one in others]):
        if claim.state in SETTLED or claim.approved_fen:
            raise Refused(
                "entitlements.granted_already",
                _("The other entitlement is approved already. Close that claim first, with its reason."),
            )
        if claim.state in (S.OWED, S.REFUSED, *RUNNING):
            move_claim(claim, S.SET_ASIDE, by=by, words=why, ended_why=why)
            close_door(claim, by)


def _take_up_again(line: Entitlement, by: Post, why: str) -> None:
    for claim in _claims(line.household_id, [line.pk]):
        if claim.state == S.SET_ASIDE:
            move_claim(claim, S.OWED, by=by, words=why, ended_why="", applied_on=None, desk=None)
