"""What is written beside the rows of a personnel ledger that goes back to the clerk."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from anxin.ground.files.notes import Notes, SheetNotes
from anxin.ground.files.workbooks import Sheet
from anxin.officers.ledger import Table, tables_of
from anxin.officers.roster_messages import sentence


def notes_of(sheets: Iterable[Sheet], faults: Iterable[Mapping[str, object]]) -> Notes:
    """The notes of every sheet with a ledger, those without a fault too: an older note must go. ``faults`` as
    they are stored; of several in a row each names its column."""
    notes = {table.sheet.name: _none_yet(table) for table in tables_of(sheets)}
    for fault in faults:
        rows, row = notes[str(fault["sheet"])]["rows"], str(fault["row"])
        _kind, text = rows.get(row, ("fault", ""))
        rows[row] = ("fault", f"{text} {_told(fault)}".strip())
    return notes


def _none_yet(table: Table) -> SheetNotes:
    last = max((row.number for row in table.people), default=table.heading.number)
    return SheetNotes(heading_row=table.heading.number, last_row=last, column=table.note_column, rows={})


def _told(fault: Mapping[str, object]) -> str:
    if not fault["heading"]:
        return sentence(fault)
    return _("%(heading)s: %(words)s") % {"heading": fault["heading"], "words": sentence(fault)}
