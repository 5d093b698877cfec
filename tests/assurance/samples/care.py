"""Samples of care: needs, measures, tables, visits, dates ahead, who answers for a family."""

from datetime import timedelta
from typing import TYPE_CHECKING

from anxin.care.actions import (
    Why,
    announce_absence,
    name_responsible,
    note_for_visits,
    plan_visit,
    receive_word,
)
from anxin.care.models import Duty, JointTable, Occasion, Responsibility
from anxin.care.queries import festivals_ahead, responsibility_of, slug_of
from anxin.ground.days.clock import today
from tests.assurance import joining, owning

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


@sample("need", subject="family", within="card")
def need(world: "World", place: "Place") -> object:
    return place.need.pk


@sample("measure", subject="family", within="card")
def measure(world: "World", place: "Place") -> object:
    return place.measure.pk


@sample("asked", subject="family", within="card")
def asked(world: "World", place: "Place") -> object:
    """A request to a department, as its sender sees it."""
    return place.request.pk


@sample("promise", subject="family", within="card")
def promise(world: "World", place: "Place") -> object:
    return place.promise.pk


@sample("duty", subject="family", within="card")
def duty(world: "World", place: "Place") -> object:
    """A date ahead of the member that lies near."""
    one, _made = Duty.objects.get_or_create(
        household=place.household, path=place.household.path, kind="age_55", person=place.member, n=55,
        defaults={"day": today()},
    )  # fmt: skip
    return one.pk


@sample("word", subject="family", within="card")
def word(world: "World", place: "Place") -> object:
    """What the family of the place said by telephone."""
    said = {"words": "屋顶又漏了", "channel": "phone", "speaker": "林秀兰"}
    return receive_word(by=place.clerk, household=place.household, **said).pk


@sample("plan", subject="family", within="card")
def plan(world: "World", place: "Place") -> object:
    """A planned visit of the place's clerk."""
    why, on = Why(Occasion.CYCLE), today() + timedelta(9)
    return plan_visit(by=place.clerk, household=place.household, on=on, visitors=[place.clerk], why=why).pk


@sample("note", subject="family", within="card")
def note(world: "World", place: "Place") -> object:
    said = {"kind": "avoid", "words": "不提工作上的事", "source": "family"}
    return note_for_visits(by=place.clerk, household=place.household, **said).pk


@sample("festival", subject="public", nowhere=lambda: "nothing-2026")
def festival(world: "World", place: "Place") -> object:
    """The next festival: everybody's; the families of its round are those within reach."""
    return slug_of(festivals_ahead(today())[0])


@sample("column", subject="family", nowhere=lambda: "nothing")
def column(world: "World", place: "Place") -> object:
    return "address"


@sample("holder", subject="family", within="card")
def holder(world: "World", place: "Place") -> object:
    place.child()  # whoever answers for a family with a child under 14
    return answering(place).responsible_id


def answering(place: "Place") -> Responsibility:
    """Who answers for the family of the place, named by its clerk if nobody is yet."""
    row = responsibility_of(place.household)
    if row.unassigned:
        row = name_responsible(by=place.clerk, household=place.household, responsible=place.clerk)
    return row


@sample("handover", subject="family", within="card")
def handover(world: "World", place: "Place") -> object:
    """The family of the place passes from whoever answers for it to a colleague."""
    answering(place)
    return owning.handover(place.clerk, place.household, place.unit, place.name).pk


@sample("leaver", subject="unit")
def leaver(world: "World", place: "Place") -> object:
    """Somebody of the place who is responsible for another family of it."""
    return owning.leaver(place.clerk, place.unit, place.name).pk


@sample("absence", subject="absence")
def absence(world: "World", place: "Place") -> object:
    """Days away of the clerk of the place."""
    return announce_absence(by=place.clerk, post=place.clerk, since=today(), until=today()).pk


# — Joint measures (tests/assurance/joining.py) —


def _table(place: "Place") -> JointTable | None:
    """The one table of the place's family that is under way: out for filling, the desk of the place on it.
    None above the county, where a clerk sees no family and has no departments of his own."""
    if not place.clerk.has_subtree:
        return None
    held = JointTable.objects.filter(household=place.household).under_way().first()
    return held or joining.out(place.clerk, place.unit, place.need, (place.request.desk,))


@sample("table", subject="family", within="card")
def table(world: "World", place: "Place") -> object:
    return (one := _table(place)) and one.pk


@sample("care:column", subject="family", within="table")
@sample("family_page:column", subject="family", within="table")
def table_column(world: "World", place: "Place") -> object:
    return (one := _table(place)) and one.columns.get(domain="finance").pk


@sample("cell", subject="family", within="table")
def cell(world: "World", place: "Place") -> object:
    return (one := _table(place)) and one.columns.get(domain="finance").cells.get().pk


@sample("part", subject="column")
def part(world: "World", place: "Place") -> object:
    """The column of the desk that the place's request went to."""
    return (one := _table(place)) and one.columns.get(unit=place.request.desk).pk


@sample("place", subject="column", within="part", nowhere=lambda: 9876)
def place_of_need(world: "World", place: "Place") -> object:
    return (one := _table(place)) and one.rows.get().place


@sample("entry", subject="unit")
def entry(world: "World", place: "Place") -> object:
    return joining.entry(place.clerk, place.unit).pk if place.clerk.has_subtree else None
