"""Putting a report together when it is read: sentences with their frozen figures, the table, the words
that people wrote. The page and the Word document are made from this one shape."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from anxin.ground.paper.official import han, long_date
from anxin.ground.ui.masks import masked_text

from .counting import DEPARTMENTS
from .models import FrozenFigure, Part, Report
from .sentences import (
    CLOSING,
    DEPARTMENT_NAMES,
    GAP,
    HEADINGS,
    NIL_CLOSING,
    NIL_OPENING,
    NOTHING,
    OPENING,
    SENTENCES,
    SUBJECT_LINES,
    TABLE_CAPTION,
    TABLE_HEADS,
    TOTAL,
    Sentence,
)

Piece = str | FrozenFigure
Figures = Mapping[str, FrozenFigure]
NUMBER = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)+)\}")
REGIONS = "省市县区州盟旗镇乡村"


@dataclass(frozen=True)
class Line:
    """A row of the table: a department (or the total) with proposed, done and left."""

    name: str
    numbers: tuple[FrozenFigure, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """The table of measures by department."""

    caption: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """One section: numeral, heading, the paragraph that figures make, its table if any, a person's words."""

    part: Part
    numeral: str
    heading: str
    pieces: tuple[Piece, ...]
    table: Table | None
    narrative: tuple[str, ...]


@dataclass(frozen=True)
class Composed:
    """A report as it is read."""

    title: tuple[str, ...]
    opening: str
    sections: tuple[Section, ...]
    closing: str


def compose(report: Report) -> Composed:
    """Put the report together from its frozen figures and its narratives."""
    figures = {one.code: one for one in report.figures.all()}
    words = {one.part: one.narrative for one in report.sections.all()}
    terms = {"place": place_word(report), "year": str(report.year), "notice": report.notice.title}
    sections = []
    for place, part in enumerate(_parts(report, words, figures), 1):
        narrative = _paragraphs(masked_text(words.get(part, "")))
        pieces = () if report.is_nil else _paragraph(SENTENCES[part], figures, terms)
        table = _table(report, figures) if part is Part.MEASURES and _worth_a_table(figures) else None
        said = pieces or (() if narrative else (NOTHING,))
        sections.append(Section(part, han(place), HEADINGS[part], said, table, narrative))
    title = (report.unit.name, *SUBJECT_LINES)
    opening, closing = (NIL_OPENING, NIL_CLOSING) if report.is_nil else (OPENING, CLOSING)
    return Composed(title, _fill(opening, terms), tuple(sections), closing)


def _parts(report: Report, words: Mapping[str, str], figures: Figures) -> list[Part]:
    """The sections in which somebody wrote something or, unless it is a nil return, a figure is stated: a
    report from before there was a section stays without it."""
    return [part for part in Part if words.get(part) or (not report.is_nil and _stated(part, figures))]


def _stated(part: Part, figures: Figures) -> bool:
    return any(sentence.on in figures for sentence in SENTENCES[part])


def plain(pieces: tuple[Piece, ...]) -> str:
    """The pieces as running text."""
    return "".join(piece if isinstance(piece, str) else value_words(piece) for piece in pieces)


def value_words(figure: FrozenFigure) -> str:
    """A number as printed; a gap says so."""
    return GAP if figure.value is None else str(figure.value)


def place_word(report: Report) -> str:
    """What the region calls itself in 全县 and 我县: the last character of its name."""
    last = report.about.name[-1:]
    return last if last in REGIONS else "单位"


def _paragraph(sentences: tuple[Sentence, ...], figures: Figures, terms: dict[str, str]) -> tuple[Piece, ...]:
    said = (_chosen(sentence, figures) for sentence in sentences)
    return tuple(piece for words in said for piece in _pieces(_fill(words, terms), figures))


def _chosen(sentence: Sentence, figures: Figures) -> str:
    if sentence.on not in figures or (sentence.given and figures[sentence.given].value == 0):
        return ""
    value = figures[sentence.on].value
    if value is None:
        return f"{sentence.subject}{{{sentence.on}}}。"
    return sentence.words if value else sentence.zero


def _fill(words: str, terms: dict[str, str]) -> str:
    for name, term in terms.items():
        words = words.replace("{" + name + "}", term)
    return words


def _pieces(words: str, figures: Figures) -> list[Piece]:
    texts = NUMBER.split(words)
    pieces: list[Piece] = [figures[text] if place % 2 else text for place, text in enumerate(texts)]
    return [piece for piece in pieces if piece != ""]


def _worth_a_table(figures: Figures) -> bool:
    return figures["measures.proposed"].value != 0


def _table(report: Report, figures: Figures) -> Table:
    lines = [
        Line(
            DEPARTMENT_NAMES[domain],
            tuple(
                figures[code]
                for code in (
                    f"care.measures_proposed.{domain}",
                    f"care.measures_done.{domain}",
                    f"measures.left.{domain}",
                )
            ),
        )
        for domain in DEPARTMENTS
    ]
    total = tuple(figures[code] for code in ("measures.proposed", "measures.done", "measures.left"))
    caption = _fill(TABLE_CAPTION, {"day": long_date(report.day)})
    return Table(caption, TABLE_HEADS, (*lines, Line(TOTAL, total, total=True)))


def _paragraphs(narrative: str) -> tuple[str, ...]:
    return tuple(text for line in narrative.splitlines() if (text := line.strip()))
