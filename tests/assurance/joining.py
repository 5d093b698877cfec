"""Joint measures for the assurance tests: the five departments with their contacts, a table of a family."""

from datetime import timedelta

from anxin.care import actions
from anxin.care.models import CatalogueEntry, DepartmentContact, JointTable, Need
from anxin.care.queries import contact_of
from anxin.care.queries.joint import five_desks
from anxin.ground.access.actions import list_desk
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Domain, Kind, Level, Unit

DOES = actions.Said(
    "measure", "签约家庭医生", ground="通知第三条", handler="基层卫生股", due=today() + timedelta(days=20),
    case_by_case="目录尚无此项",
)  # fmt: skip
NOT = actions.Said("none", reason="不属本部门职责")


def five(clerk: Post, place: Unit) -> None:
    """Enter whichever of the five departments the place lacks, and name a contact for each."""
    for number, domain in enumerate(Domain):
        if five_desks(clerk)[domain.value] is None:
            add_unit(
                by=OPERATOR, code=f"{place.code}-J{number}", name=f"{place.name}{domain.value}",
                kind=Kind.DEPARTMENT, level=Level.COUNTY, parent=place, domain=domain,
            )  # fmt: skip
    for desk in filter(None, five_desks(clerk).values()):
        contact(desk)


def contact(desk: Unit) -> None:
    """A named contact, in whatever place the department stands."""
    if contact_of(desk) is None:
        post = list_desk(by=OPERATOR, unit=desk, name="何莉")
        DepartmentContact.objects.create(desk=desk, name="何莉", post=post)


def draft(clerk: Post, need: Need, guests: tuple[Unit, ...] = ()) -> JointTable:
    asked = actions.Asked([need], today() + timedelta(days=8), guests=guests)
    return actions.start_table(by=clerk, household=need.household, asked=asked)


def out(clerk: Post, place: Unit, need: Need, guests: tuple[Unit, ...] = ()) -> JointTable:
    """A table of this need out for filling."""
    five(clerk, place)
    for desk in guests:
        contact(desk)
    return actions.send_out(by=clerk, table=draft(clerk, need, guests))


def filled(clerk: Post, table: JointTable) -> None:
    for column in table.columns.all():
        for cell in column.cells.all():
            actions.fill_cell(by=clerk, cell=cell, said=DOES if column.domain == "health" else NOT)


def signed(clerk: Post, table: JointTable) -> JointTable:
    """The table filled, signed by all on paper, and handed in."""
    filled(clerk, table)
    for column in table.columns.all():
        actions.sign_on_paper(by=clerk, column=column, on=today())
    return actions.hand_in(by=clerk, table=table)


def entry(clerk: Post, place: Unit) -> CatalogueEntry:
    """An entry of the catalogue out for signing by the first department of the place."""
    five(clerk, place)
    desk = next(filter(None, five_desks(clerk).values()))
    said = actions.Agreed(desk, "medical", "家庭医生签约", "为家庭成员签约家庭医生", "通知第三条")
    return actions.put_out(by=clerk, entry=actions.write_entry(by=clerk, said=said, signers=[]))
