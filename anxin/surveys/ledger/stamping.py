"""Writes a 问题 column into a clerk's own xlsx without disturbing anything else in it.

Only the rows that get a note are touched, as text: openpyxl would drop what it does not know (pictures,
slicers, newer formats) and costs ten times as much. Where the XML is not of the usual form `stamp` says False
and `rebuilding` takes over. Runs in the child process only.
"""

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from anxin.surveys.ledger import packing
from anxin.surveys.ledger.limits import Limits
from anxin.surveys.ledger.notes import TITLE, Notes, SheetNotes
from anxin.surveys.ledger.packing import column_letter, column_number

WIDTH = 60
_FONTS = (
    '<font><b/><sz val="11"/><color rgb="FFC00000"/><name val="宋体"/></font>'
    '<font><sz val="11"/><color rgb="FFC00000"/><name val="宋体"/></font>'
    '<font><sz val="11"/><color rgb="FF808080"/><name val="宋体"/></font>'
)
_XF = (
    '<xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    ' applyAlignment="1"><alignment vertical="center"/></xf>'
)
_STYLES = {"title": 0, "fault": 1, "mended": 2}  # in the order of _FONTS
_ROW = re.compile(r"<row\b[^>]*?/>|<row\b[^>]*>.*?</row>", re.DOTALL)
_CELL = re.compile(r"<c\b[^>]*?/>|<c\b[^>]*>.*?</c>", re.DOTALL)
_FILLED = re.compile(r'<c\b[^>]*?\br="([A-Z]{1,3})\d+"[^>]*(?<!/)>')
_REFERENCE = re.compile(r'\br="([A-Z]{1,3})(\d+)"')
_AFTER_DATA = re.compile(
    r"</sheetData>(?:\s*<sheetCalcPr\b[^>]*/>)?(?:\s*<sheetProtection\b[^>]*/>)?"
    r"(?:\s*<protectedRanges\b.*?</protectedRanges>)?(?:\s*<scenarios\b.*?</scenarios>)?",
    re.DOTALL,
)


class _Unusual(Exception):
    """The XML is not of the form that Excel, WPS, LibreOffice and openpyxl write."""


def stamp(source: Path, target: Path, notes: Notes, limits: Limits) -> bool:
    """Writes `target`: the source with the notes. False when the source has no form that can be kept."""
    if not zipfile.is_zipfile(source):
        return False
    packing.check(source, limits)
    try:
        with zipfile.ZipFile(source) as archive:
            changed = _changed_parts(archive, notes)
            _write(archive, target, changed)
    except (_Unusual, KeyError, ValueError):
        return False
    return True


def _changed_parts(archive: zipfile.ZipFile, notes: Notes) -> dict[str, str]:
    styles, first_style = _with_styles(_text(archive, "xl/styles.xml"))
    parts = {"xl/styles.xml": styles}
    paths = _sheet_paths(archive)
    for name, sheet_notes in notes.items():
        path = paths[name]
        parts[path] = _Stamp(_text(archive, path), sheet_notes, first_style).stamped()
    return parts


