"""Needs verified, the joint measures table, the standing catalogue, the departments' contacts."""

from anxin.care import actions
from anxin.care.models import CatalogueEntry, JointColumn, JointTable, Need
from anxin.ground.access.actions import list_desk
from anxin.ground.days.clock import today
from tests.assurance import joining

from . import Doing, Stage, act
from .care import need


@act("access.desk_listed")
def _(stage: Stage) -> Doing:
    return lambda: list_desk(by=stage.clerk, unit=stage.tree.health, name="何莉")


@act("care.contact_named")
def _(stage: Stage) -> Doing:
    said = {"desk": stage.tree.health, "name": "宋岚", "post": stage.desk}
    return lambda: actions.name_contact(by=stage.clerk, **said)


@act("care.contact_ended")
def _(stage: Stage) -> Doing:
    one = actions.name_contact(by=stage.clerk, desk=stage.tree.health, name="宋岚", post=stage.desk)
    return lambda: actions.end_contact(by=stage.clerk, contact=one)


def found(stage: Stage) -> Need:
    return actions.record_need(
        by=stage.township, household=stage.household, theme="housing", words="屋顶漏雨", source="visit",
        found_on=today(),
    )  # fmt: skip


def out(stage: Stage) -> JointTable:
    joining.five(stage.clerk, stage.tree.county)
    return joining.out(stage.clerk, stage.tree.county, need(stage))


def health(stage: Stage) -> JointColumn:
    return out(stage).columns.get(domain="health")


def filled(stage: Stage) -> JointColumn:
    column = health(stage)
    actions.fill_cell(by=stage.desk, cell=column.cells.get(), said=joining.DOES)
    return column


def signed(stage: Stage) -> JointTable:
    return joining.signed(stage.clerk, out(stage))


def signing(stage: Stage) -> CatalogueEntry:
    return joining.entry(stage.clerk, stage.tree.county)


def sign(stage: Stage, one: CatalogueEntry) -> None:
    actions.sign_entry(by=stage.clerk, entry=one, desk=one.desk, on=today())


def in_force(stage: Stage) -> CatalogueEntry:
    one = signing(stage)
    sign(stage, one)
    return actions.bring_into_force(by=stage.clerk, entry=one, since=today())


@act("care.need_verified")
def _(stage: Stage) -> Doing:
    one = found(stage)
    return lambda: actions.verify_need(by=stage.clerk, need=one, how="asked")


@act("care.need_refused")
def _(stage: Stage) -> Doing:
    one = found(stage)
    return lambda: actions.refuse_need(by=stage.clerk, need=one, why="去年已翻修")


@act("care.entry_written")
def _(stage: Stage) -> Doing:
    said = actions.Agreed(stage.tree.health, "medical", "家庭医生签约", "签约家庭医生", "通知第三条")
    return lambda: actions.write_entry(by=stage.clerk, said=said, signers=[])


@act("care.entry_put_out")
def _(stage: Stage) -> Doing:
    said = actions.Agreed(stage.tree.health, "medical", "家庭医生签约", "签约家庭医生", "通知第三条")
    one = actions.write_entry(by=stage.clerk, said=said, signers=[])
    return lambda: actions.put_out(by=stage.clerk, entry=one)


@act("care.entry_signed")
def _(stage: Stage) -> Doing:
    one = signing(stage)
    return lambda: sign(stage, one)


@act("care.entry_in_force")
def _(stage: Stage) -> Doing:
    one = signing(stage)
    sign(stage, one)
    return lambda: actions.bring_into_force(by=stage.clerk, entry=one, since=today())


@act("care.entry_withdrawn")
def _(stage: Stage) -> Doing:
    one = signing(stage)
    return lambda: actions.withdraw_entry(by=stage.clerk, entry=one, reason="并入其他条目")


@act("care.entry_ended")
def _(stage: Stage) -> Doing:
    one = in_force(stage)
    return lambda: actions.end_entry(by=stage.clerk, entry=one, reason="政策已调整")


@act("care.table_started")
def _(stage: Stage) -> Doing:
    one = need(stage)
    return lambda: joining.draft(stage.clerk, one)


@act("care.table_sent_out")
def _(stage: Stage) -> Doing:
    joining.five(stage.clerk, stage.tree.county)
    one = joining.draft(stage.clerk, need(stage))
    return lambda: actions.send_out(by=stage.clerk, table=one)


@act("care.cell_filled")
def _(stage: Stage) -> Doing:
    cell = health(stage).cells.get()
    return lambda: actions.fill_cell(by=stage.desk, cell=cell, said=joining.DOES)


@act("care.column_signed")
def _(stage: Stage) -> Doing:
    one = filled(stage)
    return lambda: actions.sign_column(by=stage.desk, column=one)


@act("care.column_signed_on_paper")
def _(stage: Stage) -> Doing:
    one = filled(stage)
    return lambda: actions.sign_on_paper(by=stage.clerk, column=one, on=today())


@act("care.column_reopened")
def _(stage: Stage) -> Doing:
    one = actions.sign_column(by=stage.desk, column=filled(stage))
    return lambda: actions.reopen_column(by=stage.clerk, column=one, reason="金额写错")


@act("care.table_handed_in")
def _(stage: Stage) -> Doing:
    one = out(stage)
    joining.filled(stage.clerk, one)
    for column in one.columns.all():
        actions.sign_on_paper(by=stage.clerk, column=column, on=today())
    return lambda: actions.hand_in(by=stage.clerk, table=one)


@act("care.table_returned")
def _(stage: Stage) -> Doing:
    one = signed(stage)
    return lambda: actions.return_table(by=stage.leader, table=one, reason="请明确时限")


@act("care.table_approved")
def _(stage: Stage) -> Doing:
    one = signed(stage)
    return lambda: actions.approve_table(by=stage.leader, table=one)


@act("care.table_withdrawn")
def _(stage: Stage) -> Doing:
    one = out(stage)
    return lambda: actions.withdraw_table(by=stage.clerk, table=one, reason="需求已变化")


@act("care.table_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:table", table=out(stage).pk)


@act("care.minutes_printed")
def _(stage: Stage) -> Doing:
    return stage.card("care:minutes", table=signed(stage).pk)


@act("care.columns_listed")
def _(stage: Stage) -> Doing:
    out(stage)
    return stage.get(stage.desk, "care:columns")


@act("care.column_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.desk, "care:column", part=health(stage).pk)
