"""A one-time link for a department that seldom signs in: to fill and sign its column of one joint table."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import Said as Filled
from anxin.care.actions import fill_cell, sign_column
from anxin.care.models import DepartmentContact, JointCell, JointColumn, JointTable
from anxin.care.queries import entries_for
from anxin.family_page import passes
from anxin.family_page.models import Pass, Said
from anxin.family_page.queries import fills
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .carrying import carrier, column_of, day_of, readable, who_said
from .links import Link, named_contact

COLUMN = Pass.Kind.COLUMN.value
KINDS = (JointCell.Kind.MEASURE.value, JointCell.Kind.NONE.value)
LONGEST = {"handler": 80, "proof": 120, "case_by_case": 200}  # characters, as the house's own form lets in
MOST_FEN = 10**13  # a hundred thousand million yuan: more is a slip or malice


@transaction.atomic
def send_column_link(*, by: Post, column: JointColumn) -> Link:
    """Make a one-time link for the named contact of a column's department; an earlier link ends with it.

    The door is given a snapshot of this column alone. Refused: signed or not out, no contact, no door, or a
    contact whose post signs no columns."""
    column = _locked(column)
    if not fills(column):
        raise Refused("door.column_closed", _("This column is not out for filling: no link is needed."))
    contact = named_contact(column.unit)
    if not contact.post.may("care.column"):
        raise Refused(
            "door.contact_signs_nothing",
            _("This contact may not sign a column: let it sign on paper, or name another contact."),
        )
    ends = now() + timedelta(hours=passes.HOURS)
    token, code = passes.issue(
        by=by, kind=COLUMN, subject=column.pk, path=column.path, until=ends, contact=contact.post_id,
        sheet=column_sheet(column, contact),
    )  # fmt: skip
    record("door.link_made", by=by, on=column, contact=contact.post_id, ends=ends.date())
    return Link(passes.link(token), code, contact, ends)


@transaction.atomic
def withdraw_column_link(*, by: Post, column: JointColumn) -> None:
    """End the link of a column at once: whoever holds it sees nothing any more."""
    column = _locked(column)
    if not passes.withdraw_open(kind=COLUMN, subject=column.pk):
        raise Refused("door.no_link", _("There is no link to withdraw."))
    record("door.link_withdrawn", by=by, on=column)


def _locked(column: JointColumn) -> JointColumn:
    """Two clerks at once: one after the other."""
    rows = JointColumn.objects.select_for_update(of=("self",))
    return rows.select_related("table__started_by__unit", "unit", "household").get(pk=column.pk)


def end_signed() -> int:
    """End the links of columns that were signed another way, or whose table is not out any more. Upkeep."""
    held = Pass.objects.open().filter(kind=COLUMN)
    columns = JointColumn.objects.filter(pk__in=held.values("subject"))
    owed = columns.filter(state=JointColumn.State.OPEN, table__state=JointTable.State.FILLING)
    over = columns.exclude(pk__in=owed.values("pk")).values_list("pk", flat=True)
    return held.filter(subject__in=list(over)).update(withdrawn_at=now(), withdrawn_why=Pass.Why.ANSWERED)


def column_sheet(column: JointColumn, contact: DepartmentContact) -> dict[str, Any]:
    """What the door shows of a column: per need the words told to departments and what stands there today."""
    table = column.table
    cells = column.cells.select_related("row", "measure", "entry")
    return {
        "code": column.code, "desk": column.who, "unit": table.started_by.unit.label,
        "sender": table.started_by.name, "due": table.due, "contact": contact.name,
        "contact_phone": contact.phone, "needs": [_need(one) for one in cells],
        "entries": [[str(one.pk), f"{one.mark}　{one.title}"] for one in entries_for(column.path)],
    }  # fmt: skip


def _need(cell: JointCell) -> dict[str, Any]:
    names = ("kind", "words", "amount_fen", "ground", "handler", "due", "proof", "case_by_case", "reason")
    held = {name: getattr(cell, name) for name in names}
    entry = {"entry": str(cell.entry_id or ""), "basis": str(cell.entry or "")}
    row = {"place": cell.row.place, "told": cell.row.told, "facts": cell.row.facts, "fixed": cell.is_fixed}
    return held | entry | row


# — What was said at the door —


@carrier(COLUMN, "opened")
def _opened(said: Said) -> None:
    record("door.column_opened", by=who_said(said), on=column_of(said))


@carrier(COLUMN, "done")
def _done(said: Said) -> None:
    """Fill every need and sign: the same acts as at the department's own desk, all of them or none."""
    by, column = who_said(said), column_of(said)
    with readable():
        given = {str(place): dict(cell) for place, cell in said.content["needs"].items()}
    for cell in column.cells.select_related("row", "column", "measure"):
        if not cell.is_fixed and (told := given.get(str(cell.row.place))):
            with readable():
                filled = _filled(column, told)
            fill_cell(by=by, cell=cell, said=filled)
    sign_column(by=by, column=column)


def _filled(column: JointColumn, told: Mapping[str, Any]) -> Filled:
    if told["kind"] not in KINDS:
        raise ValueError("kind")
    entry = entries_for(column.path).get(pk=told["entry"]) if told["entry"] else None
    names = ("words", "ground", "handler", "proof", "case_by_case", "reason")
    words = {name: str(told[name])[: LONGEST.get(name)] for name in names}
    return Filled(
        kind=str(told["kind"]), amount_fen=_sum(told), due=day_of(told, "due"), entry=entry, **words
    )


def _sum(told: Mapping[str, Any]) -> int | None:
    if told["amount_fen"] is None:
        return None
    if not 0 < int(told["amount_fen"]) < MOST_FEN:
        raise ValueError("amount_fen")
    return int(told["amount_fen"])
