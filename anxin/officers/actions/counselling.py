"""Naming counsellors, offering hours, taking one under a number, and what became of it."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import NOBODY, record, request_id
from anxin.ground.units.models import Unit
from anxin.officers.models import BOOKING_MOVES, HOLDING, Booking, Counsellor, Slot

# Who weighs people up, or runs this system, hears nobody out: no account is both at once.
APART = frozenset({Role.CLERK, Role.LEADER, Role.AUDITOR, Role.SYSTEM, Role.SECURITY})


@transaction.atomic
def name_counsellor(*, by: Post, post: Post, unit: Unit) -> Counsellor:
    """Name the counsellor for the people of a unit and of those below it, from today on. ``post`` is a
    desk's; its holder may hold no post that assesses people or runs this system. Refused also: already
    named."""
    lo, hi = by.bounds
    if not (lo <= unit.path < hi and lo <= post.unit.path < hi):  # the directory is not under row security
        raise Refused(
            "officers.unit_out_of_scope", _("This unit lies outside the scope of the post you act in.")
        )
    check_apart(post)
    if Counsellor.objects.select_for_update().filter(post=post, until=None).exists():
        raise Refused("officers.counsellor_named", _("This post is named already. End that first."))
    one = Counsellor.objects.create(post=post, unit=unit)
    record("officers.counsellor_named", by=by, path=unit.path, unit=unit.pk, post=post.pk)
    return one


def check_apart(post: Post) -> None:
    """Refuse a counsellor whose account also holds a post that assesses people or runs this system."""
    others = Post.objects.current().filter(account=post.account_id, role__in=APART)
    if post.role != Role.DESK or post.account_id is None or others.exists():
        raise Refused(
            "officers.counsellor_apart",
            _(
                "A counsellor acts in a post of a desk, with an account, and holds no post in personnel work,"
                " leadership, audit or administration. Choose somebody else, or end that post first."
            ),
        )


@transaction.atomic
def end_counsellor(*, by: Post, counsellor: Counsellor) -> Counsellor:
    """End the naming today. Hours that are still booked must be settled or withdrawn first, so that nobody
    stands before a closed door."""
    one = Counsellor.objects.select_for_update().get(pk=counsellor.pk)
    lo, hi = by.bounds
    if not lo <= one.unit.path < hi:
        raise Refused(
            "officers.unit_out_of_scope", _("This unit lies outside the scope of the post you act in.")
        )
    if one.until is not None:
        raise Refused("officers.counsellor_ended", _("This naming has ended already."))
    if Booking.objects.filter(slot__counsellor=one, state=Booking.State.BOOKED).exists():
        raise Refused(
            "officers.hours_still_booked",
            _("Somebody has booked an hour here. The counsellor keeps or withdraws it first."),
        )
    one.slots.free().update(withdrawn_at=now())
    one.until = today()
    one.save(update_fields=["until"])
    record("officers.counsellor_ended", by=by, path=one.unit.path, unit=one.unit_id, post=one.post_id)
    return one


@dataclass(frozen=True)
class Hours:
    """So many hours in a row, each of so many minutes, beginning at a moment, at one place."""

    starts_at: datetime
    count: int
    minutes: int
    place: str


@transaction.atomic
def offer_hours(*, by: Post, counsellor: Counsellor, hours: Hours) -> Sequence[Slot]:
    """Offer hours in a row. Refused: not one's own, past, too far ahead, or over hours offered before."""
    check_own(by, counsellor)
    length = timedelta(minutes=hours.minutes)
    starts = [hours.starts_at + length * number for number in range(hours.count)]
    last = now() + timedelta(days=settings.LIMITS["mind"]["slots_ahead_days"])
    if not now() < starts[0] <= starts[-1] <= last:
        raise Refused(
            "officers.hours_not_ahead",
            _("Offer hours that lie ahead, at most %(n)s days."),
            n=settings.LIMITS["mind"]["slots_ahead_days"],
        )
    offered = counsellor.slots.select_for_update().filter(withdrawn_at=None)
    if offered.filter(starts_at__lt=starts[-1] + length, ends_at__gt=starts[0]).exists():
        raise Refused("officers.hours_overlap", _("You offered an hour within this time before."))
    slots = Slot.objects.bulk_create(
        Slot(counsellor=counsellor, starts_at=start, ends_at=start + length, place=hours.place)
        for start in starts
    )
    record("officers.hours_offered", by=by, path=by.unit.path, hours=len(slots))
    return slots


