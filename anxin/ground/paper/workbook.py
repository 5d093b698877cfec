"""Tables out to Excel as a clerk lays out a 台账: title over all columns, heads that stay, one page wide.

Every text is written as text and its cells are formatted as text, so that no name, number or remark ever
becomes a formula, not even when somebody edits the cell. Memory stays flat however many rows come.
"""

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from anxin.ground.paper.cells import FIRST_YEAR, QUANTITY, Value, fitting, places, put_row
from anxin.ground.paper.wording import ems, printable

Kind = Literal["text", "id", "date", "number", "money"]

FORMATS = {"text": "@", "id": "@", "date": "yyyy年m月d日", "number": "0", "money": "#,##0.00"}
SIDES: dict[str, dict[str, str | int | bool]] = {
    "text": {"text_wrap": True},
    "id": {},
    "date": {"align": "center"},
    "number": {"align": "right", "indent": 1},
    "money": {"align": "right", "indent": 1},
}
MOST_ROWS = 1_048_576
LOOKED_AT = 200  # rows that decide the width of the columns
NARROW, WIDE = 6, 40  # bounds of a column's width, in Latin characters
MARK_LENGTH = 120  # characters of the mark on every printed page: Excel drops a foot of more than 255
SHEET_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
EDGE, SHADE = "#B9B3A5", "#EFEDE7"


@dataclass(frozen=True)
class Column:
    """A column: its head, what it holds, and how to enter it.

    `id` is for identity numbers, telephones and accounts: digits that are no quantity. Neighbours with the
    same `group` share a merged head above their own. `choices` become a drop-down list.
    """

    head: str
    kind: Kind = "text"
    width: float = 0  # in Latin characters; 0: from the first rows
    group: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stamp:
    """Who made a file, when, under which number: on every printed page and in the file's own properties."""

    mark: str
    author: str
    number: str


def table_xlsx(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    title: str,
    footer: str | Sequence[str] = "",
    meta: Mapping[str, str] | None = None,
    *,
    stamp: Stamp | None = None,
    work: Path | None = None,
) -> bytes:
    """The table as an .xlsx file.

    `footer` stands under the last row (填表人, 审核人, 填报时间), one line each. `meta` goes to the hidden
    sheet `_meta` as key and value, so that an import knows its own template again. `work` is where rows lie
    until the file is whole (the system's temporary folder otherwise). ValueError if a row does not fit the
    columns or there are more rows than a sheet can hold.
    """
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options | {"tmpdir": str(work) if work else None}) as book:
        writer = _Writer(book, columns, title, stamp)
        writer.heads()
        writer.rows(rows)
        writer.foot([footer] if isinstance(footer, str) else footer)
        writer.page()
        _meta(book, meta or {})
        _lists(book, columns)
    return out.getvalue()


class _Writer:
    """Writes one sheet from top to bottom; a row once passed cannot be written again (constant memory)."""

    def __init__(self, book: Any, columns: Sequence[Column], title: str, stamp: Stamp | None = None) -> None:
        if not columns:
            raise ValueError("a table needs a column")
        self.stamp = stamp
        if stamp:
            book.set_properties(_properties(stamp, title))
        self.columns, self.title = columns, printable(title)
        self.sheet = book.add_worksheet(sheet_name(self.title))
        self.looks = _Looks(book)
        self.levels = 2 if any(column.group for column in columns) else 1
        self.first = 1 + self.levels  # row of the first data, counted from 0
        self.next = self.first
        self.widths = [max(map(_width, column.head.split("\n"))) for column in columns]

    def heads(self) -> None:
        """The title merged over all columns, then one or two rows of heads that stay in sight."""
        last = len(self.columns) - 1
        self.sheet.set_row(0, 30)
        if last:
            self.sheet.merge_range(0, 0, 0, last, self.title, self.looks.title)
        else:
            self.sheet.write_string(0, 0, self.title, self.looks.title)
        for at, column in enumerate(self.columns):
            self.sheet.write_string(1, at, printable(column.group or column.head), self.looks.head)
        if self.levels == 2:
            self._second_level()

    def _second_level(self) -> None:
        """Groups are merged across; a head without a group is merged down over both rows."""
        for start, end, group in _runs(self.columns):
            self.sheet.merge_range(1, start, 1, end, printable(group), self.looks.head)
        for at, column in enumerate(self.columns):
            self.sheet.write_string(2, at, printable(column.head) if column.group else "", self.looks.head)
            if not column.group:
                # merge_range would write row 1 again, which constant memory has passed
                self.sheet.merge.append([1, at, 2, at])

    def rows(self, rows: Iterable[Sequence[Value]]) -> None:
        """The data, a whole row at once (see cells); the first rows decide the width of the columns."""
        formed = {"cells": self.looks.cells, "texts": self.looks.texts}
        kinds = [column.kind for column in self.columns]
        cells = places(kinds, lambda of, kind: int(formed[of][kind]._get_xf_index()))
        for row in rows:
            if len(row) != len(self.columns):
                raise ValueError("every row needs one cell for each column")
            if self.next >= MOST_ROWS - 10:
                raise ValueError("more rows than a sheet can hold")
            if self.next < self.first + LOOKED_AT:
                self._measure(row)
            put_row(self.sheet, self.next, cells, row)
            self.next += 1

    def _measure(self, row: Sequence[Value]) -> None:
        shown = [_shown(column.kind, value) for column, value in zip(self.columns, row, strict=True)]
        self.widths = [max(width, _width(words)) for width, words in zip(self.widths, shown, strict=True)]

    def foot(self, lines: Sequence[str]) -> None:
        """Lines under the table, each over all columns; the table itself ends before them."""
        self.end = max(self.next - 1, self.first)
        for number, line in enumerate(filter(None, lines), start=self.next):
            self.sheet.write_string(number, 0, printable(line), self.looks.foot)

    def page(self) -> None:
        """A4 across, all columns on one page's width, heads on every page, drop-down lists."""
        last = len(self.columns) - 1
        for at, (column, width) in enumerate(zip(self.columns, self.widths, strict=True)):
            fitting = column.width or min(max(width + 2, NARROW), WIDE)
            self.sheet.set_column(at, at, fitting, self.looks.empty[column.kind])
            if column.choices:
                source = f"=_lists!${_letter(at)}$1:${_letter(at)}${len(column.choices)}"
                rule = {"validate": "list", "source": source}
                self.sheet.data_validation(self.first, at, self.end + 1000, at, rule)
        self.sheet.freeze_panes(self.first, 0)
        self.sheet.autofilter(self.first - 1, 0, self.end, last)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(1, self.first - 1)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        mark = f"&L{page_text(self.stamp.mark)}" if self.stamp else ""
        self.sheet.set_footer(f"{mark}&R&P / &N" if mark else "&C&P / &N")


