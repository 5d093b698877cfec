"""The leader's word on a joint measures table: returned, or approved, and then its cells are measures."""

from datetime import timedelta

from django.db import transaction

from anxin.care.models import AGREED, JointCell, JointTable, Measure, Need
from anxin.care.queries.joint import Line, matrix_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import record

from .joint import move_table, open_columns, step

S = JointTable.State
REREAD_DAYS = 90  # a desk may read what it agreed to for a quarter, then the door closes by itself


@transaction.atomic
def return_table(*, by: Post, table: JointTable, reason: str) -> JointTable:
    """Send a signed table back with the reason. Signatures stand; the clerk takes back those that must
    change."""
    table = move_table(table, S.FILLING, by=by, reason=reason)
    step(table, by, "back", reason)
    record("care.table_returned", by=by, on=table)
    return table


@transaction.atomic
def approve_table(*, by: Post, table: JointTable) -> JointTable:
    """Approve a signed table: it is in force from this moment and never changes again; the version before is
    replaced, and each cell with a measure is a measure of the family's plan."""
    _replace(table, by)
    matrix = matrix_of(table)
    made = sum(_agree(line, by) for line in matrix.lines if line.row.need.state == Need.State.OPEN)
    table = move_table(table, S.IN_FORCE, by=by, approved_by=by, approved_at=now())
    open_columns(table, by, AGREED, today() + timedelta(days=REREAD_DAYS))
    step(table, by, S.IN_FORCE)
    record("care.table_approved", by=by, on=table, version=table.version, measures=made)
    return table


def _replace(table: JointTable, by: Post) -> None:
    held = JointTable.objects.filter(household=table.household_id).in_force().first()
    if held is not None:
        move_table(held, S.REPLACED, by=by)
        step(held, by, S.REPLACED)


def _agree(line: Line, by: Post) -> int:
    """Turn one need's cells into measures; returns how many are new. Where nobody does anything, that is a
    decision too and is kept as one, with everybody's reason."""
    cells = [field.cell for field in line.fields]
    kept = [cell for cell in cells if cell.kind == JointCell.Kind.MEASURE]
    for cell in cells:
        if cell.kind == JointCell.Kind.NONE and cell.measure is not None:
            _no_longer(cell.measure, cell.reason)
    fresh = [cell for cell in kept if cell.measure is None]
    for cell in kept:
        if not cell.is_fixed:
            _become(cell, line.row.need, by)
    if not kept and not Measure.objects.filter(need=line.row.need).exists():
        _decide_none(line.row.need, cells, by)
    return len(fresh)


def _become(cell: JointCell, need: Need, by: Post) -> None:
    """The measure that a cell is: made now, or brought to what the new version says while it is planned."""
    said = {
        "domain": cell.column.domain, "unit": cell.column.unit, "words": cell.words,
        "amount_fen": cell.amount_fen, "ground": cell.ground, "due": cell.due, "entry": cell.entry,
        "case_by_case": cell.case_by_case, "decided_by": by, "decided_at": now(),
    }  # fmt: skip
    shared = {"need": need, "household_id": need.household_id, "path": need.path}
    if cell.measure_id is not None:
        for name, value in said.items():
            setattr(cell.measure, name, value)
        cell.measure.save(update_fields=list(said))  # type: ignore[union-attr]  # it has one
        return
    cell.measure = Measure.objects.create(**said, **shared)
    JointCell.objects.filter(pk=cell.pk).update(measure=cell.measure)


def _no_longer(measure: Measure, reason: str) -> None:
    """A planned measure that the new version does without."""
    planned = Measure.objects.filter(pk=measure.pk, state=Measure.State.PLANNED)
    planned.update(state=Measure.State.NONE, reason=reason)


def _decide_none(need: Need, cells: list[JointCell], by: Post) -> None:
    Measure.objects.create(
        need=need, household_id=need.household_id, path=need.path, state=Measure.State.NONE,
        reason="\n".join(f"{cell.column.who}：{cell.reason}" for cell in cells),
        decided_by=by, decided_at=now(),
    )  # fmt: skip
