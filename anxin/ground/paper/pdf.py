"""Sheets to PDF with typst. The data goes in as JSON, so no text of a user is ever read as markup."""

import json
import re
import threading
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final, cast

import segno
import typst

from anxin.ground.paper import fonts
from anxin.ground.paper.shapes import (
    Body,
    Cell,
    Column,
    Columns,
    Halves,
    KeyValues,
    Mark,
    Pair,
    Panel,
    Paragraph,
    Picture,
    Section,
    Sheet,
    Table,
)
from anxin.ground.paper.widths import Hunger, hunger, shares
from anxin.ground.paper.wording import LATIN, LATIN_BOLD, breakable, ems, printable

LAYOUTS = Path(__file__).parent / "layouts"
LINE = 173.0  # mm between the margins
HALF = 83.0  # mm of one of two halves
BRIEF = 300  # characters; a longer cell may go over the end of a page
SIZE = 9.0  # pt of running text, unless a sheet asks for another
EM = 3.175  # mm of one em at that size
KEPT: Final = "a-2u"  # PDF/A: every font inside, every character readable as text in thirty years

Json = str | bool | float | list["Json"] | dict[str, "Json"]

HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MEETING = re.compile(rf"(?<=[{HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[{HAN}])")

_mine = threading.local()


def sheet_pdf(sheet: Sheet) -> bytes:
    """One sheet as a PDF/A, flowing to as many A4 pages as it needs."""
    return sheets_pdf([sheet])


def sheets_pdf(sheets: Sequence[Sheet], book: typst.Fonts | None = None) -> bytes:
    """Several sheets in one PDF, each counting its own pages: a township's cards in one go. All are of the
    size of the first.

    `book` replaces the fonts of this machine (tests print with the wheel's font alone).
    """
    if not sheets:
        raise ValueError("nothing to print")
    book = book or fonts.book()
    scale = sheets[0].size / SIZE
    told: list[Json] = [_sheet(sheet, EM * scale) for sheet in sheets]
    data: Json = {"faces": cast(Json, fonts.faces(book)), "scale": scale, "sheets": told}
    return compiled("sheet.typ", data, book)


def compiled(layout: str, data: Json, book: typst.Fonts) -> bytes:
    """The data through one of the layouts, as a PDF/A."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = _compiler(layout, book)
    return cast(bytes, compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=KEPT))


def _compiler(layout: str, book: typst.Fonts) -> typst.Compiler:
    """The compiler of this thread for a layout: it keeps layout and fonts warm and may not be shared."""
    if getattr(_mine, "book", None) is not book:
        _mine.compilers, _mine.book = {}, book
    if layout not in _mine.compilers:
        _mine.compilers[layout] = typst.Compiler(
            LAYOUTS / layout, root=LAYOUTS, font_paths=book, ignore_system_fonts=True, package_path=LAYOUTS
        )
    return cast(typst.Compiler, _mine.compilers[layout])


def _sheet(sheet: Sheet, em: float) -> Json:
    return {
        "title": text(sheet.title),
        "subtitle": text(sheet.subtitle),
        "number": text(sheet.number),
        "classification": text(sheet.classification),
        "parts": [_part(part, em) for part in sheet.sections],
        "signatures": [text(words) for words in sheet.signatures],
        "qr": qr_svg(sheet.qr) if sheet.qr else "",
        "qr_words": text(sheet.qr_words) or "QR",
        "foot": text(sheet.foot),
        "language": sheet.language,
    }


def qr_svg(code: str) -> str:
    """The code as an SVG picture: error level M, the quiet zone is left to the layout.

    The mask is fixed: every mask reads, and to try all eight takes a fifth of the time a card has.
    """
    out = BytesIO()
    picture = segno.make(code, error="m", micro=False, mask=3)
    picture.save(out, kind="svg", border=0, xmldecl=False, svgclass=None)
    return out.getvalue().decode()


def _part(part: Section | Halves, em: float) -> Json:
    if isinstance(part, Halves):
        return {"halves": [_section(part.left, HALF, em), _section(part.right, HALF, em)]}
    return _section(part, LINE, em)


def _section(section: Section, room: float, em: float) -> Json:
    return {"title": text(section.title), "note": text(section.note), "body": _body(section.body, room, em)}


def _body(body: Body, room: float, em: float) -> Json:
    match body:
        case KeyValues(pairs):
            return {"kind": "pairs", "pairs": [_pair(pair) for pair in pairs]}
        case Table():
            return _table(body, room, em)
        case Columns(panels):
            return {"kind": "panels", "panels": [_panel(panel) for panel in panels]}
        case Paragraph(words, quoted):
            return {"kind": "paragraph", "text": text(words), "quoted": quoted}
        case Picture(svg, words):
            return {"kind": "picture", "svg": svg, "words": text(words)}


def _pair(pair: Pair) -> Json:
    return {"key": text(pair.key), "value": _cell(pair.value), "wide": pair.wide}


def _panel(panel: Panel) -> Json:
    lines: list[Json] = [text(line) for line in panel.lines]
    return {"label": text(panel.label), "name": text(panel.name), "post": text(panel.post), "lines": lines}


def _table(table: Table, room: float, em: float) -> Json:
    heads: list[Json] = [text(column.head) for column in table.columns]
    return {
        "kind": "table",
        "heads": heads if any(heads) else [],
        "kinds": [column.kind for column in table.columns],
        "widths": cast(Json, _widths(table, room, em)),
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "empty": text(table.empty),
        "brief": all(len(_wide(cell)) <= BRIEF for row in table.rows for cell in row),
    }


def _widths(table: Table, room: float, em: float) -> list[float]:
    """Width of each column in mm, from what the columns hold; ``em`` in mm."""
    columns = [_hunger(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)]
    return [round(share * em, 2) for share in shares(columns, room / em)]


def _hunger(column: Column, cells: Sequence[Cell]) -> Hunger:
    """What a column wants; heads are set in 8 pt, the names of rows in bold 10 pt, the rest in 9 pt."""
    lead = column.kind == "lead"
    latin, size = (LATIN_BOLD, 10 / 9) if lead else (LATIN, 1.0)
    widest = max((ems(_wide(cell), latin) * size for cell in cells), default=0.0)
    wish = max(widest, ems(column.head) * 8 / 9) + (0.7 if column.kind == "number" else 0.0)
    marks = any(isinstance(cell, Mark) for cell in cells)
    return hunger(wish, firm=marks or column.kind in ("whole", "number"), lead=lead)


def _wide(cell: Cell) -> str:
    return f"●{cell.word}" if isinstance(cell, Mark) else cell


def _cell(cell: Cell) -> Json:
    if isinstance(cell, Mark):
        return {"state": cell.state, "word": text(cell.word)}
    return text(cell)


def text(words: str) -> str:
    """Clean words with a unit separator where Han meets Latin: the layout sets an eighth of an em there."""
    return MEETING.sub("\x1f", breakable(printable(words)))
