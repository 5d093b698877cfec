"""What a printed sheet is made of, as plain data that knows no duty.

A duty fills these shapes with words; `pdf.sheet_pdf` prints them. Everything is text: dates, sums and
masked numbers arrive as they shall be read. A newline inside a text is a line break on paper.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

State = Literal["done", "going", "over", "missing", "none"]
Kind = Literal["text", "lead", "whole", "number"]
Language = Literal["zh", "en"]

OPAQUE = re.compile(r"[A-Za-z0-9:/._~?=&%+-]{1,96}")


@dataclass(frozen=True)
class Mark:
    """A state as a black shape and its word: ● done, ◐ going, ◆ over, ◇ missing, ○ none needed."""

    state: State
    word: str


Cell = str | Mark


@dataclass(frozen=True)
class Pair:
    """A key and its value; `wide` takes a whole row instead of sharing it."""

    key: str
    value: Cell
    wide: bool = False


@dataclass(frozen=True)
class KeyValues:
    """Two pairs a row: the left one narrow (about a third), the right one with the rest."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    `lead` is the serif name of the row, `whole` never breaks (dates, numbers of identity), `number` stands
    right, `text` wraps. Marks may stand in any column.
    """

    head: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """Rows under heads that repeat on every page; without any head the table opens at once.

    `empty` is what stands there when there are no rows, so that a blank is never left to guess.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""

    def __post_init__(self) -> None:
        """A row with too few or too many cells is a mistake of the caller: ValueError."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one cell for each column")


@dataclass(frozen=True)
class Panel:
    """One of the people side by side: a label, a name in serif, the post beside it, lines below."""

    label: str
    name: str
    post: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """Panels side by side, parted by hairlines; three read best."""

    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text; `quoted` sets a family's own words in serif."""

    text: str
    quoted: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture (SVG of ground.ui.pictures), as wide as the sheet; `words` for who cannot see it."""

    svg: str
    words: str


Body = KeyValues | Table | Columns | Paragraph | Picture


@dataclass(frozen=True)
class Section:
    """A titled part of a sheet; the note stands small at the right of the title."""

    title: str
    body: Body
    note: str = ""


@dataclass(frozen=True)
class Halves:
    """Two short sections side by side."""

    left: Section
    right: Section


@dataclass(frozen=True)
class Sheet:
    """A paper of one or more A4 pages: a family's card, a person's own sheet. ``size``: of the running text
    in points; a file is read at a desk in 9, what somebody reads on the way in 12.

    `classification` stands under the number, `signatures` are the words under the lines to sign on,
    `qr` is an opaque code (never a name or an identity number), `foot` says who issued and who printed.
    """

    title: str
    sections: tuple[Section | Halves, ...]
    subtitle: str = ""
    number: str = ""
    classification: str = ""
    signatures: tuple[str, ...] = ()
    qr: str = ""
    qr_words: str = ""  # says to a screen reader what the code opens
    foot: str = ""
    language: Language = field(default="zh")
    size: float = 9.0

    def __post_init__(self) -> None:
        """Refuse a code that could carry a person's data in the clear: ValueError, without repeating it."""
        if self.qr and not OPAQUE.fullmatch(self.qr):
            raise ValueError("a QR code holds only an opaque code of ASCII letters, digits and :/._~?=&%+-")
