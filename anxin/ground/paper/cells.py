"""The rows of a table as XML, a whole row at once.

XlsxWriter spends six microseconds on a cell, nearly all of it on calls between its own layers; a list of
100,000 rows has 2.6 million cells. So the rows of data are put together here, letter for letter as XlsxWriter
writes them (`tests/test_cells.py` holds them to that), and everything else about a workbook stays with it.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from anxin.ground.paper.wording import printable

Value = str | int | Decimal | datetime.date | None

QUANTITY = (int, Decimal)
LONGEST_TEXT = 32_767  # of UTF-16 units, as Excel counts characters
FIRST_YEAR = 1900  # earlier days are text: Excel's calendar begins here
DAY_0 = datetime.date(1899, 12, 31).toordinal()
LEAP_1900 = 59  # Excel counts a 29 February 1900, which there was not
UNUSUAL = re.compile(r"[&<>]|_x|^\s|\s$")
LOOKS_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")  # Excel reads this as one character, unless told otherwise
OUTER_SPACE = re.compile(r"^\s|\s$")


class Place(NamedTuple):
    """One column of cells: its letters, whether it holds quantities, and the numbers of its formats."""

    letters: str
    counts: bool
    usual: int
    text: int
    date: int


def places(kinds: Sequence[str], number_of: Callable[[str, str], int]) -> list[Place]:
    """The columns from A on. `number_of` gives the number of a format by its set (cells, texts) and kind."""
    return [
        Place(
            xl_col_to_name(at),
            kind in ("number", "money"),
            number_of("cells", kind),
            number_of("texts", kind),
            number_of("cells", "date"),
        )
        for at, kind in enumerate(kinds)
    ]


def put_row(sheet: Any, row: int, cells: Sequence[Place], values: Sequence[Value]) -> None:
    """Write one row under all that were written (`row` counts from 0) into a sheet of constant memory."""
    sheet._check_dimensions(row, len(cells) - 1)
    sheet._write_single_row(row)  # what stands above, and was written cell by cell
    name = str(row + 1)
    told = "".join([cell(place, name, value) for place, value in zip(cells, values, strict=True)])
    sheet.row_data_fh.write(f'<row r="{name}">{told}</row>')


def cell(place: Place, row: str, value: Value) -> str:
    """One cell; `row` counts from 1. Nothing is ever a formula: what is no number and no date is a text."""
    if value is None or value == "":
        return f'<c r="{place.letters}{row}" s="{place.usual}"/>'
    if isinstance(value, str):
        return _text(place, row, value)
    if isinstance(value, datetime.date):
        if value.year >= FIRST_YEAR:
            return f'<c r="{place.letters}{row}" s="{place.date}"><v>{_serial(value)}</v></c>'
    elif place.counts and isinstance(value, QUANTITY):
        return f'<c r="{place.letters}{row}" s="{place.usual}"><v>{value:.16G}</v></c>'
    return _text(place, row, str(value))


def _serial(day: datetime.date) -> int:
    """A day as Excel counts it."""
    days = day.toordinal() - DAY_0
    return days + 1 if days > LEAP_1900 else days


def _text(place: Place, row: str, text: str) -> str:
    words, space = fitting(text), ""
    if UNUSUAL.search(words):
        space = ' xml:space="preserve"' if OUTER_SPACE.search(words) else ""
        words = escape(LOOKS_ESCAPED.sub(r"_x005F\1", words))
    start = f'<c r="{place.letters}{row}" s="{place.text}" t="inlineStr">'
    return f"{start}<is><t{space}>{words}</t></is></c>"


def fitting(text: str) -> str:
    """The text as a cell can hold it; one that is too long says that it goes on."""
    words = printable(text)
    if len(words) <= LONGEST_TEXT // 2:  # two units each at most
        return words
    units = words.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return words
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
