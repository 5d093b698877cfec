"""Official documents as PDF in the layout of GB/T 9704-2012: 22 lines of 28 characters on A4.

Free faces stand in for those the standard names, which cannot be given away: Noto Serif for 仿宋 and (bold)
for 小标宋, Noto Sans for 黑体, LXGW WenKai for 楷体 (decision 0045). The Word file names the standard's own.
"""

from typing import cast

import typst

from anxin.ground.paper import fonts
from anxin.ground.paper.official import Annex, Block, Official, Table, centred_over, column_ems, context_of
from anxin.ground.paper.pdf import Json, compiled

TABLE_POINTS = 12.0
LINE = 156 / 25.4 * 72  # points of 156 mm
LINE_ACROSS = 225 / 25.4 * 72


def official_pdf(document: Official, book: typst.Fonts | None = None) -> bytes:
    """The document as a PDF/A. `book` replaces the fonts of this machine."""
    book = book or fonts.book()
    data: Json = {"faces": cast(Json, fonts.faces(book)), "doc": _document(document)}
    return compiled("official.typ", data, book)


def _document(document: Official) -> Json:
    words = context_of(document)
    _widths(words["blocks"], document.blocks, LINE)
    for drawn, annex in zip(words["annexes"], document.annexes, strict=True):
        drawn["title"] = drawn["title"].split("\n")
        _widths(drawn["blocks"], annex.blocks, _room(annex))
    words["title"] = words["title"].split("\n")
    words["signature_left"] = centred_over(words["date"], words["signature_unit"])
    return cast(Json, words)


def _room(annex: Annex) -> float:
    return LINE_ACROSS if annex.across else LINE


def _widths(drawn: list[dict[str, Json]], blocks: tuple[Block, ...], room: float) -> None:
    """Tell each table how wide its columns are, in points."""
    tables = [block for block in blocks if isinstance(block, Table)]
    for one, table in zip((one for one in drawn if one["kind"] == "table"), tables, strict=True):
        one["widths"] = [em * TABLE_POINTS for em in column_ems(table, room / TABLE_POINTS)]
