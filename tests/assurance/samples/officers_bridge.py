"""Samples of the bridge: a death, a step of its first days, a leader's contact and a visit."""

from typing import TYPE_CHECKING

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.officers import actions
from anxin.officers.models import ContactPoint, Death, Officer
from tests.cast import hire

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


def _officer(place: "Place", name: str) -> Officer:
    held = Officer.objects.filter(unit=place.unit, name=name).first()
    return held or Officer.objects.create(unit=place.unit, path=place.unit.path, name=name)


def _death(place: "Place", name: str) -> Death:
    gone = _officer(place, name)
    held = Death.objects.filter(officer=gone).first()
    return held or actions.record_death(by=place.clerk, officer=gone, on=today(), event_on=today())


@sample("death", subject="staff")
def death(world: "World", place: "Place") -> object:
    """A death of which nobody has told the family."""
    return _death(place, "许安生").pk


@sample("first_step", subject="staff")
def first_step(world: "World", place: "Place") -> object:
    """A step of the first days, after the family was told."""
    found = _death(place, "许安和")
    if not found.is_told:
        actions.tell_family(by=place.clerk, death=found, told=actions.Told(today(), "梁文", "李兰", "12"))
    return found.steps.get(code="pay").pk


def _leader(place: "Place") -> Post:
    held = Post.objects.filter(unit=place.unit, name="高远").first()
    return held or hire(f"contact-{place.name}", place.unit, "leader", "高远")


def _point(place: "Place") -> ContactPoint:
    held = ContactPoint.objects.current().filter(unit=place.unit).first()
    return held or actions.keep_contact(by=place.clerk, leader=_leader(place), whom=place.unit)


@sample("point", subject="staff")
def point(world: "World", place: "Place") -> object:
    return _point(place).pk


@sample("contact_visit", subject="staff")
def contact_visit(world: "World", place: "Place") -> object:
    """A visit on which something was promised."""
    said = actions.AfterVisit(promised="安排轮休", due=today())
    kept = actions.record_contact_visit(
        by=place.clerk, point=_point(place), on=today(), met=True, sentences=said
    )
    return kept.pk
