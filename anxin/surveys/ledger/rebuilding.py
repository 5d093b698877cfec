"""Writes a workbook anew with its notes, where the original cannot carry them (xls, ods, CSV, unusual xlsx).

Text is written as text: nothing that came in can become a formula. Runs in the child process only.
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from anxin.ground.files.notes import TITLE, Notes, SheetNotes
from anxin.surveys.ledger.opening import OpenSheet, Value

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_RED, _GREY = "#C00000", "#808080"


def rebuild(sheets: Iterable[OpenSheet], target: Path, notes: Notes) -> None:
    """Writes `target` from the cells of the visible sheets, with the notes in a column on the right."""
    with xlsxwriter.Workbook(str(target), _OPTIONS) as book:
        looks = {
            "title": book.add_format({"bold": True, "font_color": _RED}),
            "fault": book.add_format({"font_color": _RED}),
            "mended": book.add_format({"font_color": _GREY}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name or None)
            told = notes.get(sheet.name)
            width = _write_cells(page, sheet, looks["day"], told["column"] if told else None)
            if told:
                _write_notes(page, told, width, looks)


def _write_cells(page: Worksheet, sheet: OpenSheet, day: Format, left_out: int | None) -> int:
    """Writes all cells but those of the column `left_out` (from 1), and returns the number of columns."""
    for top, left, bottom, right in sheet.merged:
        if (top, left) != (bottom, right):
            page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    width = 0
    for number, cells in sheet.rows:
        width = max(width, len(cells))
        for column, value in enumerate(cells):
            if value != "" and column + 1 != left_out:
                _write_cell(page, number - 1, column, value, day)
    page.set_column(0, max(width - 1, 0), 14)
    return width


def _write_cell(page: Worksheet, row: int, column: int, value: Value, day: Format) -> None:
    if isinstance(value, date | datetime):
        page.write_datetime(row, column, value, day)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    else:
        page.write_string(row, column, str(value))


def _write_notes(page: Worksheet, notes: SheetNotes, width: int, looks: dict[str, Format]) -> None:
    column = notes["column"] - 1 if notes["column"] else width
    page.set_column(column, column, 60)
    page.write_string(notes["heading_row"] - 1, column, TITLE, looks["title"])
    for row, (kind, text) in notes["rows"].items():
        page.write_string(int(row) - 1, column, text, looks[kind])
    page.autofilter(notes["heading_row"] - 1, column, notes["last_row"] - 1, column)
