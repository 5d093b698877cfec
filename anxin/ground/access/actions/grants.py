"""Acts on access given outside a post's own subtree."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Grant, Post
from anxin.ground.access.models.grants import in_a_year
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record


def _may_give(by: Actor, path: str, part: str) -> bool:
    if not isinstance(by, Post):
        return True  # the operator at the command line
    passes_on = part == "request" and Grant.objects.held_by(by).filter(path=path, part=part).exists()
    return _sees(by, path) or passes_on


@transaction.atomic
def give(
    *,
    by: Actor,
    holder: uuid.UUID,
    record_id: uuid.UUID,
    path: str,
    part: str,
    purpose: str,
    until: date | None = None,
) -> Grant:
    """Give access to one card's range to a post (or the desk of a unit), for a purpose, until a day (left
    out, or later than that: limits.toml, [access] grant_days from today; nobody has access without an end).

    Giving the same part of the same record to the same holder again keeps the access that holds. Access that
    was itself given is not given on; only a desk may pass its own request to another desk."""
    if not _may_give(by, path, part):
        raise Refused(
            "access.not_yours_to_give", _("Only the unit that keeps this card may give access to it.")
        )
    held = Grant.objects.current().filter(holder=holder, record=record_id, part=part).first()
    if held is not None:
        return held
    last = min(until or in_a_year(), in_a_year())
    grant = Grant.objects.create(
        holder=holder, record=record_id, path=path, part=part, purpose=purpose, until=last, given_by=by.id
    )
    record(
        "access.given", by=by, path=path, grant=grant.pk, holder=holder, part=part, purpose=purpose,
        until=last,
    )  # fmt: skip
    return grant


@transaction.atomic
def give_each(
    *,
    by: Actor,
    holders: Mapping[uuid.UUID, uuid.UUID],
    path: str,
    part: str,
    purpose: str,
    until: date | None = None,
) -> list[Grant]:
    """Give access to several records of one card in one act, each to a holder of its own (record → holder);
    otherwise as ``give``. What was given of the same part of these records before ends with it."""
    if not _may_give(by, path, part):
        raise Refused(
            "access.not_yours_to_give", _("Only the unit that keeps this card may give access to it.")
        )
    Grant.objects.current().filter(record__in=list(holders), part=part).update(ended_at=now())
    last = min(until or in_a_year(), in_a_year())
    grants = Grant.objects.bulk_create(
        Grant(
            holder=holder, record=one, path=path, part=part, purpose=purpose, until=last, given_by=by.id
        )
        for one, holder in holders.items()
    )  # fmt: skip
    record(
        "access.given", by=by, path=path, part=part, purpose=purpose, until=last,
        grants=[one.pk for one in grants], holders=list(holders.values()),
    )  # fmt: skip
    return grants


@transaction.atomic
def withdraw_each(*, by: Actor, records: Iterable[uuid.UUID], path: str, part: str) -> int:
    """End all access to these records at once, in one act. Returns how many grants ended."""
    count = Grant.objects.current().filter(record__in=list(records), part=part).update(ended_at=now())
    if count:
        record("access.withdrawn", by=by, path=path, part=part, count=count)
    return count


@transaction.atomic
def renew(*, by: Post, grant: Grant, until: date | None = None) -> Grant:
    """Let access that holds go on until a later day; for whoever may give it."""
    held = Grant.objects.select_for_update().current().get(pk=grant.pk)
    if not _may_give(by, held.path, held.part):
        raise Refused(
            "access.not_yours_to_give", _("Only the unit that keeps this card may give access to it.")
        )
    if until is not None and until < today():
        raise Refused("access.day_in_the_past", _("The last day cannot lie in the past."))
    held.until = min(until or in_a_year(), in_a_year())
    held.save(update_fields=["until"])
    record("access.renewed", by=by, path=held.path, grant=held.pk, until=held.until)
    return held


@dataclass(frozen=True)
class Inherited:
    """A card that comes to a post with a duty it took over."""

    holder: Post
    record: uuid.UUID
    path: str


def inherit(*, by: Actor, part: str, purpose: str, given: Iterable[Inherited]) -> int:
    """Give the access that follows from a duty passing on; returns how much was given. Part of an act, whose
    entry in the journal it is; nobody's authority is asked, since nobody chose: a rule passed the duty on.
    Whoever sees the card by himself, or holds the same access already, is given nothing."""
    wanted = [one for one in given if not _sees(one.holder, one.path)]
    held = Grant.objects.current().filter(part=part, record__in=[one.record for one in wanted])
    known = set(held.values_list("holder", "record"))
    fresh = [
        Grant(
            holder=one.holder.pk, record=one.record, path=one.path, part=part, purpose=purpose, given_by=by.id
        )
        for one in wanted
        if (one.holder.pk, one.record) not in known
    ]
    return len(Grant.objects.bulk_create(fresh))


def turn(*, part: str, was: str, purpose: str, held: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> int:
    """Let access that (holder, record) hold for one purpose serve another from now on; returns how much did.
    Part of an act, whose entry in the journal it is: what is seen and until when does not change."""
    pairs = set(held)
    given = Grant.objects.current().filter(part=part, purpose=was, record__in=[one for _holder, one in pairs])
    found = [one.pk for one in given if (one.holder, one.record) in pairs]
    return Grant.objects.filter(pk__in=found).update(purpose=purpose)


def _sees(post: Post, path: str) -> bool:
    lo, hi = post.bounds
    return lo <= path < hi


@transaction.atomic
def withdraw(*, by: Actor, holder: uuid.UUID, record_id: uuid.UUID, part: str) -> int:
    """End access at once. Returns how many grants ended."""
    held = Grant.objects.current().filter(holder=holder, record=record_id, part=part)
    paths = list(held.values_list("path", flat=True))
    if not paths:
        return 0
    count = held.update(ended_at=now())
    record("access.withdrawn", by=by, path=paths[0], holder=holder, part=part, record=record_id)
    return count
