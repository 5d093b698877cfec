"""A matrix on A4 across: what a meeting agreed, row by row and column by column, with lines to sign on."""

from dataclasses import dataclass
from typing import cast

import typst

from anxin.ground.paper import fonts
from anxin.ground.paper.pdf import Json, compiled, text
from anxin.ground.paper.shapes import Language

Lines = tuple[str, ...]


@dataclass(frozen=True)
class MatrixRow:
    """One row: its head, and a cell a column. The first line of each stands out."""

    head: Lines
    cells: tuple[Lines, ...]


@dataclass(frozen=True)
class MatrixSheet:
    """One matrix. ``corner`` stands over the heads of the rows, ``signing`` before the last row, in which
    ``signed`` says for each column who signed and when; ``closing`` are the words under lines to sign on."""

    title: str
    subtitle: str
    number: str
    state: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    signing: str
    signed: tuple[str, ...]
    closing: tuple[str, ...] = ()
    foot: str = ""
    language: Language = "zh"

    def __post_init__(self) -> None:
        """A row with too few or too many cells is a mistake of the caller: ValueError."""
        widths = {len(row.cells) for row in self.rows} | {len(self.signed)}
        if widths != {len(self.heads)}:
            raise ValueError("every row needs one cell for each column")


def matrix_pdf(sheet: MatrixSheet, book: typst.Fonts | None = None) -> bytes:
    """The matrix as a PDF/A, on as many pages across as it needs; ``book`` as for ``sheets_pdf``."""
    book = book or fonts.book()
    words = ("title", "subtitle", "number", "state", "corner", "signing", "foot")
    data: dict[str, Json] = {name: text(getattr(sheet, name)) for name in words}
    for name in ("heads", "signed", "closing"):
        data[name] = [text(one) for one in getattr(sheet, name)]
    data["rows"] = [[_lines(row.head), [_lines(cell) for cell in row.cells]] for row in sheet.rows]
    data["language"] = sheet.language
    return compiled("matrix.typ", {"faces": cast(Json, fonts.faces(book)), "sheet": data}, book)


def _lines(lines: Lines) -> list[Json]:
    return [text(one) for one in lines if one]
