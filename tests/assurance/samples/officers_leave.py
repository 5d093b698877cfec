"""Samples of check-ups and leave: an officer's leave, a batch, a leave of the caller's own."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import working_day_from
from anxin.ground.units.models import Unit
from anxin.officers.actions import Span, arrange_check_up, ask_leave
from anxin.officers.models import Leave, Officer

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


def officer_of(unit: Unit, name: str = "许明", post: Post | None = None) -> Officer:
    """An officer at work in a unit."""
    return Officer.objects.create(
        unit=unit, path=unit.path, name=name, began_work=date(2012, 4, 1),
        account=post.account if post else None,
    )  # fmt: skip


def leave_of(clerk: Post, officer: Officer) -> Leave:
    """A leave asked for: the first working day from today on that a calendar knows."""
    day = working_day_from(min(today(), date(2026, 12, 31)))
    return ask_leave(by=clerk, officer=officer, span=Span(day, day))


@sample("leave", subject="leave")
def leave(world: "World", place: "Place") -> object:
    return leave_of(place.clerk, officer_of(place.unit, "梁文")).pk


@sample("batch", subject="leave")
def batch(world: "World", place: "Place") -> object:
    """A batch of check-ups to which one officer is invited."""
    people = [officer_of(place.unit, "高原")]
    said = {"hospital": "县人民医院", "first": today(), "last": today() + timedelta(4)}
    return arrange_check_up(by=place.clerk, unit=place.unit, officers=people, **said).pk


@sample("own_leave", subject="personal", open_to={"officers.own": frozenset({"officer"})})
def own_leave(world: "World", place: "Place") -> object:
    """A leave of the caller who is an officer."""
    return world.once("own leave", lambda: _own(world))


def _own(world: "World") -> object:
    post = world.callers["officer"]
    assert post is not None
    return leave_of(post, officer_of(post.unit, "许佳", post)).pk


@sample("month", subject="public", nowhere=lambda: 99)
def month(world: "World", place: "Place") -> object:
    return today().month
