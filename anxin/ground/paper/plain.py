"""A sheet in large type for the people it is about: what, how much, who, when, and why, in plain words.

`sheet_pdf` prints what an office files; this prints what a family of any age reads at the kitchen table. The
layout takes the largest size at which everything stands on one page; what does not fit even in the smallest
goes on to a second page in a comfortable size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import typst

from anxin.ground.paper import fonts
from anxin.ground.paper.pdf import Json, compiled, text
from anxin.ground.paper.shapes import Language
from anxin.ground.paper.wording import ems

SHORT = 12.0  # ems of what stands at the left of a pair on one line; longer words share the line evenly


@dataclass(frozen=True)
class Entry:
    """One thing with a sum: its name, whom it is for, the sum with its unit, a word on how sure it is.

    ``each``: the people it is for, where every one has a sum: who, how, how much. ``near`` and ``far``: what
    else is told, as pairs of a label and words; what is near stands in full size."""

    name: str
    about: str = ""
    amount: str = ""
    unit: str = ""
    mark: str = ""
    each: tuple[tuple[str, str, str], ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    far: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Pairs:
    """Rows of two: on the left what stands out (a day, a thing), on the right the sentence about it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """Running text, one paragraph a line."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A titled part; ``note`` stands beside the title."""

    title: str
    body: tuple[Entry, ...] | Pairs | Words
    note: str = ""


@dataclass(frozen=True)
class Plain:
    """The whole sheet. ``greeting`` and ``opening`` come before the parts, ``signatures`` are the words
    under the lines to sign on, ``foot`` says who issued and who printed."""

    title: str
    parts: tuple[Part, ...]
    about: str = ""
    number: str = ""
    greeting: str = ""
    opening: str = ""
    signatures: tuple[str, ...] = ()
    foot: str = ""
    language: Language = "zh"


def plain_pdf(sheet: Plain, book: typst.Fonts | None = None) -> bytes:
    """The sheet as a PDF/A on A4. `book` replaces the fonts of this machine."""
    book = book or fonts.book()
    data: Json = {"faces": cast(Json, fonts.faces(book)), "sheet": _sheet(sheet)}
    return compiled("plain.typ", data, book)


def _sheet(sheet: Plain) -> Json:
    words = ("title", "about", "number", "greeting", "opening", "foot")
    return {
        **{name: text(getattr(sheet, name)) for name in words},
        "parts": [_part(part) for part in sheet.parts],
        "signatures": [text(one) for one in sheet.signatures],
        "language": sheet.language,
    }


def _part(part: Part) -> Json:
    head: dict[str, Json] = {"title": text(part.title), "note": text(part.note)}
    match part.body:
        case Pairs(rows):
            long = max((ems(left) for left, _right in rows), default=0.0) > SHORT
            return {**head, "kind": "pairs", "rows": _rows(rows), "long": long}
        case Words(lines):
            return {**head, "kind": "words", "lines": [text(line) for line in lines]}
        case entries:
            return {**head, "kind": "entries", "entries": [_entry(one) for one in entries]}


def _entry(entry: Entry) -> Json:
    words = ("name", "about", "amount", "unit", "mark")
    return {
        **{name: text(getattr(entry, name)) for name in words},
        "each": _rows(entry.each),
        "near": _rows(entry.near),
        "far": _rows(entry.far),
    }


def _rows(rows: Sequence[tuple[str, ...]]) -> Json:
    return [[text(cell) for cell in row] for row in rows]
