"""What happens to families when nobody acts in a post any more: nobody is left without somebody.

Who leaves has no say and the act never waits: the deputy takes over, or else the unit's work lead, or else
the nearest clerk up the line; the last two stand in until somebody is named (待指派).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from anxin.care.events import FamilySideChanged
from anxin.care.models import (
    Absence,
    ContactLeader,
    Handover,
    Promise,
    Responsibility,
    WorkLead,
    up_the_line,
)
from anxin.families.actions import end_standing
from anxin.families.models import Household
from anxin.ground.access.actions import Inherited, inherit, turn, withdraw
from anxin.ground.access.models import Post
from anxin.ground.access.rights import PERSONS, Role
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit

from .afterwards import chosen, follow_leaving
from .responsibility import BATCH, CARD, CONTACT, HANDOVER, replace

Pair = tuple[Post | None, Post | None]  # who answers for a family meanwhile, and his deputy


@transaction.atomic
def hand_over(*, by: Actor, post: Post) -> int:
    """Pass on everything that ``post`` was responsible for. Returns how many families changed hands.

    The one act that opens every row: the families of a post may lie anywhere, and whoever ends it (an
    administrator, the clock) sees none of them. Nothing of them comes back but the number."""
    with everywhere():
        _pass_work_leads(post)
        rows = list(_held_by(post))
        at = now()
        fresh = _successors(post, rows, at)
        Responsibility.objects.filter(pk__in=[row.pk for row in rows]).update(until=at)
        Responsibility.objects.bulk_create(fresh, BATCH)
        inherit(by=by, part=CARD, purpose="responsible", given=_given(rows, fresh))
        took_over = [(new.responsible_id, new.household_id) for new in fresh if new.responsible_id]
        turn(part=CARD, was=HANDOVER, purpose="responsible", held=took_over)
        told = follow_leaving(by=by, post=post, changes=list(zip(rows, fresh, strict=True)))
        Absence.objects.standing().filter(post=post).update(ended_at=at)
        promises = _pass_promises(post)
        contacts = ContactLeader.objects.filter(post=post, until=None).update(until=today())
        record(
            "care.handed_over", by=by, path=post.unit.path, post=post.pk,
            families=len(rows), promises=promises, contacts=contacts, to_tell=told,
        )  # fmt: skip
        publish(FamilySideChanged([row.household_id for row in rows]))
    return len(rows)


def _held_by(post: Post) -> QuerySet[Responsibility]:
    """The rows that hold now and name this post, locked."""
    held = Responsibility.objects.current().filter(Q(responsible=post) | Q(deputy=post))
    people = ("responsible", "deputy__account", "deputy__scope_root", "household__unit")
    return held.select_related(*people).select_for_update(of=("self",))


def _pass_work_leads(post: Post) -> None:
    """The deputy of a work lead takes the work over; where there is none the unit falls to the one above."""
    WorkLead.objects.filter(deputy=post).update(deputy=None)
    for lead in WorkLead.objects.filter(post=post).select_related("deputy__account"):
        if _able(lead.deputy, post):
            WorkLead.objects.filter(pk=lead.pk).update(post=lead.deputy, deputy=None, since=today())
        else:
            lead.delete()


def _able(post: Post | None, gone: Post | None = None) -> bool:
    """Can this post take a family over: held today, by somebody who may still sign in?"""
    if post is None or post == gone or (post.until is not None and post.until <= today()):
        return False
    return post.account is None or post.account.is_active


def _successors(post: Post, rows: Sequence[Responsibility], at: datetime) -> list[Responsibility]:
    """The row that follows each row, from the same moment."""
    units = {row.household.unit for row in rows if row.unassigned or row.responsible_id == post.pk}
    meanwhile = {unit.pk: stand_in(unit, post) for unit in units}
    to_come = chosen(post, [row.household_id for row in rows])
    return [
        _next(
            row, post, to_come.get(row.household_id), meanwhile.get(row.household.unit_id, (None, None)), at
        )
        for row in rows
    ]


def _next(
    row: Responsibility, post: Post, to_come: Post | None, meanwhile: Pair, at: datetime
) -> Responsibility:
    named: Pair = (row.responsible, None)
    if row.responsible_id == post.pk:
        named = _follower(row, post, to_come)
    unassigned = row.unassigned or named[0] is None
    who, deputy = meanwhile if unassigned else named
    return Responsibility(
        household=row.household,
        path=row.path,
        since=at,
        unassigned=unassigned,
        resting=row.resting,
        responsible=who,
        deputy=deputy,
    )


def _follower(row: Responsibility, post: Post, to_come: Post | None) -> Pair:
    """Whoever was to take over anyway, with the deputy who stays; else the deputy; else nobody by name."""
    deputy = row.deputy if _able(row.deputy, post) else None
    if _able(to_come, post):
        return to_come, None if deputy == to_come else deputy
    return deputy, None


def stand_in(unit: Unit, gone: Post | None = None) -> Pair:
    """Who answers for the families of a unit until somebody is named: its work lead, else the nearest clerk
    who sees them and may sign in."""
    leads = WorkLead.objects.filter(unit__path__in=up_the_line(unit.path)).order_by("-unit__path")
    for lead in leads.select_related("post__account", "post__scope_root", "deputy__account"):
        if _able(lead.post, gone):
            return lead.post, lead.deputy if _able(lead.deputy, gone) else None
    clerks = Post.objects.current().filter(role=Role.CLERK, scope_root__path__in=up_the_line(unit.path))
    nearest = clerks.filter(account__is_active=True).order_by("-scope_root__path", "since")
    seeing = (p for p in nearest.select_related("scope_root") if p.depth == PERSONS and p != gone)
    return next(seeing, None), None


def _given(rows: Sequence[Responsibility], fresh: Sequence[Responsibility]) -> list[Inherited]:
    """The cards that come into other hands with what whoever takes over must see."""
    return [
        Inherited(new.responsible, new.household_id, new.path)
        for old, new in zip(rows, fresh, strict=True)
        if new.responsible is not None and new.responsible_id != old.responsible_id
    ]


def _pass_promises(post: Post) -> int:
    """What the post promised is now for whoever answers for the family."""
    held = Responsibility.objects.current().filter(household=OuterRef("household"), responsible__isnull=False)
    open_ones = Promise.objects.open().filter(Exists(held), doer=post)
    return open_ones.update(doer_id=Subquery(held.values("responsible")[:1]))


@transaction.atomic
def back_from_storage(*, by: Post, household: Household) -> None:
    """A card comes back from storage, where no handover reached it: whoever left meanwhile passes it on now,
    and a family that nobody answers for gets whoever stands in for its unit. Part of the act of unsealing;
    what is passed on is told in entries of its own, as when somebody leaves."""
    for post in _leftstand_in(household):
        hand_over(by=by, post=post)
        for part in (CARD, CONTACT):
            withdraw(by=by, holder=post.pk, record_id=household.pk, part=part)
        end_standing(household, [post.pk])
    alone = Responsibility.objects.current().filter(household=household, responsible=None).first()
    who, deputy = stand_in(household.unit) if alone else (None, None)
    if alone and who:
        new = Responsibility(
            household=household, path=household.path, since=now(), unassigned=True, resting=alone.resting,
            responsible=who, deputy=deputy,
        )  # fmt: skip
        replace(alone, new)
        publish(FamilySideChanged([household.pk]))
        inherit(by=by, part=CARD, purpose="responsible", given=_given([alone], [new]))


def _leftstand_in(household: Household) -> list[Post]:
    """Those who have something of this family in hand and can no longer act."""
    held = Responsibility.objects.current().filter(household=household)
    people = {one for row in held.values_list("responsible", "deputy") for one in row}
    contact = ContactLeader.objects.filter(household=household, until=None)
    promised = Promise.objects.open().filter(household=household)
    people |= {*contact.values_list("post", flat=True), *promised.values_list("doer", flat=True)}
    posts = Post.objects.filter(pk__in=people - {None}).select_related("unit", "account").order_by("pk")
    return [post for post in posts if not _able(post)]


def in_hand(post: Post) -> dict[str, int]:
    """How much this post still has in hand, by kind: what closing it waits for. Numbers alone."""
    with everywhere():
        held = Responsibility.objects.current()
        return {
            "families": held.filter(responsible=post, unassigned=False).count(),
            "units": WorkLead.objects.filter(post=post).count(),
            "contacts": ContactLeader.objects.filter(post=post, until=None).count(),
            "promises": Promise.objects.open().filter(doer=post).count(),
            "handovers": Handover.objects.under_way().filter(successor=post).count(),
        }