def _text(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8")


def _write(archive: zipfile.ZipFile, target: Path, changed: dict[str, str]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as out:
        for part in archive.infolist():
            text = changed.get(part.filename)
            out.writestr(part.filename, archive.read(part) if text is None else text.encode("utf-8"))


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where each sheet lies in the zip, by its name."""
    relations = {}
    for tag in re.findall(r"<Relationship\b[^>]*>", _text(archive, "xl/_rels/workbook.xml.rels")):
        relations[_attribute(tag, "Id")] = _attribute(tag, "Target")
    paths = {}
    for tag in re.findall(r"<sheet\b[^>]*>", _text(archive, "xl/workbook.xml")):
        target = relations[_attribute(tag, "r:id")]
        paths[_attribute(tag, "name")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return paths


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    if found is None:
        raise _Unusual
    text = found[1] if found[1] is not None else found[2]
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def _with_styles(styles: str) -> tuple[str, int]:
    """The style sheet with our three styles, and the number of the first."""
    fonts = len(re.findall(r"<font\b", _section(styles, "fonts")))
    formats = len(re.findall(r"<xf\b", _section(styles, "cellXfs")))
    added = "".join(_XF.format(font=fonts + number) for number in range(3))
    styles = _grown(styles, "fonts", fonts + 3, _FONTS)
    return _grown(styles, "cellXfs", formats + 3, added), formats


def _section(text: str, name: str) -> str:
    found = re.search(rf"<{name}\b[^>]*>.*?</{name}>", text, re.DOTALL)
    if found is None:
        raise _Unusual
    return found[0]


def _grown(text: str, name: str, count: int, added: str) -> str:
    opening = re.search(rf"<{name}\b[^>]*>", text)
    if opening is None:
        raise _Unusual
    counted = re.sub(r'\bcount="\d+"', f'count="{count}"', opening[0])
    text = text[: opening.start()] + counted + text[opening.end() :]
    return text.replace(f"</{name}>", f"{added}</{name}>", 1)


class _Stamp:
    """One sheet's XML, and what is to be written into it."""

    def __init__(self, xml: str, notes: SheetNotes, first_style: int) -> None:
        start, self._tail_at = xml.find("<sheetData>"), xml.find("</sheetData>")
        if start < 0 or self._tail_at < 0:
            raise _Unusual
        self._xml, self._notes, self._first_style = xml, notes, first_style
        self._data_at = start + len("<sheetData>")
        self._column = notes["column"] or self._first_free_column()
        self._letter = column_letter(self._column)

    def stamped(self) -> str:
        """The XML with our column. Raises _Unusual when a row that needs a note has no usual form."""
        data = self._xml[self._data_at : self._tail_at]
        head, tail = self._xml[: self._data_at], self._xml[self._tail_at :]
        return self._head(head) + self._data(data) + self._tail(tail)

    def _first_free_column(self) -> int:
        merged = re.findall(r'<mergeCell ref="[A-Z]+\d+:([A-Z]+)\d+"', self._xml[self._tail_at :])
        filled = _FILLED.findall(self._xml, self._data_at, self._tail_at)
        if not filled:
            raise _Unusual
        return max(map(column_number, {*filled, *merged})) + 1

    def _data(self, data: str) -> str:
        cells = {int(row): self._cell(int(row), *note) for row, note in self._notes["rows"].items()}
        cells[self._notes["heading_row"]] = self._cell(self._notes["heading_row"], "title", TITLE)
        pieces, at, number = [], 0, 0
        for found in _ROW.finditer(data):
            said = re.match(r"<row\b[^>]*?\br=[\"'](\d+)", found[0])
            number = int(said[1]) if said else number + 1
            if number in cells or self._notes["column"]:
                pieces += [data[at : found.start()], self._row(found[0], cells.pop(number, ""))]
                at = found.end()
        if cells:
            raise _Unusual
        return "".join([*pieces, data[at:]])

    def _cell(self, row: int, kind: str, text: str) -> str:
        style = self._first_style + _STYLES[kind]
        clean = escape("".join(sign for sign in text if sign >= " "))
        return f'<c r="{self._letter}{row}" s="{style}" t="inlineStr"><is><t>{clean}</t></is></c>'

    def _row(self, row: str, cell: str) -> str:
        """The row with our cell in its place, in the order of columns, and an older note taken out."""
        if row.endswith("/>"):
            opening, inside = row[:-2] + ">", ""
        else:
            opening, _, inside = row.partition(">")
            opening, inside = f"{opening}>", inside.removesuffix("</row>")
        before, after = inside, ""
        for found in _CELL.finditer(inside):
            column = self._column_of(found[0])
            if column >= self._column:
                end = found.end() if column == self._column else found.start()
                before, after = inside[: found.start()], inside[end:]
                break
        opening = re.sub(r'\s+spans="[^"]*"', "", opening)
        return f"{opening}{before}{cell}{after}</row>"

    def _column_of(self, cell: str) -> int:
        found = _REFERENCE.search(cell, 0, cell.find(">"))
        if found is None:
            raise _Unusual
        return column_number(found[1])

    def _head(self, head: str) -> str:
        head = re.sub(r'(<dimension ref="[A-Z]+\d+:)([A-Z]+)', self._wider, head)
        column = f'<col min="{self._column}" max="{self._column}" width="{WIDTH}" customWidth="1"/>'
        if "<cols>" not in head:
            return head.replace("<sheetData>", f"<cols>{column}</cols><sheetData>")
        spans = [
            (int(_attribute(tag, "min")), int(_attribute(tag, "max")))
            for tag in re.findall("<col .*?>", head)
        ]
        if any(low <= self._column <= high or low > self._column for low, high in spans):
            return head
        return head.replace("</cols>", f"{column}</cols>")

    def _wider(self, found: re.Match[str]) -> str:
        return found[1] + max(found[2], self._letter, key=column_number)

    def _tail(self, tail: str) -> str:
        """The filter arrows on our column, unless the sheet has a filter or a table of its own."""
        if "<autoFilter" in tail or "<tablePart" in tail:
            return tail
        area = f"{self._letter}{self._notes['heading_row']}:{self._letter}{self._notes['last_row']}"
        found = _AFTER_DATA.match(tail)
        if found is None:
            raise _Unusual
        return f'{found[0]}<autoFilter ref="{area}"/>{tail[found.end() :]}'
