"""Samples of the roster: an officer, and a personnel ledger that was looked through."""

from datetime import timedelta
from typing import TYPE_CHECKING

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit
from anxin.officers.actions import OfficerFacts, add_officer, begin_front, keep_roster
from anxin.officers.models import Officer, RosterFile

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


def officer_in(clerk: Post, unit: Unit, name: str = "许明") -> Officer:
    """An officer at work in a unit, entered by its clerk."""
    return add_officer(by=clerk, unit=unit, facts=OfficerFacts(name=name))


def ledger_of(clerk: Post, unit: Unit) -> RosterFile:
    """A personnel ledger of one row without a fault; ``content`` is a table as text."""
    content = "单位,姓名,性别,参加工作时间\n,韩雪,女,2016-07-01\n".encode()
    return keep_roster(by=clerk, unit=unit, name="花名册.csv", content=content, lines=[])


@sample("officers:officer", subject="staff")
def officer(world: "World", place: "Place") -> object:
    """An officer who stands at the front since yesterday: what began today could not end today."""
    one = officer_in(place.clerk, place.unit)
    begin_front(by=place.clerk, officer=one, since=today() - timedelta(days=1), ground="village")
    return one.pk


@sample("roster", subject="staff_ledger")
def roster(world: "World", place: "Place") -> object:
    return ledger_of(place.clerk, place.unit).pk
