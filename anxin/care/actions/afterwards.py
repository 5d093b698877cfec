"""The handover that follows a change which could not wait: whoever took over looks all through, and the
family is told. Parts of the acts that change the person; they write the journal."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Handover, Responsibility
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor

State, Why = Handover.State, Handover.Why
Change = tuple[Responsibility, Responsibility]  # a row that ended, and the one that follows it


def follow_naming(*, by: Post, old: Responsibility, responsible: Post) -> None:
    """Somebody is named directly. Refused while a handover announced ahead is under way; where the family
    knew somebody else until now, it is told afterwards."""
    held = Handover.objects.filter(household=old.household_id).under_way().select_for_update().first()
    if held is not None and not held.afterwards and old.responsible_id != responsible.pk:
        raise Refused(
            "care.handover_under_way",
            _("A handover of this family is under way already. Finish it or call it off first."),
        )
    if held is not None and held.afterwards:
        _give_to(held, responsible)
    elif held is None and not old.unassigned and old.responsible_id not in (None, responsible.pk):
        assert old.responsible is not None
        _follow(by, old, old.responsible, responsible, Why.OTHER, now()).save(force_insert=True)


def follow_leaving(*, by: Actor, post: Post, changes: Sequence[Change]) -> int:
    """``post`` left at once and these rows changed: for each family whose person it was a handover follows,
    or the one under way goes on from here. Returns how many families are to be told."""
    _drop_as_successor(post, {old.household_id for old, _new in changes})
    gone = [(old, new) for old, new in changes if not old.unassigned and old.responsible_id == post.pk]
    held = {one.household_id: one for one in _under_way(old.household_id for old, _new in gone)}
    at = now()
    fresh = []
    for old, new in gone:
        named = None if new.unassigned else new.responsible
        if old.household_id in held:
            _go_on(held[old.household_id], named, at)
        else:
            fresh.append(_follow(by, old, post, named, Why.LEFT, at))
    Handover.objects.bulk_create(fresh)
    return len(gone)


def chosen(post: Post, households: Iterable[uuid.UUID]) -> dict[uuid.UUID, Post]:
    """Who was to take over from ``post`` anyway, by family: he comes before the deputy."""
    ahead = Handover.objects.ahead().filter(former=post, household__in=list(households))
    found = ahead.select_related("successor__account", "successor__scope_root")
    return {one.household_id: one.successor for one in found if one.successor is not None}


def _under_way(households: Iterable[uuid.UUID]) -> list[Handover]:
    return list(Handover.objects.under_way().filter(household__in=list(households)).select_for_update())


def _follow(
    by: Actor, old: Responsibility, former: Post, successor: Post | None, why: str, at: datetime
) -> Handover:
    return Handover(
        household_id=old.household_id, path=old.path, former=former, successor=successor, why=why,
        afterwards=True, effect_on=today(), announced_at=at,
        announced_by=by if isinstance(by, Post) else None,
    )  # fmt: skip


def _go_on(held: Handover, named: Post | None, at: datetime) -> None:
    """The handover under way goes on after the change: done if everything was ready for the one who has the
    family now, else what is missing is done by him. A word that told the family of somebody else is void."""
    if held.state == State.READY and named is not None and named.pk == held.successor_id:
        held.state, held.ended_at = State.DONE, at
        held.afterwards = True
        held.save(update_fields=["state", "ended_at", "afterwards"])
    else:
        _give_to(held, named)


def _give_to(held: Handover, named: Post | None) -> None:
    """An unfinished handover goes to whoever has the family now. Back in his own hands, it is over."""
    if named is not None and named.pk == held.former_id:
        held.state, held.ended_at = State.WITHDRAWN, now()
        held.afterwards = True
        held.save(update_fields=["state", "ended_at", "afterwards"])
        return
    if (named.pk if named else None) != held.successor_id:
        held.told_on, held.told_how, held.told_by, held.told_words = None, "", None, ""
    held.successor, held.afterwards, held.state = named, True, State.OPEN
    held.effect_on = min(held.effect_on, today())
    held.save(
        update_fields=[
            "successor", "afterwards", "state", "effect_on", "told_on", "told_how", "told_by", "told_words",
        ]
    )  # fmt: skip


def _drop_as_successor(post: Post, changed: set[uuid.UUID]) -> None:
    """Whoever was to take over and leaves takes nothing over: those handovers are called off, the former
    person stays. One that followed a change waits for whoever is named next."""
    his = Handover.objects.under_way().filter(Q(successor=post))
    his.filter(afterwards=False).update(state=State.WITHDRAWN, ended_at=now())
    his.filter(afterwards=True).exclude(household__in=changed).update(
        successor=None, state=State.OPEN, told_on=None, told_how="", told_by=None, told_words=""
    )
