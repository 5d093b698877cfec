"""Samples of exemplars and study: a profile published and one under way, a material, a programme, publicity,
an activity. Whoever approves sits beside the clerk who writes."""

from typing import TYPE_CHECKING

from anxin.exemplars import actions
from anxin.exemplars.models import Draft, Exemplar, Programme
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from tests.assurance.studying import HEAD, YES, a_deed, held, shown
from tests.cast import hire

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


def _draft(place: "Place", head: actions.Head = HEAD) -> Draft:
    """The profile under way at the place, which has one."""
    found = Draft.objects.filter(unit=place.unit, exemplar=None).first()
    return found or actions.begin_draft(by=place.clerk, unit=place.unit, head=head)


@sample("exemplars:draft", subject="profile_draft")
def draft(world: "World", place: "Place") -> object:
    return _draft(place).pk


@sample("passage", subject="profile_draft", within="draft")
def passage(world: "World", place: "Place") -> object:
    return actions.write_passage(by=place.clerk, draft=_draft(place), part="deed", told=a_deed())


def _published(place: "Place") -> Exemplar:
    found = Exemplar.objects.filter(unit=place.unit).first()
    if found is not None:
        return found
    made = actions.begin_draft(by=place.clerk, unit=place.unit, head=HEAD)
    actions.write_passage(by=place.clerk, draft=made, part="deed", told=a_deed())
    actions.note_consent(by=place.clerk, draft=made, consent=YES)
    actions.hand_in(by=place.clerk, draft=made)
    chief = hire(f"approver-{place.name}", place.clerk.unit, Role.LEADER, "高振国", scope_root=place.unit)
    return actions.publish(by=place.clerk, draft=actions.approve(by=chief, draft=made))


@sample("exemplar", subject="profile")
def exemplar(world: "World", place: "Place") -> object:
    """A local exemplar that stands published."""
    return _published(place).pk


@sample("material", subject="profile")
def material(world: "World", place: "Place") -> object:
    about = actions.About("讲稿", "县委组织部")
    sent = actions.Sent("一座桥的故事。")
    return actions.bring_material(by=place.clerk, unit=place.unit, about=about, sent=sent).pk


def _programme(place: "Place") -> Programme:
    opened = actions.Opened("主题教育", "学原文", "县委通知", today())
    return actions.open_programme(by=place.clerk, unit=place.unit, opened=opened)


@sample("programme", subject="profile")
def programme(world: "World", place: "Place") -> object:
    return _programme(place).pk


@sample("interval", subject="profile")
def interval(world: "World", place: "Place") -> object:
    line = actions.Interval("reading", 3)
    programme = _programme(place)
    return actions.set_interval(
        by=place.clerk,
        programme=programme,
        unit=place.unit,
        interval=line,
    ).pk


@sample("publicity", subject="study")
def publicity(world: "World", place: "Place") -> object:
    return actions.list_publicity(by=place.clerk, unit=place.unit, shown=shown()).pk


@sample("exemplars:unit", subject="study")
def unit(world: "World", place: "Place") -> object:
    return place.unit.pk


@sample("activity", subject="study")
def activity(world: "World", place: "Place") -> object:
    return actions.record_activity(by=place.clerk, unit=place.unit, held=held()).pk
