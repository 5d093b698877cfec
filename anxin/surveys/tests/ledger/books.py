"""Workbooks for tests: small tables by hand, and packages that are not what they seem."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from anxin.families.identity import with_check_digit
from anxin.surveys.ledger.examine import examine
from anxin.surveys.ledger.shapes import Ledger

TODAY = date(2026, 11, 23)
Rows = Sequence[Sequence[Any]]
Merges = Sequence[tuple[int, int, int, int]]  # rows and columns from 0

REGISTER = (
    "户编号",
    "姓名",
    "证件号码",
    "与户主关系",
    "出生日期",
    "月收入",
    "殉职人员姓名",
    "殉职人员证件号码",
    "殉职日期",
)
SURVEY = ("殉职干部姓名", "殉职时间", "称谓", "姓名", "性别", "身份证号码", "出生年月", "月收入")
OFFICER = ("王正平", "2018年5月9日")


def number(born: str, sex: str = "女", sequence: int = 20) -> str:
    """A number of the unassigned region 99: number("19710403", "男")."""
    return with_check_digit(f"990721{born}{sequence * 2 - (sex == '男'):03d}")


def xlsx(path: Path, rows: Rows, merges: Merges = (), sheet: str = "表一") -> Path:
    """A workbook with one sheet."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for merge in merges:
            page.merge_range(*merge, "")
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    page.write_datetime(row, column, value, day)
                elif value is not None:
                    page.write(row, column, value)
    return path


def text(path: Path, rows: Rows, encoding: str = "gb18030", delimiter: str = ",") -> Path:
    """A table kept as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def member(**said: Any) -> list[Any]:
    """A row under SURVEY: a sound mother unless said otherwise."""
    sound = {
        "officer": OFFICER[0],
        "died": OFFICER[1],
        "relation": "母亲",
        "name": "李桂兰",
        "sex": "女",
        "number": number("19520403"),
        "born": "1952.04",
        "income": 230,
    }
    return list((sound | said).values())


def look_through(path: Path, rows: Rows, merges: Merges = ()) -> Ledger:
    """What examining a workbook of these rows gives."""
    return examine(xlsx(path / "ledger.xlsx", rows, merges), today=TODAY)


def codes(ledger: Ledger) -> list[tuple[int, str, str]]:
    """The faults as (row, column, code)."""
    return [(fault.row, fault.column, fault.code) for fault in ledger.faults]


_NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_NAMESPACE} xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def cell(place: str, words: str = "姓名") -> str:
    """One filled cell as XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def package(path: Path, data: str, before: str = "", **parts: str | bytes) -> Path:
    """An xlsx written by hand: the rows as XML, and what stands before the root of the sheet."""
    sheet = f"{before}<worksheet {_NAMESPACE}><sheetData>{data}</sheetData></worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_PARTS, "xl/worksheets/sheet1.xml": sheet, **parts}.items():
            archive.writestr(name, content)
    return path
