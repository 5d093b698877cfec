"""The joint measures table: agreed with the departments side by side, never changed once approved."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from anxin.care.actions import (
    Asked,
    approve_table,
    close_need,
    end_contact,
    fill_cell,
    hand_in,
    record_need,
    reopen_column,
    return_table,
    send,
    send_out,
    sign_column,
    sign_on_paper,
    start_table,
    withdraw_table,
)
from anxin.care.models import COLUMN, COLUMN_MOVES, TABLE_MOVES, JointCell, JointColumn, JointTable, Measure
from anxin.care.queries import contact_of, matrix_of, tasks_of
from anxin.ground.access.models import Grant
from anxin.ground.database.scope import holder, scope
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from tests.cast import hire

from .conftest import DOES, NOT


def refused(act) -> str:
    """The code with which an act says no."""
    with pytest.raises(Refused) as no, transaction.atomic():
        act()
    return no.value.code


def kinds(table: JointTable) -> dict[str, str]:
    return {cell.column.domain: cell.kind for cell in JointCell.objects.filter(column__table=table)}


# — Starting —


def test_a_table_has_the_five_departments_and_a_cell_for_each_need(draft, need):
    assert [column.domain for column in draft.columns.all()] == [
        "finance", "civil", "hrss", "health", "education",
    ]  # fmt: skip
    assert draft.rows.get().need == need
    assert set(kinds(draft).values()) == {""}


def test_a_department_is_told_of_a_need_of_health_only_what_the_clerk_wrote(
    county_clerk, household, mother, five, soon
):
    need = record_need(by=county_clerk, household=household, person=mother, theme="mind", words="夜里睡不着",
                       source="visit", found_on=today(), how="visit")  # fmt: skip
    table = start_table(by=county_clerk, household=household, asked=Asked([need], soon))
    row = table.rows.get()

    assert "睡不着" not in row.told
    assert row.facts == {"sex": "2", "age": mother.age}


def test_only_verified_needs_stand_on_a_table(county_clerk, household, five, soon, in_county):
    found = record_need(by=county_clerk, household=household, theme="housing", words="屋顶漏雨",
                        source="survey", found_on=today())  # fmt: skip
    for needs, code in (([found], "care.need_not_open"), ([], "care.no_needs")):
        asked = Asked(needs, soon)
        assert (
            refused(lambda asked=asked: start_table(by=county_clerk, household=household, asked=asked))
            == code
        )
    assert not JointTable.objects.exists()


def test_one_table_of_a_family_is_worked_on_at_a_time(county_clerk, household, need, draft, soon):
    again = Asked([need], soon)
    assert (
        refused(lambda: start_table(by=county_clerk, household=household, asked=again))
        == "care.table_under_way"
    )


def test_guests_take_part_beside_the_five(county_clerk, household, need, five, tree, soon):
    asked = Asked([need], soon, guests=[tree.town, tree.health])
    table = start_table(by=county_clerk, household=household, asked=asked)

    assert [column.unit for column in table.columns.filter(domain="")] == [tree.town]


# — Out for filling —


def test_a_department_without_a_contact_blocks_sending_out(county_clerk, draft, five):
    end_contact(by=county_clerk, contact=contact_of(five["finance"]))
    with pytest.raises(Refused, match="安和县财政局") as no, transaction.atomic():
        send_out(by=county_clerk, table=draft)

    assert no.value.code == "care.no_contact"
    assert JointTable.objects.get().state == "draft"
    assert not Grant.objects.filter(part=COLUMN).exists()


def test_a_department_that_the_county_has_not_entered_blocks_too(county_clerk, household, need, tree, soon):
    table = start_table(by=county_clerk, household=household, asked=Asked([need], soon))
    assert refused(lambda: send_out(by=county_clerk, table=table)) == "care.no_contact"


def test_each_desk_is_given_its_own_column_and_sees_it_among_its_tasks(out, health_desk, civil_desk):
    mine = {grant.record for grant in Grant.objects.held_by(health_desk).current().filter(part=COLUMN)}

    assert mine == {out.columns.get(domain="health").pk}
    for desk in (health_desk, civil_desk):
        with scope("", ""):
            holder(str(desk.pk), str(desk.unit_id))
            assert [task.kind for task in tasks_of(desk, today())] == ["column"]


def test_a_desk_fills_its_own_cell_and_no_other(out, health_desk, health_column, five):
    other = out.columns.get(domain="civil")
    assert fill_cell(by=health_desk, cell=health_column.cells.get(), said=DOES).kind == "measure"
    assert (
        refused(lambda: fill_cell(by=health_desk, cell=other.cells.get(), said=DOES))
        == "care.not_your_column"
    )
    assert refused(lambda: sign_column(by=health_desk, column=other)) == "care.not_your_column"
    assert kinds(out)["civil"] == ""


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (replace(NOT, reason=" "), "care.reason_missing"),
        (replace(DOES, ground=""), "care.cell_incomplete"),
        (replace(DOES, handler=""), "care.cell_incomplete"),
        (replace(DOES, due=None), "care.cell_incomplete"),
        (replace(DOES, case_by_case=""), "care.no_basis"),
    ],
)
def test_a_cell_is_whole_or_says_why_there_is_none(out, health_desk, health_column, said, code):
    assert refused(lambda: fill_cell(by=health_desk, cell=health_column.cells.get(), said=said)) == code
    assert kinds(out)["health"] == ""


def test_a_cell_without_a_measure_keeps_nothing_of_one(out, health_desk, health_column):
    cell = health_column.cells.get()
    fill_cell(by=health_desk, cell=cell, said=DOES)
    none = fill_cell(by=health_desk, cell=cell, said=replace(DOES, kind="none", reason="已由医保解决"))

    assert (none.words, none.due, none.reason) == ("", None, "已由医保解决")


def test_a_column_is_signed_once_it_is_filled_and_then_it_stands(out, health_desk, health_column):
    cell = health_column.cells.get()
    assert refused(lambda: sign_column(by=health_desk, column=health_column)) == "care.column_not_filled"
    fill_cell(by=health_desk, cell=cell, said=DOES)
    signed = sign_column(by=health_desk, column=health_column)

    assert (signed.state, signed.signed_by, signed.signed_on) == ("signed", health_desk, today())
    assert refused(lambda: fill_cell(by=health_desk, cell=cell, said=NOT)) == "care.column_signed"


def test_a_signature_is_taken_back_with_a_reason(county_clerk, out, health_desk, health_column):
    fill_cell(by=health_desk, cell=health_column.cells.get(), said=DOES)
    sign_column(by=health_desk, column=health_column)
    reopen_column(by=county_clerk, column=health_column, reason="金额写错")

    assert JointColumn.objects.get(pk=health_column.pk).state == "open"
    assert fill_cell(by=health_desk, cell=health_column.cells.get(), said=NOT).kind == "none"


def test_a_signature_on_paper_has_a_day_that_was(county_clerk, out, health_column):
    fill_cell(by=county_clerk, cell=health_column.cells.get(), said=DOES)
    tomorrow = today() + timedelta(days=1)
    assert (
        refused(lambda: sign_on_paper(by=county_clerk, column=health_column, on=tomorrow)) == "care.day_ahead"
    )


def test_all_have_signed_before_the_leader_sees_it(county_clerk, out):
    with pytest.raises(Refused, match="安和县卫生健康局") as no, transaction.atomic():
        hand_in(by=county_clerk, table=out)
    assert no.value.code == "care.columns_open"


# — Approved —


def test_an_approved_table_is_measures_of_the_plan(leader, signed, need):
    approve_table(by=leader, table=signed)
    measure = Measure.objects.get()

    assert (measure.need, measure.domain, measure.words) == (need, "health", DOES.words)
    assert (measure.state, measure.due, measure.decided_by) == ("planned", DOES.due, leader)
    assert JointCell.objects.get(kind="measure").measure == measure
    assert JointTable.objects.get().state == "in_force"


def test_a_need_that_nobody_answers_is_a_decision_with_everybodys_reason(county_clerk, leader, out):
    for column in out.columns.all():
        fill_cell(by=county_clerk, cell=column.cells.get(), said=NOT)
        sign_on_paper(by=county_clerk, column=column, on=today())
    approve_table(by=leader, table=hand_in(by=county_clerk, table=out))
    measure = Measure.objects.get()

    assert measure.state == "none"
    assert measure.reason.count("不属本部门职责") == 5


def test_a_need_met_meanwhile_is_given_no_measure(county_clerk, leader, signed, need):
    close_need(by=county_clerk, need=need, met=True)
    approve_table(by=leader, table=signed)
    assert not Measure.objects.exists()


def test_the_leader_returns_a_table_and_the_signatures_stand(leader, signed):
    back = return_table(by=leader, table=signed, reason="请卫健局明确时限")

    assert back.state == "filling"
    assert not back.columns.filter(state="open").exists()


def test_the_database_lets_nothing_of_an_approved_table_change(leader, signed):
    approve_table(by=leader, table=signed)
    cell, row = JointCell.objects.get(kind="measure"), signed.rows.get()
    acts = (
        lambda: JointCell.objects.filter(pk=cell.pk).update(words="另一句话"),
        lambda: JointColumn.objects.filter(pk=cell.column_id).update(place=9),
        lambda: signed.rows.update(told="另一句话"),
        lambda: signed.columns.create(household_id=row.household_id, path=row.path, place=9, domain="civil"),
    )
    for act in acts:
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            act()


def test_a_desk_reads_what_it_agreed_to_for_a_quarter(leader, signed, health_desk):
    approve_table(by=leader, table=signed)
    grant = Grant.objects.held_by(health_desk).current().get(part=COLUMN)

    assert (grant.purpose, grant.until) == ("agreed", today() + timedelta(days=90))


def test_withdrawing_a_table_ends_every_desks_access(county_clerk, out):
    withdraw_table(by=county_clerk, table=out, reason="需求已变化")
    assert not Grant.objects.current().filter(part=COLUMN).exists()


# — The next version —


def second(clerk, household, need, soon) -> JointTable:
    table = start_table(by=clerk, household=household, asked=Asked([need], soon))
    return send_out(by=clerk, table=table)


def test_a_new_version_copies_the_old_and_shows_what_changed(
    county_clerk, leader, household, need, signed, soon
):
    approve_table(by=leader, table=signed)
    table = second(county_clerk, household, need, soon)
    assert table.version == 2
    assert kinds(table) == kinds(signed)
    assert matrix_of(table).changes == 0

    cell = JointCell.objects.get(column__table=table, column__domain="health")
    fill_cell(by=county_clerk, cell=cell, said=replace(DOES, words="每周上门一次"))
    matrix = matrix_of(table)
    assert [field.cell.column.domain for field in matrix.fields if field.changed] == ["health"]
    assert matrix.before == JointTable.objects.get(version=1)


def test_the_new_version_changes_the_planned_measure_and_makes_no_second_one(
    county_clerk, leader, household, need, signed, soon
):
    approve_table(by=leader, table=signed)
    table = second(county_clerk, household, need, soon)
    cell = JointCell.objects.get(column__table=table, column__domain="health")
    fill_cell(by=county_clerk, cell=cell, said=replace(DOES, words="每周上门一次"))
    for column in table.columns.all():
        sign_on_paper(by=county_clerk, column=column, on=today())
    approve_table(by=leader, table=hand_in(by=county_clerk, table=table))

    assert Measure.objects.get().words == "每周上门一次"
    assert [one.state for one in JointTable.objects.order_by("version")] == ["replaced", "in_force"]


def test_what_is_with_a_department_is_only_carried_on(
    county_clerk, leader, household, need, signed, soon, letter
):
    approve_table(by=leader, table=signed)
    send(by=county_clerk, measure=Measure.objects.get(), letter=letter)
    table = second(county_clerk, household, need, soon)
    cell = JointCell.objects.get(column__table=table, column__domain="health")

    assert refused(lambda: fill_cell(by=county_clerk, cell=cell, said=NOT)) == "care.cell_under_way"


# — Life cycles, as trios: allowed, refused, nothing left behind —


def put(table: JointTable, state: str, leader) -> None:
    who = leader if state in ("in_force", "replaced") else None
    stamp = {"approved_by": who, "approved_at": who and now()}
    JointTable.objects.filter(pk=table.pk).update(state=state, **stamp)


@pytest.mark.parametrize("state", JointTable.State.values)
def test_a_table_moves_only_as_its_life_cycle_says(state, signed, county_clerk, leader):
    acts = {
        ("filling", "send"): lambda: send_out(by=county_clerk, table=signed),
        ("filling", "back"): lambda: return_table(by=leader, table=signed, reason="请补充"),
        ("signed", "in"): lambda: hand_in(by=county_clerk, table=signed),
        ("withdrawn", "give up"): lambda: withdraw_table(by=county_clerk, table=signed, reason="已变化"),
        ("in_force", "approve"): lambda: approve_table(by=leader, table=signed),
    }
    sends = {"draft": "send", "signed": "back"}
    for (to, how), act in acts.items():
        put(signed, state, leader)
        before = JournalEntry.objects.count(), signed.steps.count()
        allowed = (state, to) in TABLE_MOVES and (to != "filling" or sends[state] == how)
        if allowed:
            act()
            assert JointTable.objects.get(pk=signed.pk).state == to
        else:
            refused(act)
            assert JointTable.objects.get(pk=signed.pk).state == state
            assert (JournalEntry.objects.count(), signed.steps.count()) == before
    # an approved table is tried last, as nothing of it can be put back


@pytest.mark.parametrize("state", JointColumn.State.values)
def test_a_column_moves_only_as_its_life_cycle_says(state, out, health_column, health_desk, county_clerk):
    fill_cell(by=health_desk, cell=health_column.cells.get(), said=DOES)
    who = None if state == "open" else health_desk
    stamp = {"signed_by": who, "signed_on": who and today(), "signed_at": who and now()}
    acts = {
        "signed": lambda: sign_column(by=health_desk, column=health_column),
        "paper": lambda: sign_on_paper(by=county_clerk, column=health_column, on=today()),
        "open": lambda: reopen_column(by=county_clerk, column=health_column, reason="写错了"),
    }
    for to, act in acts.items():
        JointColumn.objects.filter(pk=health_column.pk).update(state=state, **stamp)
        before = JournalEntry.objects.count(), out.steps.count()
        if (state, to) in COLUMN_MOVES:
            act()
            assert JointColumn.objects.get(pk=health_column.pk).state == to
        else:
            refused(act)
            assert JointColumn.objects.get(pk=health_column.pk).state == state
            assert (JournalEntry.objects.count(), out.steps.count()) == before


def test_each_step_is_for_its_own_post(signed, out, county_clerk, leader, health_desk):
    stranger = hire("other_desk", health_desk.unit, "township", "林涛")
    assert refused(lambda: approve_table(by=county_clerk, table=signed)) == "lifecycle.not_for_this_post"
    assert (
        refused(lambda: withdraw_table(by=leader, table=signed, reason="不批"))
        == "lifecycle.not_for_this_post"
    )
    assert JointTable.objects.get().state == "signed"
    assert not stranger.may("care.column")
