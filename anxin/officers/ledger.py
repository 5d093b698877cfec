"""What a personnel ledger (花名册, 公务员信息表) says, row by row, and what is wrong with which cell.

Knows no database. Whoever reads a fault learns the sheet, the row, the column and how to mend it, and no
value of a person. A row with a fault stops no other row.
"""

import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from anxin.families.identity import BadNumber, parse_citizen_number
from anxin.ground.days.partial import PartialDate
from anxin.ground.days.reading import BadDate
from anxin.ground.files.notes import TITLE
from anxin.ground.files.workbooks import Cell, Row, Sheet

WORDS = tomllib.loads(Path(__file__).with_name("roster_words.toml").read_text(encoding="utf-8"))
SEARCHED_ROWS = 20  # titles may stand above the table
FEWEST = 3  # known headings that make a table
LATIN_LETTERS = 26
Place = tuple[str, int]  # sheet and row


def _bare(text: str) -> str:
    """A heading or a code as it is compared: width, case, spaces and what stands in brackets do not count."""
    plain = unicodedata.normalize("NFKC", text).split("(")[0]
    return "".join(plain.split()).lower()


FIELDS = {_bare(word): name for name, words in WORDS["headings"].items() for word in words}
SEXES = {word: code for code, words in WORDS["sexes"].items() for word in words}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell; ``code`` makes the sentence (roster_messages)."""

    sheet: str
    row: int
    column: str
    heading: str
    code: str
    params: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Line:
    """One officer as a row tells it. What the row does not tell is not among ``values``."""

    sheet: str
    row: int
    cells: Mapping[str, tuple[str, str]]  # field: column letter and heading
    values: dict[str, Any] = field(default_factory=dict, repr=False)
    faults: list[Fault] = field(default_factory=list)
    likely: Sequence[Any] = ()  # officers on record of whom it may speak: somebody is asked

    @property
    def place(self) -> Place:
        """Where the line stands: sheet and row."""
        return self.sheet, self.row

    def fault(self, name: str, code: str, **params: int) -> None:
        """Note that something is wrong with what stands in the column of a field."""
        column, heading = self.cells.get(name, ("", ""))
        self.faults.append(Fault(self.sheet, self.row, column, heading, code, params))

    @property
    def is_sound(self) -> bool:
        return not self.faults


class NoHeading(ValueError):
    """No sheet has a heading row with a name and two more columns that we know."""


def lines_of(sheets: Iterable[Sheet], day: date) -> list[Line]:
    """Every officer in a workbook. Raises NoHeading. ``day``: what lies after it lies in the future."""
    found: list[Line] = []
    tables = tables_of(sheets)
    if not tables:
        raise NoHeading
    for table in tables:
        found += (_line(table, row, day) for row in table.people)
    _twice(found)
    return found


@dataclass(frozen=True)
class Table:
    """A sheet with a heading that we know: its columns by field, and the rows with somebody in them."""

    sheet: Sheet
    heading: Row
    columns: Mapping[str, int]

    @property
    def people(self) -> Iterator[Row]:
        """The rows below the heading with somebody in them; a heading that is printed again is none."""
        for row in self.sheet.rows:
            told = [row.text(at) for at in self.columns.values()]
            again = FIELDS.get(_bare(row.text(self.columns["name"]))) == "name"
            if row.number > self.heading.number and sum(map(bool, told)) > 1 and not again:
                yield row

    @property
    def note_column(self) -> int | None:
        """The 问题 column of an earlier return, from 1."""
        titles = (at for at in range(len(self.heading.cells)) if self.heading.text(at) == TITLE)
        return next((at + 1 for at in titles), None)


def tables_of(sheets: Iterable[Sheet]) -> list[Table]:
    """The sheets that hold a personnel ledger."""
    found = ((sheet, _heading(sheet)) for sheet in sheets)
    return [Table(sheet, *heading) for sheet, heading in found if heading is not None]


def _heading(sheet: Sheet) -> tuple[Row, dict[str, int]] | None:
    for row in list(sheet.rows)[:SEARCHED_ROWS]:
        columns: dict[str, int] = {}
        for at in range(len(row.cells)):
            if name := FIELDS.get(_bare(row.text(at))):
                columns.setdefault(name, at)
        if "name" in columns and len(columns) >= FEWEST:
            return row, columns
    return None


def letter(column: int) -> str:
    """The letters Excel shows above a column (from 0)."""
    before, last = divmod(column, LATIN_LETTERS)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _line(table: Table, row: Row, day: date) -> Line:
    told = {name: (letter(at), table.heading.text(at)) for name, at in table.columns.items()}
    line = Line(table.sheet.name, row.number, told)
    for name, at in table.columns.items():
        if row.text(at):
            READERS.get(name, _text)(line, name, row.cell(at), row.text(at))
    if not row.text(table.columns["name"]):
        line.fault("name", "name_missing")
    _front(line, day)
    _ages(line, day)
    return line


def _text(line: Line, name: str, _cell: Cell, text: str) -> None:
    line.values[name] = " ".join(text.split())


def _name(line: Line, name: str, _cell: Cell, text: str) -> None:
    line.values[name] = "".join(text.split())  # 王 芳: written apart so that three signs stand as wide


def _number(line: Line, name: str, cell: Cell, text: str) -> None:
    try:
        found = parse_citizen_number(text)
    except BadNumber as bad:
        lost = isinstance(cell, float) or bad.code in ("scientific", "rounded")
        line.fault(name, "number_cut" if lost else "number_wrong")
        return
    line.values |= {"id_number": found.number}
    line.values.setdefault("sex", found.sex)
    line.values.setdefault("born", PartialDate(found.birth.year, found.birth.month, found.birth.day))


def _sex(line: Line, name: str, _cell: Cell, text: str) -> None:
    if code := SEXES.get(_bare(text)):
        line.values[name] = code
    else:
        line.fault(name, "sex_unknown")


def _date(line: Line, name: str, cell: Cell, _text: str) -> None:
    if isinstance(cell, bool) or cell is None:
        line.fault(name, "date_wrong")
        return
    try:
        line.values[name] = PartialDate.parse(cell)
    except BadDate as bad:
        line.fault(name, "date_doubtful" if bad.code in ("ambiguous", "serial") else "date_wrong")


def _ground(line: Line, name: str, _cell: Cell, text: str) -> None:
    for code, words in WORDS["grounds"].items():
        if any(word in text for word in words):
            line.values[name] = code
            return
    line.fault(name, "ground_unknown")


READERS: dict[str, Callable[[Line, str, Cell, str], None]] = {
    "name": _name, "id_number": _number, "sex": _sex, "born": _date, "began_work": _date, "since": _date,
    "ground": _ground,
}  # fmt: skip


def _front(line: Line, day: date) -> None:
    """A frontline post has a kind and a day; a place alone tells neither."""
    values = line.values
    if ("ground" in values or "place_text" in values) and "since" not in values:
        line.fault("since" if "since" in line.cells else "ground", "since_missing")
    elif "since" in values:
        values.setdefault("ground", "other")
        _in_time(line, "since", day)


def _ages(line: Line, day: date) -> None:
    if "began_work" in line.values:
        _in_time(line, "began_work", day)
    born, number = line.values.get("born"), line.values.get("id_number")
    if born and number and not number[6:14].startswith(born.isoformat().replace("-", "")):
        line.fault("born", "born_differs")


def _in_time(line: Line, name: str, day: date) -> None:
    told: PartialDate = line.values[name]
    if told.month is None:
        line.fault(name, "month_missing")
    elif told.first() > day:
        line.fault(name, "future")


def _twice(lines: Sequence[Line]) -> None:
    """The same identity number in two rows: the second is the fault, and says where the first stands."""
    first: dict[str, Line] = {}
    for line in lines:
        number = line.values.get("id_number")
        if number and first.setdefault(number, line) is not line:
            line.fault("id_number", "number_twice", other=first[number].row)
