"""The report as a Word document in the layout of GB/T 9704-2012."""

from collections.abc import Iterator

from anxin.ground.paper.official import Block, Heading, Official, Paragraph, Table, official_docx

from .composing import Composed, Line, Section, compose, plain, value_words
from .models import Report

UNSIGNED = "\u3000" * 3


def report_docx(report: Report) -> bytes:
    """The bytes of the document; the same sentences and figures as on screen."""
    return official_docx(official(report))


def official(report: Report) -> Official:
    """The report as the paper layout takes it. A draft bears the day of its figures, and room for a signer:
    a document that goes up always names one."""
    composed = compose(report)
    day = report.signed_on or report.day
    return Official(
        issuer=report.unit.name,
        number=report.number,
        title="\n".join(composed.title),
        blocks=tuple(_blocks(composed)),
        signature_unit=report.unit.name,
        date=day,
        printed_by=report.unit.name,
        printed_on=day,
        signer=report.signatory or UNSIGNED,
        addressee=report.to_unit.name,
        copies_to=report.copies,
    )


def _blocks(composed: Composed) -> Iterator[Block]:
    yield Paragraph(composed.opening)
    for section in composed.sections:
        yield Heading(1, section.heading)
        yield from _section(section)
    yield Paragraph(composed.closing)


def _section(section: Section) -> Iterator[Block]:
    if section.pieces:
        yield Paragraph(plain(section.pieces))
    if section.table:
        yield Table(section.table.caption, section.table.heads, tuple(map(_cells, section.table.lines)))
    yield from (Paragraph(text) for text in section.narrative)


def _cells(line: Line) -> tuple[str, ...]:
    return (line.name, *map(value_words, line.numbers))
