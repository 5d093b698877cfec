"""Reading workbooks and giving them back for the rooms beside this one (ground.files.workbooks)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from anxin.ground.files.notes import Notes
from anxin.ground.files.workbooks import reads_workbooks, returns_workbooks
from anxin.ground.jobs.refusals import Refused

from .actions import limits
from .ledger.limits import Unreadable
from .ledger.messages import unreadable
from .ledger.reading import Sheet, read_sheets
from .ledger.returned import write_notes
from .ledger.template import META


@reads_workbooks
def sheets_of(path: Path) -> Sequence[Sheet]:
    """The visible sheets, read in a process of its own."""
    with _in_words():
        return [sheet for sheet in read_sheets(path, limits()) if sheet.name != META]


@returns_workbooks
def returned(path: Path, notes: Notes, to: Path) -> Path:
    """The workbook with its notes, written in a process of its own."""
    with _in_words():
        return write_notes(path, notes, to, limits())


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except Unreadable as bad:
        raise Refused(f"workbook.{bad.code}", unreadable(bad)) from bad
