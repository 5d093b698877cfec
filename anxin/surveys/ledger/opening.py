"""Opens a workbook of any kind that offices send, as rows of cells. Runs in the child process only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from anxin.surveys.ledger import packing, plaintext
from anxin.surveys.ledger.limits import Limits, Unreadable
from anxin.surveys.ledger.template import META

Value = str | float | int | bool | date | datetime | time | timedelta
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A visible sheet: rows with their numbers as Excel shows them, empty rows left out.

    `merged` holds (first row, first column, last row, last column), all from 1.
    """

    name: str
    merged: list[tuple[int, int, int, int]]
    rows: Iterable[tuple[int, list[Value]]]


def open_sheets(path: Path, limits: Limits, *, meta: bool = False) -> Iterator[OpenSheet]:
    """The visible sheets; with ``meta`` also the hidden one by which our own exports are known again. Raises
    Unreadable."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise Unreadable("empty")
    if not head.startswith((_ZIP, _OLE)):
        text_rows: Iterator[tuple[int, list[Value]]] = (
            (n, [*row]) for n, row in plaintext.rows(path, limits)
        )
        yield OpenSheet("", [], _checked(text_rows, 0, limits))
        return
    if head.startswith(_ZIP):
        packing.check(path, limits)
    yield from _sheets(path, limits, meta)


def _sheets(path: Path, limits: Limits, meta: bool) -> Iterator[OpenSheet]:
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for number, about in enumerate(workbook.sheets_metadata):
            own = meta and about.name == META and about.visible == SheetVisibleEnum.Hidden
            if about.visible == SheetVisibleEnum.Visible or own:
                yield _sheet(workbook.get_sheet_by_index(number), limits)
    except PasswordError:
        raise Unreadable("password") from None
    except (CalamineError, ValueError):
        raise Unreadable("not_workbook") from None


def _sheet(sheet: CalamineSheet, limits: Limits) -> OpenSheet:
    first_column = sheet.start[1] if sheet.start else 0
    merged = [(r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()]
    rows = enumerate(sheet.iter_rows(), 1) if sheet.start else ()
    return OpenSheet(sheet.name, merged, _checked(rows, first_column, limits))


def _checked(
    rows: Iterable[tuple[int, list[Value]]], first_column: int, limits: Limits
) -> Iterator[tuple[int, list[Value]]]:
    """Rows that hold anything, padded on the left to column A. Raises Unreadable for too many or too long
    cells.
    """
    pad: list[Value] = [""] * first_column
    cells = filled = chars = 0
    for number, row in rows:
        cells += len(row)
        filled += any(value != "" for value in row)
        chars += sum(len(value) for value in row if type(value) is str)
        if cells > limits.cells or filled > limits.rows or chars > limits.chars:
            raise Unreadable(
                "too_many_cells", row=number, column=packing.column_letter(first_column + len(row))
            )
        if any(value != "" for value in row):
            if any(type(value) is str and len(value) > limits.cell_chars for value in row):
                raise Unreadable("cell_too_long", row=number)
            yield number, pad + row
