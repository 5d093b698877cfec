"""The files of children under 14: asking for access, deciding on it, opening one."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.models import ChildAccess, Household, Person
from anxin.families.people import is_child
from anxin.ground.access.models import Post
from anxin.ground.access.personal import PURPOSES
from anxin.ground.days.clock import end_of, now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

HOURS = (1, 4, 24, 72)  # how long a single approval may hold
LONGEST = 366  # days of a standing approval; then the leader looks at it again
State = ChildAccess.State


def child_access_of(post: Post, person: Person) -> ChildAccess | None:
    """The approval by which this post may open this child's file now: standing, or for this child."""
    held = ChildAccess.objects.current().filter(household=person.household_id, holder=post)
    return held.filter(person=None).first() or held.filter(person=person).first()


@transaction.atomic
def ask_for_child(*, by: Post, person: Person, why: str) -> ChildAccess:
    """Ask the unit's leader to open one child's file, with the reason."""
    if not is_child(person):
        raise Refused("families.no_child", _("This person is not under 14; no approval is needed."))
    if not why.strip():
        raise Refused("families.no_reason", _("Say what the file is needed for."))
    waiting = ChildAccess.objects.waiting().filter(person=person, holder=by).first()
    if waiting is not None:
        raise Refused("families.asked_already", _("You have asked already; the leader has not decided yet."))
    asked = ChildAccess.objects.create(
        household_id=person.household_id, path=person.path, person=person, holder=by, why=why.strip(),
        asked_at=now(),
    )  # fmt: skip
    record("families.child_asked", by=by, on=asked, cards=[person.household_id], person=person.pk)
    return asked


@transaction.atomic
def decide_child_access(
    *, by: Post, access: ChildAccess, agree: bool, hours: int = 0, why: str = ""
) -> ChildAccess:
    """Approve one request for so many hours, or refuse it and say why: the one who asked reads it."""
    access = (
        ChildAccess.objects.select_for_update(of=("self",))
        .select_related("holder__account")
        .get(pk=access.pk)
    )
    if access.state != State.ASKED:
        raise Refused("families.decided_already", _("This was decided already."))
    _check_leader(by, access.holder, access.path)
    if agree and hours not in HOURS:
        raise Refused("families.no_end", _("An approval needs an end."))
    if not agree and not why.strip():
        raise Refused("families.refusal_needs_reason", _("A refusal needs a reason."))
    access.refused_why = "" if agree else why.strip()
    access.state = State.APPROVED if agree else State.REFUSED
    access.decided_by, access.decided_at = by, now()
    access.until = now() + timedelta(hours=hours) if agree else None
    access.save(update_fields=["state", "refused_why", "decided_by", "decided_at", "until"])
    act = "families.child_approved" if agree else "families.child_refused"
    record(act, by=by, on=access, cards=[access.household_id], holder=access.holder_id, hours=hours)
    return access


@transaction.atomic
def approve_standing(*, by: Post, household: Household, holder: Post, until: date) -> ChildAccess:
    """Approve that the responsible person (or the deputy) opens the files of this family's children, until a
    day at most a year ahead. Approving again replaces the end."""
    _check_leader(by, holder, household.path)
    if not today() <= until <= today() + timedelta(days=LONGEST):
        raise Refused("families.no_end", _("The end must lie between today and a year from now."))
    ChildAccess.objects.current().filter(household=household, holder=holder, standing=True).update(
        state=State.ENDED
    )
    access = ChildAccess.objects.create(
        household=household, path=household.path, holder=holder, standing=True, state=State.APPROVED,
        asked_at=now(), decided_by=by, decided_at=now(), until=end_of(until),
    )  # fmt: skip
    record("families.child_standing", by=by, on=access, cards=[household.pk], holder=holder.pk, until=until)
    return access


def end_standing(household: Household, holders: Iterable[uuid.UUID]) -> int:
    """End what went with being responsible; part of the act of naming, so no entry of its own."""
    held = ChildAccess.objects.current().filter(household=household, holder__in=list(holders), standing=True)
    return held.update(state=State.ENDED)


@transaction.atomic
def open_child(*, by: Post, person: Person, purpose: str) -> ChildAccess:
    """Go past the interruption page of one child: needs an approval that holds, and a purpose."""
    access = child_access_of(by, person)
    if access is None:
        raise Refused(
            "families.child_not_approved", _("This child's file needs the leader's approval each time.")
        )
    if purpose not in PURPOSES:
        raise Refused("access.no_purpose", _("Choose what for; the look is noted with it."))
    record(
        "families.child_entered", by=by, on=person, cards=[person.household_id], purpose=purpose,
        approval=access.pk, standing=access.standing, child=True,
    )  # fmt: skip
    return access


def _check_leader(by: Post, holder: Post, path: str) -> None:
    """Only a leader whose own scope holds the card approves, and never for himself, in whatever post."""
    lo, hi = by.bounds
    if not by.may("families.child_approve") or not lo <= path < hi:
        raise Refused("families.not_yours_to_approve", _("Only the leader of the unit approves this."))
    if by.pk == holder.pk or _same_human(by, holder):
        raise Refused("families.own_approval", _("Nobody approves for himself."))


def _same_human(one: Post, other: Post) -> bool:
    """The same account, or one person under two (Account.is_same_human); a delegate counts as himself."""
    mine, theirs = getattr(one, "acting", None) or one.account, other.account
    alike = getattr(mine, "is_same_human", None)
    return mine is not None and (mine == theirs or bool(alike and theirs and alike(theirs)))
