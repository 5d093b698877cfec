"""Rows written whole are, letter for letter, what XlsxWriter writes cell by cell."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from anxin.ground.paper.cells import FIRST_YEAR, LONGEST_TEXT, QUANTITY, fitting, places, put_row
from anxin.ground.paper.wording import printable
from anxin.ground.paper.workbook import FORMATS, Column, table_xlsx

KINDS = tuple(FORMATS)
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
VALUES = (
    None,
    "",
    "周明远",
    "欧阳𬭎",
    "<b>甲</b> & \"乙\" 'x'",
    "<r>markup</r>",
    " 前",
    "后 ",
    "上\n下",
    "末\n",
    "_x000A_",
    "_x_",
    "=1+1",
    "\x00",
    "长" * 40_000,
    0,
    -7,
    123_456_789_012_345,
    Decimal("1294160.00"),
    Decimal("0.10"),
    Decimal("1E+3"),
    date(1899, 12, 31),
    date(1900, 1, 1),
    date(1900, 2, 28),
    date(1900, 3, 1),
    date(2026, 11, 23),
)


def sheet_of(write) -> str:
    """The first sheet of a workbook into which rows were written."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        formats = {
            of: {kind: book.add_format({"num_format": form, "bold": of == "texts"}) for kind, form in all_}
            for of, all_ in (("cells", FORMATS.items()), ("texts", FORMATS.items()))
        }
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "head")
        # formats are numbered in the order in which they are asked for: the same here and there
        write(sheet, formats, places(KINDS, lambda of, kind: formats[of][kind]._get_xf_index()))
        sheet.write_string(len(VALUES) + 1, 0, "foot")
    return zipfile.ZipFile(out).read("xl/worksheets/sheet1.xml").decode()


def one_by_one(sheet, formats, _cells):
    for row, value in enumerate(VALUES, start=1):
        for at, kind in enumerate(KINDS):
            _one(sheet, formats, row, at, kind, value)


def _one(sheet, formats, row, at, kind, value):
    if value is None or value == "":
        sheet.write_blank(row, at, None, formats["cells"][kind])
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        sheet.write_datetime(row, at, value, formats["cells"]["date"])
    elif isinstance(value, QUANTITY) and kind in ("number", "money"):
        sheet.write_number(row, at, value, formats["cells"][kind])
    else:
        sheet.write_string(row, at, fitting(str(value)), formats["texts"][kind])


def at_once(sheet, _formats, cells):
    for row, value in enumerate(VALUES, start=1):
        put_row(sheet, row, cells, [value] * len(KINDS))


def test_a_row_at_once_is_what_xlsxwriter_writes_cell_by_cell() -> None:
    # XlsxWriter takes a text like <r>…</r> for its own markup; here it is a text like any other
    ours, theirs = sheet_of(at_once), sheet_of(one_by_one)
    assert ours.replace("<t>&lt;r&gt;markup&lt;/r&gt;</t>", "<r>markup</r>") == theirs


@pytest.mark.parametrize("text", ["短", "长" * LONGEST_TEXT, "长" * 40_000, "𬭎" * 20_000, "甲\x00乙"])
def test_a_text_fits_a_cell_as_excel_counts(text: str) -> None:
    kept = fitting(text)
    assert len(kept.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert kept == printable(text) or kept.endswith("…")
    assert printable(text).startswith(kept.removesuffix("…"))


def test_markup_in_a_text_stays_text() -> None:
    data = table_xlsx((Column("甲"),), [("<r><t>x</t></r>",)], "表")
    assert "&lt;r&gt;" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
