"""Reads a ledger from end to end: workbook → table → families → checked and placed. The one entrance."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from anxin.surveys.ledger import values, words
from anxin.surveys.ledger.assembling import Assembler
from anxin.surveys.ledger.checking import Checker
from anxin.surveys.ledger.headings import Heading, find_heading, note_column
from anxin.surveys.ledger.layouts import Table
from anxin.surveys.ledger.limits import Limits, Unreadable
from anxin.surveys.ledger.packing import column_letter
from anxin.surveys.ledger.reading import Sheet, plain, read_sheets
from anxin.surveys.ledger.shapes import Column, Fault, Ledger, TableEnd
from anxin.surveys.ledger.template import META, TEMPLATE, VERSION

DEFAULT_LIMITS = Limits()
_DAY = r"(\d{4}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?)"
_REPORTED = re.compile(rf"(?:{'|'.join(words.REPORTED)})\s*[:：]?\s*{_DAY}")


def examine(path: Path, *, today: date, limits: Limits = DEFAULT_LIMITS) -> Ledger:
    """Reads, recognises and checks a ledger. Writes nothing. Raises Unreadable with one clear reason.

    Codes of Unreadable: see limits; here also no_header (no table of ours) and no_officer (nothing says who
    died).
    """
    with _collector_at_rest():
        sheets = read_sheets(path, limits)
        tables = _tables([sheet for sheet in sheets if sheet.name != META])
        return _examined(tables, today, _template(sheets))


def _template(sheets: list[Sheet]) -> str:
    """By what our own export is known again; "" for every other paper."""
    rows = next((sheet.rows for sheet in sheets if sheet.name == META), [])
    told = {row.text(0): row.text(1) for row in rows}
    ours = told.get("template") == TEMPLATE and told.get("version") == VERSION
    return TEMPLATE if ours else ""


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Rows are many small objects without a cycle among them: looking for cycles meanwhile costs a fifth of
    it all.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _examined(tables: list[Table], today: date, template: str) -> Ledger:
    checker = Checker(today)
    assembler = Assembler(checker)
    order = {table.sheet.name: place for place, table in enumerate(tables)}
    for table in tables:
        for raw in table.families():
            assembler.add(raw, table.heading.units)
    families = assembler.families()
    if not families:
        raise Unreadable("empty")
    return Ledger(
        kind=tables[0].layout or "survey",
        families=families,
        faults=_in_order(checker.findings.faults, order),
        mended=_in_order(checker.findings.mended, order),
        columns=tuple(column for table in tables for column in _columns(table)),
        tables={table.sheet.name: _ends(table) for table in tables},
        reported_on=_reported_on(tables, today),
        template=template,
    )


def _tables(sheets: list[Sheet]) -> list[Table]:
    found = [(sheet, heading) for sheet in sheets if (heading := find_heading(sheet)) is not None]
    if not found:
        raise Unreadable("no_header")
    tables = [Table(sheet, heading) for sheet, heading in found]
    with_officers = [table for table in tables if table.layout is not None]
    if not with_officers:
        raise Unreadable("no_officer" if any(table.rows for table in tables) else "empty")
    return with_officers


def _in_order(findings: list[Fault], order: dict[str, int]) -> tuple[Fault, ...]:
    return tuple(sorted(findings, key=lambda fault: (order[fault.sheet], fault.row)))


def _columns(table: Table) -> list[Column]:
    by_column = {column: field for field, column in table.heading.fields.items()}
    return [
        Column(table.sheet.name, column_letter(place + 1), label, *by_column.get(place, (None, None)))
        for place, label in enumerate(table.heading.labels)
        if label
    ]


def _ends(table: Table) -> TableEnd:
    heading: Heading = table.heading
    last = table.rows[-1].number if table.rows else heading.last_row
    return TableEnd(heading.last_row, last, note_column(heading))


def _reported_on(tables: list[Table], today: date) -> date | None:
    """The day beside 填报时间 above or below the table; None where there is none, or it is no day up to
    today.
    """
    for table in tables:
        inside = {row.number for row in table.rows}
        for row in table.sheet.rows:
            found = None if row.number in inside else _REPORTED.search("  ".join(map(plain, row.cells)))
            if found:
                read = values.partial_date(found[1]).value
                if read and read.precision == "day" and read.first() <= today:
                    return read.first()
    return None