def _properties(stamp: Stamp, title: str) -> dict[str, str]:
    said = {"title": title, "author": stamp.author, "keywords": stamp.number, "comments": stamp.mark}
    return {key: printable(value).replace("\n", " ")[:MARK_LENGTH] for key, value in said.items()}


def page_text(text: str) -> str:
    """Text for the head or foot of printed pages: there ``&`` begins a code (&G a picture, &F a name), and
    doubled it still counts as one for XlsxWriter; the wide ＆ begins none."""
    return printable(text).replace("\n", " ")[:MARK_LENGTH].replace("&", "＆")


def _runs(columns: Sequence[Column]) -> Iterable[tuple[int, int, str]]:
    """First and last column of every group of two or more neighbours."""
    for group, run in groupby(enumerate(columns), key=lambda pair: pair[1].group):
        places = [at for at, _ in run]
        if group and len(places) > 1:
            yield places[0], places[-1], group


class _Looks:
    """The formats of a sheet: hairlines, grey heads, text as text."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1, "border_color": EDGE}
        head = {
            **base,
            "bold": True,
            "align": "center",
            "text_wrap": True,
            "bg_color": SHADE,
            "num_format": "@",
        }
        self.title = book.add_format(
            {"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter", "num_format": "@"}
        )
        self.head = book.add_format(head)
        self.foot = book.add_format({"font_name": "宋体", "font_size": 11, "num_format": "@"})
        self.cells, self.texts, self.empty = {}, {}, {}
        for kind, form in FORMATS.items():
            self.cells[kind] = book.add_format({**base, **SIDES[kind], "num_format": form})
            self.texts[kind] = book.add_format({**base, **SIDES[kind], "num_format": "@"})
            self.empty[kind] = book.add_format({"num_format": form})


def sheet_name(title: str) -> str:
    """A name Excel accepts: at most 31 characters, none of []:*?/\\ and no apostrophe."""
    return title.translate(SHEET_FORBIDDEN).replace("\n", " ").strip()[:31] or "Sheet1"


def _meta(book: Any, meta: Mapping[str, str]) -> None:
    if not meta:
        return
    sheet = book.add_worksheet("_meta")
    for row, (key, value) in enumerate(meta.items()):
        sheet.write_string(row, 0, printable(key))
        sheet.write_string(row, 1, printable(value))
    sheet.hide()


def _lists(book: Any, columns: Sequence[Column]) -> None:
    """The choices of drop-down lists, on a hidden sheet: Excel breaks on 255 characters in the rule."""
    longest = max((len(column.choices) for column in columns), default=0)
    if not longest:
        return
    sheet = book.add_worksheet("_lists")
    for row in range(longest):
        for at, column in enumerate(columns):
            if row < len(column.choices):
                sheet.write_string(row, at, printable(column.choices[row]))
    sheet.hide()


def _width(words: str) -> float:
    """Width in Latin characters of the default face: a Han character counts as two."""
    return ems(words, 0.5) * 2


def _shown(kind: Kind, value: Value) -> str:
    """What a cell shows, near enough for its width."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return "2026年12月23日" if value.year >= FIRST_YEAR else str(value)
    if isinstance(value, QUANTITY) and kind in ("number", "money"):
        return f"{value:,}"
    return fitting(str(value))


def _letter(at: int) -> str:
    return str(xl_col_to_name(at))