def check_own(by: Post, counsellor: Counsellor) -> None:
    """Refuse whoever is not this counsellor in person: neither a colleague who stands in, nor an ended
    one."""
    if counsellor.post_id != by.pk or counsellor.until is not None or by.stand_in is not None:
        raise Refused("officers.not_your_hours", _("Only the counsellor in person does this."))


@transaction.atomic
def withdraw_hour(*, by: Post, slot: Slot, why: str = "") -> Slot:
    """Take an hour back. If it is booked, say why: whoever asks by the number reads it."""
    check_own(by, slot.counsellor)
    slot = Slot.objects.select_for_update().get(pk=slot.pk)
    if slot.withdrawn_at is not None:
        raise Refused("officers.hour_withdrawn", _("This hour was withdrawn already."))
    for booking in slot.bookings.filter(state__in=HOLDING):
        check(BOOKING_MOVES, booking.state, Booking.State.WITHDRAWN, by=by, reason=why)
        booking.state, booking.why = Booking.State.WITHDRAWN, why
        booking.save(update_fields=["state", "why"])
    slot.withdrawn_at = now()
    slot.save(update_fields=["withdrawn_at"])
    record("officers.hour_withdrawn", by=by, path=by.unit.path, slot=slot.pk)
    return slot


@transaction.atomic
def book_hour(*, by: Post, slot_id: uuid.UUID) -> Booking:
    """Take a free hour under a number of its own, which is all that leads back to it: neither the booking nor
    the journal says who took it. Refused: gone meanwhile, or not offered to this unit."""
    Slot.objects.select_for_update().filter(pk=slot_id).first()  # two at once: one after the other
    offered = Counsellor.objects.current().for_unit(by.unit)
    slot = Slot.objects.free().filter(pk=slot_id, counsellor__in=offered).first()
    if slot is None:
        raise Refused("officers.hour_gone", _("This hour is no longer free. Choose another one."))
    booking = Booking.objects.create(slot=slot, number=f"{secrets.randbelow(10**9):09d}")
    _record_without_a_name("officers.hour_booked", slot)
    return booking


@transaction.atomic
def give_up_hour(*, by: Post, booking: Booking) -> Booking:
    """Give a booked hour up; it is free again for others."""
    booking = Booking.objects.select_for_update().get(pk=booking.pk)
    check(BOOKING_MOVES, booking.state, Booking.State.CANCELLED, by=by)
    booking.state = Booking.State.CANCELLED
    booking.save(update_fields=["state"])
    _record_without_a_name("officers.hour_given_up", booking.slot)
    return booking


@transaction.atomic
def settle_hour(*, by: Post, booking: Booking, came: bool) -> Booking:
    """Once the hour has begun: it took place, or nobody came."""
    check_own(by, booking.slot.counsellor)
    booking = Booking.objects.select_for_update().get(pk=booking.pk)
    to = Booking.State.KEPT if came else Booking.State.MISSED
    check(BOOKING_MOVES, booking.state, to, by=by)
    if booking.slot.starts_at > now():
        raise Refused("officers.hour_ahead", _("This hour has not begun yet."))
    booking.state = to
    booking.save(update_fields=["state"])
    record("officers.hour_settled", by=by, path=by.unit.path, outcome=to)
    return booking


def _record_without_a_name(act: str, slot: Slot) -> None:
    """That an hour was taken or given up, and where; under a request id of its own, so that not even the
    technical log leads from this entry to a browser (decision 0040)."""
    token = request_id.set(uuid.uuid4().hex)
    try:
        record(act, by=NOBODY, path=slot.counsellor.unit.path, slot=slot.pk)
    finally:
        request_id.reset(token)
