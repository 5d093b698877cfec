"""Who is responsible: opened with the card, named by the clerk, never nobody in between."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.events import FamilySideChanged
from anxin.care.models import MAY_BE_NAMED, ContactLeader, Promise, Responsibility, WorkLead
from anxin.families.actions import end_standing
from anxin.families.models import Household
from anxin.ground.access.actions import give, withdraw
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.bulk import insert
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit

from .afterwards import follow_naming
from .in_use import check_in_use

CARD = "card"  # the part of a card that a responsible person is given: all of it
HANDOVER = "handover"  # what whoever takes over is given the card for, until the family is his
CONTACT = "contact"  # what a contact leader is given: the same card, by another right
BATCH = 1000


def _awaiting(household: Household, lead: WorkLead | None, at: datetime) -> Responsibility:
    """The row of a household without a name yet: the work lead answers meanwhile, if there is one."""
    return Responsibility(
        household=household, path=household.path, since=at, unassigned=True,
        responsible_id=lead.post_id if lead else None, deputy_id=lead.deputy_id if lead else None,
    )  # fmt: skip


@transaction.atomic
def open_responsibilities(*, by: Post, households: Sequence[Household]) -> None:
    """Give every new card its responsible person from the same instant: the work lead, marked 待指派."""
    if not households:
        return
    leads = WorkLead.objects.nearest(Unit.objects.in_bulk({one.unit_id for one in households}).values())
    at = now()
    rows = [_awaiting(household, leads[household.unit_id], at) for household in households]
    insert(rows)
    nobody = sum(row.responsible_id is None for row in rows)
    record("care.responsibilities_opened", by=by, path=by.unit.path, count=len(rows), nobody=nobody)


def replace(old: Responsibility, new: Responsibility) -> None:
    """End one row and open the next at the same moment, so that the two join."""
    Responsibility.objects.filter(pk=old.pk).update(until=new.since)
    new.save(force_insert=True)


@transaction.atomic
def name_responsible(
    *,
    by: Post,
    household: Household,
    responsible: Post,
    deputy: Post | None = None,
    why: str = "",
    until: date | None = None,
) -> Responsibility:
    """Name who is responsible for a family, and the deputy: the old row ends where the new one begins, access
    follows, and what the former person promised passes on to the new one. ``until``: the last day on which
    the two see the family unless it is renewed (left out: in a year)."""
    old = Responsibility.objects.select_for_update().get(household=household, until=None)
    check_names(responsible, deputy, today())
    check_in_use(household)
    if not old.unassigned and (old.responsible_id, old.deputy_id) == (
        responsible.pk,
        deputy.pk if deputy else None,
    ):
        raise Refused("care.already_responsible", _("These two are already responsible for this family."))
    follow_naming(by=by, old=old, responsible=responsible)
    new, passed = put_in_hands(by=by, old=old, responsible=responsible, deputy=deputy, why=why, until=until)
    record(
        "care.responsible_named",
        by=by,
        on=new,
        responsible=responsible.pk,
        deputy=new.deputy_id,
        promises=passed,
    )
    return new


def put_in_hands(
    *,
    by: Actor,
    old: Responsibility,
    responsible: Post,
    deputy: Post | None,
    why: str = "",
    until: date | None = None,
) -> tuple[Responsibility, int]:
    """Put a family into the hands of these two from this instant: rows join, access follows, promises pass on
    (returned: how many), and the family's page names whom to call from now on. Part of an act, which has
    checked them and writes the journal."""
    household = old.household
    new = Responsibility(
        household=household, path=household.path, responsible=responsible, deputy=deputy, since=now(), why=why
    )
    replace(old, new)
    _pass_access(by, household, old, new, until)
    publish(FamilySideChanged([household.pk]))
    return new, _pass_promises(household, old, new)


def check_names(responsible: Post, deputy: Post | None, day: date) -> None:
    """Refuse two posts that cannot answer for a family on ``day``."""
    if deputy is not None and deputy.pk == responsible.pk:
        raise Refused("care.own_deputy", _("The deputy must be somebody else than the responsible person."))
    for post in (responsible, deputy):
        if post is not None and post.role not in MAY_BE_NAMED:
            raise Refused("care.role_cannot_be_named", _("This post cannot be responsible for a family."))
        if post is not None and post.until is not None and post.until <= day:
            raise Refused(
                "care.post_ended", _("This post has ended. Choose somebody who holds a post today.")
            )


def _pass_access(
    by: Actor, household: Household, old: Responsibility, new: Responsibility, until: date | None
) -> None:
    for former in (old.responsible_id, old.deputy_id):
        if former is not None:
            withdraw(by=by, holder=former, record_id=household.pk, part=CARD)
    gone = {old.responsible_id, old.deputy_id} - {new.responsible_id, new.deputy_id, None}
    end_standing(household, [holder for holder in gone if holder])
    for holder, purpose in ((new.responsible_id, "responsible"), (new.deputy_id, "deputy")):
        if holder is not None:
            give(
                by=by, holder=holder, record_id=household.pk, path=household.path,
                part=CARD, purpose=purpose, until=until,
            )  # fmt: skip


def _pass_promises(household: Household, old: Responsibility, new: Responsibility) -> int:
    """Whoever loses the card could not keep its promises: they pass on. Promises of others stay with them."""
    gone = {old.responsible_id, old.deputy_id} - {new.responsible_id, new.deputy_id, None}
    return (
        Promise.objects.open().filter(household=household, doer__in=gone).update(doer_id=new.responsible_id)
    )


@transaction.atomic
def name_contact_leader(*, by: Post, household: Household, leader: Post | None) -> ContactLeader | None:
    """Name the leader who keeps in touch with a family, or None to end that. The same again: no change."""
    held = ContactLeader.objects.select_for_update().filter(household=household, until=None).first()
    if (held.post_id if held else None) == (leader.pk if leader else None):
        return held
    if leader is not None and leader.role != Role.LEADER:
        raise Refused("care.not_a_leader", _("Only a leader can be the contact leader."))
    if leader is not None:
        check_in_use(household)
    if held is not None:
        ContactLeader.objects.filter(pk=held.pk).update(until=today())
        withdraw(by=by, holder=held.post_id, record_id=household.pk, part=CONTACT)
    if leader is None:
        record("care.contact_leader_ended", by=by, on=household)
        return None
    new = ContactLeader.objects.create(household=household, path=household.path, post=leader, since=today())
    give(
        by=by,
        holder=leader.pk,
        record_id=household.pk,
        path=household.path,
        part=CONTACT,
        purpose="contact_leader",
    )
    record("care.contact_leader_named", by=by, on=new, leader=leader.pk)
    return new
