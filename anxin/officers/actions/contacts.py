"""Naming the leader who keeps contact with a frontline unit or officer, and recording the visits."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit
from anxin.officers.models import ContactPoint, ContactVisit, Officer


@dataclass(frozen=True)
class AfterVisit:
    """What a visit left behind: news, what was said, what was promised and by which day."""

    news: str = ""
    said: str = ""
    promised: str = ""
    due: date | None = None


@transaction.atomic
def keep_contact(*, by: Post, leader: Post, whom: Unit | Officer) -> ContactPoint:
    """From today on ``leader`` keeps contact with a frontline unit or one officer; who did so before ends
    today and stays in the history. Naming the same leader again changes nothing.

    Refused: the unit lies outside the scope, or the post is no leader's that is held today."""
    type(whom).objects.select_for_update().get(pk=whom.pk)  # two clerks at once: one after the other
    lo, hi = by.bounds
    if not lo <= whom.path < hi:
        raise Refused("officers.out_of_scope", _("This lies outside the scope of the post you act in."))
    if leader.role != Role.LEADER or not (leader.until is None or leader.until > today()):
        raise Refused("officers.no_leader", _("Choose a leader's post that is held today."))
    named = {"officer": whom} if isinstance(whom, Officer) else {"unit": whom}
    held = ContactPoint.objects.filter(until=None, **named).first()
    if held and held.leader_id == leader.pk:
        raise Refused("officers.same_leader", _("This leader keeps contact already."))
    if held:
        _end(held)
    point = ContactPoint.objects.create(leader=leader, path=whom.path, **named)
    record("officers.contact_named", by=by, on=point, leader=leader.pk)
    return point


def _end(point: ContactPoint) -> None:
    point.until = today()
    point.save(update_fields=["until"])


@transaction.atomic
def end_contact(*, by: Post, point: ContactPoint) -> ContactPoint:
    """End a contact from today on, without naming somebody else."""
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    if point.until is not None:
        raise Refused("officers.contact_ended", _("This leader keeps contact no more."))
    _end(point)
    record("officers.contact_ended", by=by, on=point, leader=point.leader_id)
    return point


def leave_contacts(*, by: Actor, post: Post) -> int:
    """Whoever leaves a post keeps no contact any more; the units and officers stand without a leader from
    then on, which the list shows. Part of leaving the post: the contacts may lie anywhere."""
    with transaction.atomic(), everywhere():
        ended = ContactPoint.objects.filter(leader=post, until=None).update(until=today())
        if ended:
            record("officers.contacts_left", by=by, path=post.unit.path, leader=post.pk, count=ended)
    return ended


@transaction.atomic
def record_contact_visit(
    *, by: Post, point: ContactPoint, on: date, met: bool, sentences: AfterVisit | None = None
) -> ContactVisit:
    """Record a visit of a day past or present; nobody met is an attempt and kept as such. What was promised
    needs a day by which it is done."""
    told = sentences or AfterVisit()
    if on > today() or on < point.since:
        raise Refused(
            "officers.visit_when",
            _("A visit lies between the day from which this leader keeps contact and today."),
        )
    if bool(told.promised.strip()) != (told.due is not None) or (told.due and told.due < on):
        raise Refused(
            "officers.promise_needs_a_day",
            _("A promise and the day by which it is done go together, and no day lies before the visit."),
        )
    visit = ContactVisit.objects.create(
        point=point, path=point.path, on=on, by=by, entered_at=now(), due=told.due, news=told.news.strip(),
        outcome=ContactVisit.Outcome.MADE if met else ContactVisit.Outcome.ATTEMPTED,
        said=told.said.strip(), promised=told.promised.strip(),
    )  # fmt: skip
    record("officers.contact_visited", by=by, on=visit, leader=point.leader_id, outcome=visit.outcome)
    return visit


@transaction.atomic
def keep_contact_promise(*, by: Post, visit: ContactVisit) -> ContactVisit:
    """Note that what was promised on a visit is done, today."""
    visit = ContactVisit.objects.select_for_update().get(pk=visit.pk)
    if not visit.is_promise_open:
        raise Refused("officers.no_promise", _("Nothing of this visit is still to be done."))
    visit.kept_on = today()
    visit.save(update_fields=["kept_on"])
    record("officers.contact_promise_kept", by=by, on=visit)
    return visit
