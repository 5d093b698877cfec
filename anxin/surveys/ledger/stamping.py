"""Writes a 问题 column into a clerk's own xlsx without disturbing anything else in it.

Only the rows that get a note are touched, as bytes: openpyxl would drop what it does not know (pictures,
slicers, newer formats) and costs ten times as much. Formulas stay behind as values (see defusing). Where the
XML is not of the usual form `stamp` says False and `rebuilding` takes over. Runs in the child process only.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from anxin.ground.files.notes import TITLE, Notes, SheetNotes
from anxin.surveys.ledger import packing
from anxin.surveys.ledger.defusing import defused, is_alive, parts
from anxin.surveys.ledger.limits import Limits
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
_STYLE_SHEET = "xl/styles.xml"
_STYLES = {"title": 0, "fault": 1, "mended": 2}  # in the order of _FONTS
_ROW = re.compile(rb"<row\b[^>]*?/>|<row\b[^>]*>.*?</row>", re.DOTALL)
_ROW_NUMBER = re.compile(rb"""<row\b[^>]*?\br=["'](\d+)""")
_CELL = re.compile(rb"<c\b[^>]*?/>|<c\b[^>]*>.*?</c>", re.DOTALL)
_FILLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})\d+"[^>]*(?<!/)>')
_MERGED = re.compile(rb'<mergeCell ref="[A-Z]+\d+:([A-Z]+)\d+"')
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})\d+"')
_SPANS = re.compile(rb'\s+spans="[^"]*"')
_DIMENSION = re.compile(rb'(<dimension ref="[A-Z]+\d+:)([A-Z]+)')
_COLUMNS = re.compile(
    rb'<col\b[^>]*?\bmin="(\d+)"[^>]*?\bmax="(\d+)"|<col\b[^>]*?\bmax="(\d+)"[^>]*?\bmin="(\d+)"'
)
_AFTER_DATA = re.compile(
    rb"</sheetData>(?:\s*<sheetCalcPr\b[^>]*/>)?(?:\s*<sheetProtection\b[^>]*/>)?"
    rb"(?:\s*<protectedRanges\b.*?</protectedRanges>)?(?:\s*<scenarios\b.*?</scenarios>)?",
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
        with (
            zipfile.ZipFile(source) as archive,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as out,
        ):
            if is_alive(archive):
                return False
            for name, pieces in _parts(archive, notes):
                _write(out, name, pieces)
    except (_Unusual, KeyError, ValueError):
        return False
    return True


def _parts(archive: zipfile.ZipFile, notes: Notes) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every part of the workbook, in its order, with our styles and notes in theirs."""
    styles, first_style = _with_styles(_text(archive, _STYLE_SHEET))
    paths = _sheet_paths(archive)
    noted = {paths[name]: sheet_notes for name, sheet_notes in notes.items()}
    for name in parts(archive):
        if name in noted:
            yield name, _Stamp(defused(archive, name), noted[name], first_style).stamped()
        else:
            yield name, (styles.encode() if name == _STYLE_SHEET else defused(archive, name),)


def _write(out: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    with out.open(name, "w") as stream:
        for piece in pieces:
            stream.write(piece)


def _text(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8")


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

    def __init__(self, xml: bytes, notes: SheetNotes, first_style: int) -> None:
        start, self._tail_at = xml.find(b"<sheetData>"), xml.find(b"</sheetData>")
        if start < 0 or self._tail_at < 0:
            raise _Unusual
        self._xml, self._notes, self._first_style = xml, notes, first_style
        self._data_at = start + len(b"<sheetData>")
        self._column = notes["column"] or self._first_free_column()
        self._letter = column_letter(self._column)

    def stamped(self) -> Iterator[bytes]:
        """The XML with our column, in pieces. Raises _Unusual when a noted row has no usual form."""
        yield self._head(self._xml[: self._data_at])
        yield from self._data()
        yield self._tail(self._xml[self._tail_at :])

    def _first_free_column(self) -> int:
        letters = {found[1] for found in _FILLED.finditer(self._xml, self._data_at, self._tail_at)}
        if not letters:
            raise _Unusual
        letters |= {found[1] for found in _MERGED.finditer(self._xml, self._tail_at)}
        return max(column_number(one.decode()) for one in letters) + 1

    def _data(self) -> Iterator[bytes]:
        """The rows as they are, but those that get a note or had one."""
        cells = {int(row): self._cell(int(row), *note) for row, note in self._notes["rows"].items()}
        cells[self._notes["heading_row"]] = self._cell(self._notes["heading_row"], "title", TITLE)
        at, number = self._data_at, 0
        for found in _ROW.finditer(self._xml, self._data_at, self._tail_at):
            said = _ROW_NUMBER.match(found[0])
            number = int(said[1]) if said else number + 1
            if number in cells or self._notes["column"]:
                yield self._xml[at : found.start()]
                yield self._row(found[0], cells.pop(number, b""))
                at = found.end()
        if cells:
            raise _Unusual
        yield self._xml[at : self._tail_at]

    def _cell(self, row: int, kind: str, text: str) -> bytes:
        style = self._first_style + _STYLES[kind]
        clean = escape("".join(sign for sign in text if sign >= " "))
        return f'<c r="{self._letter}{row}" s="{style}" t="inlineStr"><is><t>{clean}</t></is></c>'.encode()

    def _row(self, row: bytes, cell: bytes) -> bytes:
        """The row with our cell in its place, in the order of columns, and an older note taken out."""
        if row.endswith(b"/>"):
            opening, inside = row[:-2] + b">", b""
        else:
            opening, _, inside = row.partition(b">")
            opening, inside = opening + b">", inside.removesuffix(b"</row>")
        before, after = inside, b""
        for found in _CELL.finditer(inside):
            column = self._column_of(found[0])
            if column >= self._column:
                end = found.end() if column == self._column else found.start()
                before, after = inside[: found.start()], inside[end:]
                break
        return b"".join((_SPANS.sub(b"", opening), before, cell, after, b"</row>"))

    def _column_of(self, cell: bytes) -> int:
        found = _REFERENCE.search(cell, 0, cell.find(b">"))
        if found is None:
            raise _Unusual
        return column_number(found[1].decode())

    def _head(self, head: bytes) -> bytes:
        """What stands before the rows: the sheet's extent, and the width of our column."""
        head = _DIMENSION.sub(self._wider, head)
        column = f'<col min="{self._column}" max="{self._column}" width="{WIDTH}" customWidth="1"/>'.encode()
        if b"<cols>" not in head:
            return head.replace(b"<sheetData>", b"<cols>%b</cols><sheetData>" % column)
        spans = [tuple(map(int, filter(None, found.groups()))) for found in _COLUMNS.finditer(head)]
        if any(max(span) >= self._column for span in spans):
            return head  # the clerk's own width holds
        return head.replace(b"</cols>", column + b"</cols>")

    def _wider(self, found: re.Match[bytes]) -> bytes:
        return found[1] + max(found[2].decode(), self._letter, key=column_number).encode()

    def _tail(self, tail: bytes) -> bytes:
        """What stands after them: filter arrows on our column, unless the sheet has a filter or a table."""
        if b"<autoFilter" in tail or b"<tablePart" in tail:
            return tail
        area = f"{self._letter}{self._notes['heading_row']}:{self._letter}{self._notes['last_row']}"
        found = _AFTER_DATA.match(tail)
        if found is None:
            raise _Unusual
        return b'%b<autoFilter ref="%b"/>%b' % (found[0], area.encode(), tail[found.end() :])
