"""Hours offered and taken; and the one thing that whoever manages people learns of counselling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from anxin.ground.access.models import Post
from anxin.ground.access.reach import counting
from anxin.ground.days.clock import now, today
from anxin.ground.units.models import Unit
from anxin.officers.models import HOLDING, Booking, Counsellor, KeyRecovery, Officer, Slot

MONTHS = 3  # use is told once a quarter is over, so that no single hour moves it under somebody's eyes


def counsellor_of(post: Post) -> Counsellor | None:
    """The post as a counsellor, if it is named as one today."""
    rows = Counsellor.objects.current().select_related("post__unit", "unit")
    return rows.filter(post=post).first()


def free_hours(unit: Unit) -> QuerySet[Slot]:
    """The hours that the people of a unit may take, the nearest first."""
    last = now() + timedelta(days=settings.LIMITS["mind"]["slots_ahead_days"])
    offered = Counsellor.objects.current().for_unit(unit)
    rows = Slot.objects.free().filter(counsellor__in=offered, starts_at__lte=last)
    return rows.select_related("counsellor__post__unit")


def booking_by(number: str) -> Booking | None:
    """The booking with this number, however it is written."""
    digits = "".join(character for character in number if character.isdigit())
    rows = Booking.objects.select_related("slot__counsellor__post__unit", "slot__counsellor__unit")
    return rows.filter(number=digits).first()


@dataclass(frozen=True)
class Hour:
    """One line of a counsellor's diary: the hour, and the booking that holds it, if there is one."""

    slot: Slot
    booking: Booking | None

    @property
    def to_settle(self) -> bool:
        """Has a booked hour begun, and nobody said yet what became of it?"""
        held = self.booking is not None and self.booking.state == Booking.State.BOOKED
        return held and self.slot.starts_at <= now()


def diary(counsellor: Counsellor, back: bool = False) -> QuerySet[Slot]:
    """A counsellor's hours from today on, the nearest first; or those gone by, the last first."""
    begin = timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = counsellor.slots.filter(withdrawn_at=None)
    rows = (
        rows.filter(starts_at__lt=begin).order_by("-starts_at", "id")
        if back
        else rows.filter(starts_at__gte=begin).order_by("starts_at", "id")
    )
    held = Booking.objects.filter(state__in=HOLDING)
    return rows.prefetch_related(Prefetch("bookings", held, to_attr="held"))


def hours(slots: Sequence[Slot]) -> list[Hour]:
    """The lines of a diary."""
    return [Hour(slot, next(iter(slot.held), None)) for slot in slots]  # type: ignore[attr-defined]  # prefetched


def colleagues_of(counsellor: Counsellor) -> QuerySet[Counsellor]:
    """Counsellors who could let this one in again: current, another person, with a key of their own."""
    rows = Counsellor.objects.current().exclude(post=counsellor.post).exclude(key=None)
    others = rows.exclude(post__account=counsellor.post.account_id)
    return others.select_related("post__unit", "unit").order_by("post__unit__path", "post__name", "id")


def entrusted_to(counsellor: Counsellor) -> QuerySet[KeyRecovery]:
    """The keys of colleagues that this counsellor can open again for them."""
    if counsellor.key is None:
        return KeyRecovery.objects.none()
    rows = KeyRecovery.objects.filter(colleague=counsellor.post, colleague_key=counsellor.key)
    return rows.filter(key__retired_at=None).select_related("post__unit").order_by("given_at", "id")


def entrusted_by(counsellor: Counsellor) -> QuerySet[KeyRecovery]:
    """The colleagues to whom this counsellor's key in use was given."""
    rows = KeyRecovery.objects.filter(post=counsellor.post, key=counsellor.key)
    return rows.select_related("colleague__unit").order_by("given_at", "id")


@dataclass(frozen=True)
class Use:
    """What may be told of how counselling is used: from ``low`` to ``high`` hours in the year up to ``until``
    (``high`` None: or more). Both None: too few people to tell anything."""

    until: date
    low: int | None = None
    high: int | None = None


def use_of(counsellor: Counsellor, people: int) -> Use:
    """How many hours took place in the year before the last quarter ended, as a range, and only where the
    offer is open to at least ten people (limits.toml). ``people``: the frontline officers it is open to."""
    until = quarter_begun(today())
    if people < settings.LIMITS["mind"]["use_people"]:
        return Use(until)
    since = until.replace(year=until.year - 1)
    kept = Booking.objects.filter(
        state=Booking.State.KEPT,
        slot__counsellor=counsellor,
        slot__starts_at__gte=_midnight(since),
        slot__starts_at__lt=_midnight(until),
    )
    return Use(until, *range_of(kept.count()))


@dataclass(frozen=True)
class Offer:
    """One counsellor with what may be told of the use."""

    counsellor: Counsellor
    use: Use


def uses_within(post: Post) -> list[Offer]:
    """The counsellors of the area a post answers for, in the order of the tree."""
    lo, hi = post.area
    rows = Counsellor.objects.current().filter(unit__path__gte=lo, unit__path__lt=hi)
    named = list(rows.select_related("post__unit", "unit"))
    people = counting(post, lambda _area: {one.pk: _people(one.unit) for one in named})
    return [Offer(one, use_of(one, people[one.pk])) for one in named]


def _people(unit: Unit) -> int:
    """How many officers at the front the offer is open to."""
    return Officer.objects.under(unit.path).at_the_front().count()


def range_of(count: int) -> tuple[int, int | None]:
    """The range a number of hours is told as: 0 to 9, 10 to 19, … and the last one open."""
    steps = [0, *settings.LIMITS["mind"]["use_steps"]]
    low = max(step for step in steps if step <= count)
    above = [step for step in steps if step > count]
    return low, above[0] - 1 if above else None


def quarter_begun(day: date) -> date:
    """The first day of the quarter that a day lies in."""
    return date(day.year, day.month - (day.month - 1) % MONTHS, 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))
