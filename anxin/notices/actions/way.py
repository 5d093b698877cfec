"""The way of a notice out of the house: handed in, approved by a second person or returned, issued.

Less than 24 hours before the first deadline nothing moves on without a written reason, which whoever
approves has read: it is asked for at the handing in, at the approval, and again when it is issued. Whoever
has the next step is told in the inbox."""

from typing import NoReturn

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Account, Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.messages.kinds import numbered
from anxin.ground.messages.outbox import send_each
from anxin.ground.units.asked import WorkAsked
from anxin.notices.models import MOVES, Notice, NoticeState, NoticeStep

from .passing import note_passed_on

WROTE = (NoticeState.DRAFT, NoticeState.HANDED_IN)  # steps of those who may not approve
APPROVAL = ("approved_by", "approved_account", "approved_at")


@transaction.atomic
def hand_in(*, by: Post, notice: Notice, urgent_why: str = "") -> Notice:
    """Hand a notice in for approval, with the reason for its haste where it needs one. Raises Refused."""
    notice = _move(notice, NoticeState.HANDED_IN, by=by)
    notice.urgent_why = urgent_why.strip()
    _check_whole(notice)
    _check_haste(notice)
    notice.save(update_fields=["state", "urgent_why"])
    record("notices.handed_in", by=by, on=notice, hurried=notice.is_hurried())
    _tell(notice, "notices.to_approve", "notices.approve", by)
    return notice


@transaction.atomic
def approve(*, by: Post, notice: Notice) -> Notice:
    """Approve it: never one who wrote in it or handed it in, in whatever post or account. Raises Refused."""
    notice = _move(notice, NoticeState.APPROVED, by=by)
    wrote = notice.steps.filter(to__in=WROTE).values("account")
    if by.acting is None or Account.objects.filter(by.acting.human, pk__in=wrote).exists():
        raise Refused("notices.same_person", _("You wrote in this notice: somebody else must approve it."))
    _check_haste(notice)
    notice.approved_by, notice.approved_account, notice.approved_at = by, by.acting_id, now()
    notice.save(update_fields=["state", *APPROVAL])
    record("notices.approved", by=by, on=notice, hurried=notice.is_hurried())
    _tell(notice, "notices.to_issue", "notices.write", by)
    return notice


@transaction.atomic
def return_notice(*, by: Post, notice: Notice, why: str) -> Notice:
    """Give it back to be changed, with the reason; an approval given before is gone. Raises Refused."""
    notice = _move(notice, NoticeState.RETURNED, by=by, why=why)
    notice.approved_by = notice.approved_account = notice.approved_at = None
    notice.save(update_fields=["state", *APPROVAL])
    record("notices.returned", by=by, on=notice)
    _tell(notice, "notices.to_mend", "notices.write", by)
    return notice


@transaction.atomic
def drop_notice(*, by: Post, notice: Notice, why: str) -> Notice:
    """Give a draft up, and say why; its number is free again. Raises Refused."""
    notice = _move(notice, NoticeState.DROPPED, by=by, why=why)
    notice.save(update_fields=["state"])
    record("notices.dropped", by=by, on=notice)
    return notice


def send_out(*, by: Post, notice: Notice) -> Notice:
    """The last step, inside the act that issues (actions.issue): its state and day; the rooms that do what it
    asks are told. Raises Refused."""
    notice = _move(notice, NoticeState.ISSUED, by=by)
    _check_haste(notice)
    notice.issued_on = today()
    notice.save(update_fields=["state", "issued_on"])
    note_passed_on(notice)
    _tell_rooms(notice)
    return notice


def _tell(notice: Notice, code: str, permission: str, by: Post) -> None:
    """A message to those of the unit whose turn it is, but not to whoever has just acted."""
    posts = Post.objects.current().who_may(permission).filter(unit=notice.unit_id).exclude(pk=by.pk)
    link = reverse("notices:drafts:draft", args=[notice.pk])
    send_each(posts, code, document=numbered(notice.document), link=link)


def _tell_rooms(notice: Notice) -> None:
    lines = tuple(line.choice() for line in notice.addressees.select_related("below"))
    assert notice.unit_id is not None  # one that comes from outside is not sent out by a post
    for item in notice.items.all():
        publish(
            WorkAsked(
                item=item.pk, kind=item.asks, unit=notice.unit_id, path=notice.path, lines=lines,
                paper=notice.title, words=item.words, due=item.due, since=item.deaths_since,
                above=item.origin_id,
            )
        )  # fmt: skip


def _move(notice: Notice, to: NoticeState, *, by: Post, why: str = "") -> Notice:
    """The notice, locked and moved but not saved, with the step remembered. Raises Refused."""
    held = Notice.objects.select_for_update(of=("self",)).select_related("unit", "parent").get(pk=notice.pk)
    if held.unit_id != by.unit_id:
        raise Refused("outside_scope", _("Only the unit that issues this notice takes it further."))
    check(MOVES, held.state, to, by=by, reason=why)
    held.state = to
    NoticeStep.objects.create(notice=held, to=to, by=by, account=by.acting_id, at=now(), why=why.strip())
    return held


def _check_whole(notice: Notice) -> None:
    if not notice.paragraphs.exists() or not notice.addressees.exists():
        _refuse_unfinished()
    days = [one.day for one in notice.days.all()] + [item.due for item in notice.items.all()]
    if any(day and day < today() for day in days):
        raise Refused(
            "notices.due_has_passed", _("A day on this notice has passed: name one that lies ahead.")
        )


def _refuse_unfinished() -> NoReturn:
    raise Refused(
        "notices.unfinished",
        _("A notice needs its words and at least one line of addressees before it goes on."),
    )


def _check_haste(notice: Notice) -> None:
    if notice.is_hurried() and not notice.urgent_why:
        raise Refused(
            "notices.hurried",
            _(
                "Less than 24 hours are left to a deadline of this notice. It goes on only with a written"
                " reason: write it when you hand the notice in, so that whoever approves it reads it."
            ),
        )
