"""What of the care for officers waits for one post: rows by kind, the most pressing first.

For a page of one's own day, which asks all of it in one question and shows a line a row. Each kind belongs to
whoever must act, and to nobody who may not open it. Counselling is not among it: an hour is the counsellor's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from anxin.ground.access.models import Post
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import now
from anxin.officers.first_days import TELL
from anxin.officers.models import (
    Booking,
    CareItem,
    CarePlan,
    ContactPoint,
    ContactVisit,
    FirstStep,
    Help,
    HelpRequest,
    Leave,
    TalkPromise,
)
from anxin.officers.models.help import gone

from .contacts import contacts
from .rest import check_ups_due
from .talks import near, owed_by

AHEAD = timedelta(14)  # how far a counsellor's day looks ahead
R = HelpRequest.State
TO_ACT = (R.ASKED, R.DECLINED, R.DONE)  # to decide, or to be told; what is agreed waits for its help


@dataclass(frozen=True)
class Waits:
    """Rows of one kind, in the order in which they press, and the field with their day, if they have one."""

    rows: QuerySet[Any, Any]
    due: str = ""


def waiting_for(post: Post, reach: Bounds, day: date) -> dict[str, Waits]:
    """Everything within reach that waits for this post, by kind. Of a row nothing but days, names and codes
    needs to be read."""
    found = {code: Waits(rows.order_by(due, "id"), due) for code, rows, due in _each(post, reach, day)}
    if post.may("officers.contact_visit"):  # how often one visits no rule says, but never is too seldom
        unmet = contacts(reach).filter(Q(last=None), leader=post.pk).order_by()
        rows = ContactPoint.objects.visible_to(reach).filter(pk__in=unmet.values("pk"))
        found["contacts"] = Waits(rows.order_by("since", "id"))
    return found


def _each(post: Post, reach: Bounds, day: date) -> Iterator[tuple[str, QuerySet[Any], str]]:
    """Each kind whose rows have a day of their own, with the field that holds it."""
    if post.may("officers.death"):
        now_possible = Q(code=TELL) | Q(death__told_on__isnull=False)  # first of all the family is told
        yield "first_steps", FirstStep.objects.visible_to(reach).open().filter(now_possible), "due"
    if post.may("officers.talk"):
        owed = near(owed_by(post, reach, day), day)
        asked_for = Q(asked=F("talk_due"))
        yield "occasions", owed.filter(asked_for), "talk_due"
        yield "talks", owed.filter(Q(asked=None) | ~asked_for), "talk_due"
        yield "talk_promises", TalkPromise.objects.visible_to(reach).open().filter(doer=post.pk), "due"
    if post.may("officers.help"):
        yield "requests", _requests(reach), "due"
    if post.may("officers.help_do"):
        yield "helps", Help.objects.visible_to(reach).planned().filter(doer=post.pk), "due"
    if post.may("officers.check_ups"):
        yield "check_ups", check_ups_due(reach, day), "check_up_due"
    if post.may("officers.leave_decide"):
        yield "leave", Leave.objects.visible_to(reach).to_decide(), "first"
    if post.may("officers.plan_read"):
        items = CareItem.objects.visible_to(reach).open().filter(doer=post.pk)
        yield "items", items.filter(plan__state=CarePlan.State.ADOPTED), "due"
    if post.may("officers.contact_visit"):
        promised = ContactVisit.objects.visible_to(reach).filter(point__leader=post.pk, kept_on=None)
        yield "contact_promises", promised.exclude(due=None), "due"


def _requests(reach: Bounds) -> QuerySet[HelpRequest]:
    """Requests for help that ask for somebody; of one who died none before the family was told."""
    rows = HelpRequest.objects.visible_to(reach).filter(Q(state__in=TO_ACT) | Q(state=R.AGREED) & gone())
    untold = Q(officer__death__isnull=False, officer__death__told_on=None)
    return rows.exclude(untold)


def own_hours(post: Post) -> QuerySet[Booking]:
    """The hours of counselling that are taken with this post, if it is a counsellor: those of the next two
    weeks, and those gone by of which nobody noted what became of them. Numbers, no names: none are kept."""
    rows = Booking.objects.filter(state=Booking.State.BOOKED, slot__withdrawn_at=None)
    rows = rows.filter(slot__counsellor__post=post, slot__starts_at__lt=timezone.localtime(now()) + AHEAD)
    return rows.select_related("slot").order_by("slot__starts_at", "id")
