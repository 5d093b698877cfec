"""Contact cards for families: names and telephones in large type, and nothing else (关爱联系卡).

Two sizes, both cut from A4: A6, four to a sheet, for the wall; half of that, eight to a sheet, for the
purse. And the slip with the code that opens the page behind the QR code: always a paper of its own, as it is
handed over apart from the card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

import typst

from anxin.ground.paper import fonts
from anxin.ground.paper.pdf import Json, compiled, qr_svg, text
from anxin.ground.paper.shapes import OPAQUE, Language

Size = Literal["a6", "eight"]
A_SHEET: dict[Size, int] = {"a6": 4, "eight": 8}  # cards on one A4 sheet


@dataclass(frozen=True)
class Contact:
    """One card: who looks after the family, with a telephone; whom else one may call, as pairs of words and
    telephone; the code that leads to the family's page, or "" where there is none.

    ``mark`` is what an office finds a lost card by (a number, never a name), ``day`` when it was printed."""

    title: str
    name: str
    post: str
    phone: str
    others: tuple[tuple[str, str], ...] = ()
    note: str = ""
    mark: str = ""
    day: str = ""
    qr: str = ""
    qr_words: str = ""  # beside the code, and for a screen reader
    language: Language = "zh"

    def __post_init__(self) -> None:
        """Refuse a code that could carry a person's data in the clear: ValueError, without repeating it."""
        if self.qr and not OPAQUE.fullmatch(self.qr):
            raise ValueError("a QR code holds only an opaque code of ASCII letters, digits and :/._~?=&%+-")


@dataclass(frozen=True)
class Slip:
    """The code of a family's page on a paper of its own: how it is used, in a few lines."""

    title: str
    code: str
    lines: tuple[str, ...]
    mark: str = ""
    day: str = ""
    language: Language = "zh"


def contacts_pdf(cards: Sequence[Contact], size: Size, book: typst.Fonts | None = None) -> bytes:
    """Cards on as many A4 sheets as they need, with hairlines to cut along. ValueError: no card."""
    if not cards:
        raise ValueError("nothing to print")
    return _compiled("contact.typ", {"size": size, "cards": [_card(card) for card in cards]}, book)


def slip_pdf(slip: Slip, book: typst.Fonts | None = None) -> bytes:
    """The slip with the code, the upper third of an A4 sheet."""
    said: Json = {
        "title": text(slip.title), "code": slip.code, "lines": [text(line) for line in slip.lines],
        "mark": text(slip.mark), "day": text(slip.day), "language": slip.language,
    }  # fmt: skip
    return _compiled("slip.typ", {"slip": said}, book)


def _compiled(layout: str, data: dict[str, Json], book: typst.Fonts | None) -> bytes:
    book = book or fonts.book()
    return compiled(layout, {"faces": cast(Json, fonts.faces(book)), **data}, book)


def _card(card: Contact) -> Json:
    return {
        "title": text(card.title),
        "name": text(card.name),
        "post": text(card.post),
        "phone": text(card.phone),
        "others": [[text(words), text(phone)] for words, phone in card.others],
        "note": text(card.note),
        "mark": text(card.mark),
        "day": text(card.day),
        "qr": qr_svg(card.qr) if card.qr else "",
        "qr_words": text(card.qr_words) or "QR",
        "language": card.language,
    }
