"""A form to be filled in by hand: numbered questions with room to write, on one sheet of A4.

The numbers are those of the same form on the screen, and a code reopens it, so that what was written where
there is no telephone is entered without thinking.
"""

from dataclasses import dataclass
from typing import cast

import typst

from anxin.ground.paper import fonts
from anxin.ground.paper.pdf import Json, compiled, qr_svg, text
from anxin.ground.paper.shapes import OPAQUE, Language


@dataclass(frozen=True)
class Question:
    """One question: number and words; ``boxes`` are what may be ticked, ``lines`` how many to write on."""

    number: str
    words: str
    hint: str = ""
    boxes: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True)
class Blank:
    """The whole sheet. ``qr`` is an opaque address that reopens the form, ``qr_words`` says so beside it."""

    title: str
    questions: tuple[Question, ...]
    about: str = ""
    opening: str = ""
    signatures: tuple[str, ...] = ()
    qr: str = ""
    qr_words: str = ""
    foot: str = ""
    language: Language = "zh"

    def __post_init__(self) -> None:
        """Refuse a code that could carry a person's data in the clear: ValueError, without repeating it."""
        if self.qr and not OPAQUE.fullmatch(self.qr):
            raise ValueError("a QR code holds only an opaque code of ASCII letters, digits and :/._~?=&%+-")


def blank_pdf(sheet: Blank, book: typst.Fonts | None = None) -> bytes:
    """The sheet as a PDF/A on A4. `book` replaces the fonts of this machine."""
    book = book or fonts.book()
    words = ("title", "about", "opening", "qr_words", "foot")
    data: dict[str, Json] = {name: text(getattr(sheet, name)) for name in words}
    data |= {
        "questions": [_question(one) for one in sheet.questions],
        "signatures": [text(one) for one in sheet.signatures],
        "qr": qr_svg(sheet.qr) if sheet.qr else "",
        "language": sheet.language,
    }
    return compiled("blank.typ", {"faces": cast(Json, fonts.faces(book)), "sheet": data}, book)


def _question(one: Question) -> Json:
    boxes: list[Json] = [text(box) for box in one.boxes]
    words = {name: text(getattr(one, name)) for name in ("number", "words", "hint")}
    return {**words, "boxes": boxes, "lines": float(one.lines)}
