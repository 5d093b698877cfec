"""What happens to families when nobody acts in a post any more: nobody is left without somebody.

Who leaves has no say and the act never waits: the deputy takes over, or else the unit's work lead, or else
the nearest clerk up the line; the last two stand in until somebody is named (待指派).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from anxin.care.models import ContactLeader, Promise, Responsibility, WorkLead, up_the_line
from anxin.ground.access.actions import Inherited, inherit
from anxin.ground.access.models import Post
from anxin.ground.access.rights import PERSONS, Role
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit

from .responsibility import BATCH, CARD

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
        promises = _pass_promises(post)
        contacts = ContactLeader.objects.filter(post=post, until=None).update(until=today())
        record(
            "care.handed_over", by=by, path=post.unit.path, post=post.pk,
            families=len(rows), promises=promises, contacts=contacts,
        )  # fmt: skip
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


def _able(post: Post | None, gone: Post) -> bool:
    """Can this post take a family over: held today, by somebody who may still sign in?"""
    if post is None or post.pk == gone.pk or (post.until is not None and post.until <= today()):
        return False
    return post.account is None or post.account.is_active


def _successors(post: Post, rows: Sequence[Responsibility], at: datetime) -> list[Responsibility]:
    """The row that follows each row, from the same moment."""
    units = {row.household.unit for row in rows if row.unassigned or row.responsible_id == post.pk}
    meanwhile = {unit.pk: _meanwhile(unit, post) for unit in units}
    return [_next(row, post, meanwhile.get(row.household.unit_id, (None, None)), at) for row in rows]


def _next(row: Responsibility, post: Post, meanwhile: Pair, at: datetime) -> Responsibility:
    named: Pair = (row.responsible, None)
    if row.responsible_id == post.pk:
        named = (row.deputy, None) if _able(row.deputy, post) else (None, None)
    unassigned = row.unassigned or named[0] is None
    who, deputy = meanwhile if unassigned else named
    return Responsibility(
        household=row.household,
        path=row.path,
        since=at,
        unassigned=unassigned,
        responsible=who,
        deputy=deputy,
    )


def _meanwhile(unit: Unit, gone: Post) -> Pair:
    """Who answers for the families of a unit until somebody is named: its work lead, else the nearest clerk
    who sees them and may sign in."""
    leads = WorkLead.objects.filter(unit__path__in=up_the_line(unit.path)).order_by("-unit__path")
    for lead in leads.select_related("post__account", "post__scope_root", "deputy__account"):
        if _able(lead.post, gone):
            return lead.post, lead.deputy if _able(lead.deputy, gone) else None
    clerks = Post.objects.current().filter(role=Role.CLERK, scope_root__path__in=up_the_line(unit.path))
    nearest = (
        clerks.filter(account__is_active=True).exclude(pk=gone.pk).order_by("-scope_root__path", "since")
    )
    seeing = (post for post in nearest.select_related("scope_root") if post.depth == PERSONS)
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


def in_hand(post: Post) -> dict[str, int]:
    """How much this post still has in hand, by kind: what closing it waits for. Numbers alone."""
    with everywhere():
        held = Responsibility.objects.current()
        return {
            "families": held.filter(responsible=post, unassigned=False).count(),
            "units": WorkLead.objects.filter(post=post).count(),
            "contacts": ContactLeader.objects.filter(post=post, until=None).count(),
            "promises": Promise.objects.open().filter(doer=post).count(),
        }
