"""Gives a clerk's own workbook back with a red 问题 column that says what is wrong in which row."""

import os
import tempfile
from pathlib import Path

from anxin.ground.files.notes import Kind, Notes, SheetNotes
from anxin.surveys.ledger.limits import Limits, Unreadable
from anxin.surveys.ledger.messages import sentence
from anxin.surveys.ledger.reading import run_child
from anxin.surveys.ledger.shapes import Fault, Ledger

DEFAULT_LIMITS = Limits()
_XLSX = ".xlsx"


def return_workbook(path: Path, ledger: Ledger, to: Path, *, limits: Limits = DEFAULT_LIMITS) -> Path:
    """Writes a ledger's workbook with its notes and returns where it is. Sentences are in the active
    language. Raises Unreadable.
    """
    return write_notes(path, notes_of(ledger), to, limits)


def write_notes(path: Path, notes: Notes, to: Path, limits: Limits) -> Path:
    """Writes a workbook with notes of anybody's and returns where it is. `path` itself is never touched.

    An xlsx keeps everything it has. Other kinds (xls, ods, CSV) come back as .xlsx with their cells and
    merged cells only, so the name may differ from `to` by its ending. Raises Unreadable;
    then nothing is left behind.
    """
    handle, draft = tempfile.mkstemp(prefix=".", suffix=_XLSX, dir=to.parent)
    os.close(handle)
    try:
        same = _write(path, Path(draft), notes, limits)
        target = to if same and to.suffix.lower() == path.suffix.lower() else to.with_suffix(_XLSX)
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return target


def _write(path: Path, draft: Path, notes: Notes, limits: Limits) -> bool:
    order: dict[str, object] = {
        "act": "return",
        "path": str(path.absolute()),
        "to": str(draft.absolute()),
        "notes": notes,
    }
    for answer in run_child(order, path, limits):
        if isinstance(answer, dict) and "same" in answer:
            return bool(answer["same"])
    raise Unreadable("not_workbook")


def notes_of(ledger: Ledger) -> Notes:
    """The notes of every sheet of ours, those without a fault too: an older note must go."""
    notes: Notes = {
        name: SheetNotes(
            heading_row=table.heading_row, last_row=table.last_row, column=table.note_column, rows={}
        )
        for name, table in ledger.tables.items()
    }
    for kind, findings in (("fault", ledger.faults), ("mended", ledger.mended)):
        for finding in findings:
            _add(notes[finding.sheet], finding, "fault" if kind == "fault" else "mended")
    return notes


def _add(notes: SheetNotes, finding: Fault, kind: Kind) -> None:
    """A row has one note; beside a fault a mending goes in the same red sentence."""
    rows, row = notes["rows"], str(finding.row)
    before, text = rows.get(row, (kind, ""))
    rows[row] = (before, f"{text} {sentence(finding)}".strip())
