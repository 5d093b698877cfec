"""The joint measures table on its way: started, sent out, filled and signed side by side, handed in."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import (
    COLUMN,
    COLUMN_MOVES,
    TABLE_MOVES,
    TO_FILL,
    CatalogueEntry,
    JointCell,
    JointColumn,
    JointRow,
    JointTable,
    Need,
    TableStep,
    check,
)
from anxin.care.queries.contacts import contacts_of
from anxin.care.queries.joint import cells_of, five_desks, next_version, without_contact
from anxin.families.models import Household, Person
from anxin.ground.access.actions import give_each, withdraw_each
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

from .in_use import check_in_use
from .measures import check_basis

S, C = JointTable.State, JointColumn.State

# What the departments may be told of a person while measures are agreed. The name goes with the request that
# follows; number, address and telephone are never on the table.
TOLD = {"name": _("name"), "sex": _("sex"), "age": _("age"), "town": _("town or township")}


@dataclass(frozen=True)
class Asked:
    """Which needs stand on the table, in which words the departments read each (``told``, by the need's id),
    which facts of the person go with them, who takes part beside the five, by when it is filled."""

    needs: Sequence[Need]
    due: date
    told: Mapping[uuid.UUID, str] = field(default_factory=dict)
    facts: frozenset[str] = frozenset({"sex", "age", "town"})
    guests: Iterable[Unit] = ()


@dataclass(frozen=True)
class Said:
    """What one cell says: a measure, or none with the reason."""

    kind: str
    words: str = ""
    amount_fen: int | None = None
    ground: str = ""
    handler: str = ""
    due: date | None = None
    proof: str = ""
    entry: CatalogueEntry | None = None
    case_by_case: str = ""
    reason: str = ""


def locked(table: JointTable) -> JointTable:
    """The table as it stands now, kept from others until this act is done."""
    return JointTable.objects.select_for_update().get(pk=table.pk)


def step(table: JointTable, by: Post, move: str, words: str = "") -> None:
    """Write one step of a table's life."""
    TableStep.objects.create(
        table=table, household_id=table.household_id, path=table.path, at=now(), by=by, move=move, words=words
    )


def move_table(table: JointTable, to: str, *, by: Post, reason: str = "", **values: Any) -> JointTable:
    """Move a table to another state by its life cycle, under lock."""
    table = locked(table)
    check(TABLE_MOVES, table.state, to, by=by, reason=reason)
    for name, value in {"state": to, **values}.items():
        setattr(table, name, value)
    table.save(update_fields=["state", *values])
    return table


# — Starting —


@transaction.atomic
def start_table(*, by: Post, household: Household, asked: Asked) -> JointTable:
    """Start the first version, or the next one as a copy of what is in force. The five departments always
    stand on it; one version is worked on at a time."""
    Household.objects.select_for_update().get(pk=household.pk)
    check_in_use(household)
    _check_start(household, asked)
    table = JointTable.objects.create(
        household=household, path=household.path, version=next_version(household), due=asked.due,
        started_by=by, started_at=now(),
    )  # fmt: skip
    columns = _columns(table, by, asked.guests)
    rows = _rows(table, asked)
    _cells(table, columns, rows)
    step(table, by, S.DRAFT)
    record(
        "care.table_started", by=by, on=table, version=table.version, needs=len(rows), columns=len(columns)
    )
    return table


def _check_start(household: Household, asked: Asked) -> None:
    if JointTable.objects.filter(household=household).under_way().exists():
        raise Refused(
            "care.table_under_way",
            _("A table of this family is being worked on. Finish or withdraw that one first."),
        )
    if not asked.needs:
        raise Refused("care.no_needs", _("Choose at least one verified need: the table is made of them."))
    if any(need.household_id != household.pk or need.state != Need.State.OPEN for need in asked.needs):
        raise Refused(
            "care.need_not_open", _("Only verified needs of this family that are not met stand on the table.")
        )
    if asked.due < today():
        raise Refused("care.day_past_due", _("The day by which it is filled cannot lie in the past."))


def _columns(table: JointTable, by: Post, guests: Iterable[Unit]) -> list[JointColumn]:
    shared = {"table": table, "household_id": table.household_id, "path": table.path}
    sides: list[tuple[str, Unit | None]] = list(five_desks(by).items())
    taken = {unit.pk for _domain, unit in sides if unit}
    sides += [("", unit) for unit in guests if unit.pk not in taken]
    return JointColumn.objects.bulk_create(
        JointColumn(**shared, place=place, domain=domain, unit=unit)
        for place, (domain, unit) in enumerate(sides)
    )


def _rows(table: JointTable, asked: Asked) -> list[JointRow]:
    shared = {"table": table, "household_id": table.household_id, "path": table.path}
    return JointRow.objects.bulk_create(
        JointRow(
            **shared, need=need, place=place, told=asked.told.get(need.pk) or told_of(need),
            facts_json=json.dumps(_facts(need, asked.facts), ensure_ascii=False),
        )
        for place, need in enumerate(asked.needs)
    )  # fmt: skip


def told_of(need: Need) -> str:
    """The words that departments read unless the clerk writes others: the theme alone where they speak of
    health."""
    return str(need.theme_words) if need.is_masked else need.words


def _facts(need: Need, chosen: frozenset[str]) -> dict[str, Any]:
    person: Person | None = need.person
    values: dict[str, str | int | None] = {"town": need.household.town}
    if person is not None:
        values |= {"name": person.name, "sex": person.sex, "age": person.age}
    return {code: value for code, value in values.items() if code in chosen and value not in ("", None)}


COPIED = tuple(one.name for one in fields(Said))


def _cells(table: JointTable, columns: Sequence[JointColumn], rows: Sequence[JointRow]) -> None:
    """An empty cell for each need and column; in a new version what the one in force says."""
    held = JointTable.objects.filter(household=table.household_id).in_force().first()
    old = {(one.row.need_id, _side(one.column)): one for one in cells_of(held)} if held else {}
    cells = []
    for row in rows:
        for column in columns:
            cell = JointCell(household_id=table.household_id, path=table.path, column=column, row=row)
            before = old.get((row.need_id, _side(column)))
            for name in (*COPIED, "measure", "filled_by", "filled_at") if before else ():
                setattr(cell, name, getattr(before, name))
            cells.append(cell)
    JointCell.objects.bulk_create(cells)


def _side(column: JointColumn) -> object:
    return column.domain or column.unit_id


# — Out for filling —


@transaction.atomic
def send_out(*, by: Post, table: JointTable) -> JointTable:
    """Send the table out: each participant's desk is given its own column. Refused as long as one of them
    has no named contact, since then nobody could be asked."""
    table = move_table(table, S.FILLING, by=by)
    blocked = without_contact(table)
    if blocked:
        raise Refused(
            "care.no_contact",
            _(
                "No named contact: %(who)s. Name a contact for each under “Contacts of departments”; only "
                "then can the table be sent out."
            ),
            who="、".join(column.who for column in blocked),
        )
    columns = list(table.columns.select_related("unit"))
    contacts = contacts_of([column.unit_id for column in columns if column.unit_id])
    for column in columns:
        JointColumn.objects.filter(pk=column.pk).update(contact=contacts[column.unit_id])  # type: ignore[index]
    open_columns(table, by)
    step(table, by, S.FILLING)
    record("care.table_sent_out", by=by, on=table, columns=len(columns))
    return table


def open_columns(table: JointTable, by: Post, purpose: str = TO_FILL, until: date | None = None) -> None:
    """Let every post of each participant's desk open its own column, for this purpose."""
    holders = {column.pk: column.unit_id for column in table.columns.all() if column.unit_id is not None}
    give_each(by=by, holders=holders, path=table.path, part=COLUMN, purpose=purpose, until=until)


def _out(column: JointColumn) -> tuple[JointTable, JointColumn]:
    """The table, locked, and the column as it stands, while the table is out for filling."""
    table = locked(column.table)
    if table.state != S.FILLING:
        raise Refused(
            "care.table_not_out", _("This table is not out for filling, so nothing of it changes now.")
        )
    return table, JointColumn.objects.select_related("unit").get(pk=column.pk)


def _is_theirs(by: Post, column: JointColumn) -> bool:
    return by.may("care.column") and by.unit_id == column.unit_id


def _check_fills(by: Post, column: JointColumn) -> None:
    """A desk fills its own column; the clerk enters what a department wrote on paper or said."""
    if not (_is_theirs(by, column) or by.may("care.measure")):
        raise Refused("care.not_your_column", _("This column belongs to another department."))
    if column.is_signed:
        raise Refused(
            "care.column_signed",
            _("This column is signed. The clerk can take the signature back, with a reason."),
        )


@transaction.atomic
def fill_cell(*, by: Post, cell: JointCell, said: Said) -> JointCell:
    """Say what this department does about this need, or that it does nothing and why."""
    _table, column = _out(cell.column)
    _check_fills(by, column)
    cell = JointCell.objects.select_related("measure").get(pk=cell.pk)
    if cell.is_fixed:
        raise Refused(
            "care.cell_under_way",
            _("This measure is with a department or done already; the new version carries it on as it is."),
        )
    said = _checked(column, said)
    for name in COPIED:
        setattr(cell, name, getattr(said, name))
    cell.filled_by, cell.filled_at = by, now()
    cell.save(update_fields=[*COPIED, "filled_by", "filled_at"])
    record("care.cell_filled", by=by, on=cell, kind=cell.kind, column=column.pk)
    return cell


def _checked(column: JointColumn, said: Said) -> Said:
    """What is complete, and of a measure or of none only what belongs to it."""
    if said.kind == JointCell.Kind.NONE:
        if not said.reason.strip():
            raise Refused("care.reason_missing", _("Say why there is no measure."))
        return Said(JointCell.Kind.NONE, reason=said.reason)
    if not (said.words.strip() and said.ground.strip() and said.handler.strip() and said.due):
        raise Refused(
            "care.cell_incomplete",
            _("A measure says what is done, on what ground, who does it and by when."),
        )
    check_basis(column.path, said.entry, said.case_by_case)
    return said


def _check_filled(column: JointColumn) -> None:
    if column.cells.filter(kind=JointCell.Kind.EMPTY).exists():
        raise Refused(
            "care.column_not_filled",
            _("Fill every need first: a measure, or no measure with the reason. Then sign."),
        )


def _signed(table: JointTable, column: JointColumn, to: str, *, by: Post, on: date, move: str) -> JointColumn:
    check(COLUMN_MOVES, column.state, to, by=by)
    _check_filled(column)
    column.state, column.signed_by, column.signed_on, column.signed_at = to, by, on, now()
    column.save(update_fields=["state", "signed_by", "signed_on", "signed_at"])
    step(table, by, move, column.who)
    return column


@transaction.atomic
def sign_column(*, by: Post, column: JointColumn) -> JointColumn:
    """Sign one's own column once every need is filled."""
    table, column = _out(column)
    if not _is_theirs(by, column):
        raise Refused("care.not_your_column", _("This column belongs to another department."))
    column = _signed(table, column, C.SIGNED, by=by, on=today(), move="column")
    record("care.column_signed", by=by, on=column)
    return column


@transaction.atomic
def sign_on_paper(*, by: Post, column: JointColumn, on: date) -> JointColumn:
    """Note that a department signed its column on paper, on a day since the table went out."""
    table, column = _out(column)
    if on > today():
        raise Refused("care.day_ahead", _("The day lies in the future."))
    column = _signed(table, column, C.PAPER, by=by, on=on, move="paper")
    record("care.column_signed_on_paper", by=by, on=column, day=on)
    return column


@transaction.atomic
def reopen_column(*, by: Post, column: JointColumn, reason: str) -> JointColumn:
    """Take a signature back so that the department can change its column, with the reason."""
    table, column = _out(column)
    check(COLUMN_MOVES, column.state, C.OPEN, by=by, reason=reason)
    column.state, column.signed_by, column.signed_on, column.signed_at = C.OPEN, None, None, None
    column.save(update_fields=["state", "signed_by", "signed_on", "signed_at"])
    step(table, by, "reopened", reason)
    record("care.column_reopened", by=by, on=column)
    return column


# — To the leader, or given up —


@transaction.atomic
def hand_in(*, by: Post, table: JointTable) -> JointTable:
    """Hand the table to the leader once every column is signed."""
    table = move_table(table, S.SIGNED, by=by)
    missing = table.columns.filter(state=C.OPEN).select_related("unit")
    if missing:
        raise Refused(
            "care.columns_open",
            _("Not signed yet: %(who)s. All must have signed before the leader can approve."),
            who="、".join(column.who for column in missing),
        )
    step(table, by, S.SIGNED)
    record("care.table_handed_in", by=by, on=table)
    return table


@transaction.atomic
def withdraw_table(*, by: Post, table: JointTable, reason: str) -> JointTable:
    """Give the table up, with the reason; every desk's access to it ends. What is in force stays so."""
    table = move_table(table, S.WITHDRAWN, by=by, reason=reason)
    columns = [column.pk for column in table.columns.all()]
    withdraw_each(by=by, records=columns, path=table.path, part=COLUMN)
    step(table, by, S.WITHDRAWN, reason)
    record("care.table_withdrawn", by=by, on=table)
    return table
