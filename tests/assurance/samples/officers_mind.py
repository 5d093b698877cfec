"""Samples of talks and counselling: an officer, a promise of a talk; a counsellor, an hour taken."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import now, today
from anxin.officers.actions import (
    Hours,
    Promised,
    Sentences,
    Times,
    book_hour,
    name_counsellor,
    offer_hours,
    record_talk,
    set_talk_rule,
)
from anxin.officers.models import Counsellor, Frontline, Officer, Slot, TalkPromise
from tests.cast import hire

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


def at_the_front(unit: object, name: str = "许明") -> Officer:
    """An officer who stands at the front."""
    found = Officer.objects.create(unit=unit, name=name, began_work=date(2012, 4, 1))
    found.refresh_from_db(fields=["path"])
    Frontline.objects.create(officer=found, path=found.path, since=date(2026, 3, 1), ground="village")
    return found


@sample("whom", subject="talk")
def whom(world: "World", place: "Place") -> object:
    """An officer at the front of the place, with whom its clerk is to talk."""
    if place.clerk.has_subtree:
        set_talk_rule(by=place.clerk, unit=place.unit, talker=place.clerk, times=Times(6, 7))
    return at_the_front(place.unit).pk


@sample("talkpromise", subject="talk")
def talkpromise(world: "World", place: "Place") -> object:
    """What the clerk of a place promised in a talk that the line may read."""
    about = at_the_front(place.unit, "龙平")
    step = Promised("排班时照顾", place.clerk, today())
    talk = record_talk(
        by=place.clerk, officer=about, on=today(), sentences=Sentences("一切都好"), read_by="line",
        promises=[step],
    )  # fmt: skip
    return TalkPromise.objects.get(talk=talk).pk if place.clerk.has_subtree else None


def counsellor_at(clerk: Post, unit: object, office: object, name: str) -> Counsellor:
    """Somebody of a desk, named as the counsellor for the people of a unit."""
    return name_counsellor(by=clerk, post=hire(f"counsellor-{name}", office, Role.DESK, "宋青"), unit=unit)


@sample("counsellor", subject="unit")
def counsellor(world: "World", place: "Place") -> object:
    if not place.clerk.has_subtree:
        return None
    return counsellor_at(place.clerk, place.unit, place.unit, place.name).pk


@sample("booking", subject="personal", open_to={"officers.counsel": frozenset({"desk"})})
def booking(world: "World", place: "Place") -> object:
    """An hour of the desk that calls: nobody else opens it."""
    return world.once("booking", lambda: _taken(world))


def _taken(world: "World") -> object:
    clerk, desk = world.places["county"].clerk, world.callers["desk"]
    assert desk is not None
    named = name_counsellor(by=clerk, post=desk, unit=world.places["county"].unit)
    hours = Hours(now() + timedelta(days=2), 1, 50, "县医院三楼")
    (slot,) = offer_hours(by=desk, counsellor=named, hours=hours)
    officer = hire("whoever-booked", world.places["county"].unit, Role.OFFICER, "许明")
    return book_hour(by=officer, slot_id=Slot.objects.get(pk=slot.pk).pk).pk
