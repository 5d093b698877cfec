"""Parts the rows of a table into families: who died, who belongs to him, what is said of the household.

Three layouts are in use, and one reading serves them: columns of the deceased beside columns of the members
(survey, register), or a heading row for each deceased with the members under it (allowance).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from anxin.surveys.ledger import words
from anxin.surveys.ledger.deceased import deceased_in
from anxin.surveys.ledger.headings import Heading, is_repeated, side_fields
from anxin.surveys.ledger.packing import column_letter
from anxin.surveys.ledger.reading import Cell, Row, Sheet, plain
from anxin.surveys.ledger.shapes import Layout
from anxin.surveys.ledger.values import blank

_ORDINAL = re.compile(r"[(（]?\d{1,2}[)）]?|[甲乙丙丁戊己庚辛]")
_FEWEST_ORDINALS = 3
_OF_A_PERSON = ("name", "id_number", "relation", "relation_head", "birth")
_NUMBER_LENGTH = 15  # a row with so long a number is about a person, whatever its first word is
Places = dict[str, tuple[str, str]]  # field → letter, heading


@dataclass(slots=True)
class Told:
    """What one row tells of one person or household: cells by field, and where each stands."""

    sheet: str
    row: int
    cells: dict[str, Cell]
    places: Places

    def cell(self, name: str) -> Cell:
        """The cell of a field; "" where the row has none."""
        return self.cells.get(name, "")

    def place(self, name: str) -> tuple[str, str]:
        """Letter and heading of a field, for naming a fault."""
        return self.places.get(name) or next(iter(self.places.values()), ("A", ""))


@dataclass(slots=True)
class RawFamily:
    """Rows that belong together, nothing checked yet."""

    household_no: str
    officer: Told | None
    members: list[Told] = field(default_factory=list)
    households: list[Told] = field(default_factory=list)  # one for each row of `members` and more
    who: tuple[str, ...] = ()
    under_heading: bool = False  # each row is about one person, remark and all


class Table:
    """One sheet with its heading."""

    def __init__(self, sheet: Sheet, heading: Heading) -> None:
        self.heading = heading
        self.sheet = sheet
        self._columns = {side: side_fields(heading, side) for side in ("officer", "member", "household")}
        self._places: dict[str, Places] = {
            side: {
                name: (column_letter(column + 1), heading.labels[column]) for name, column in columns.items()
            }
            for side, columns in self._columns.items()
        }

    @cached_property
    def rows(self) -> list[Row]:
        """Rows below the heading, without footers, sums, examples and repeated headings."""
        below = [row for row in self.sheet.rows if row.number > self.heading.last_row]
        noted = self._columns["household"].get("reported")
        for row in below:
            if noted is not None and noted < len(row.cells):
                row.cells[noted] = ""  # a note of an earlier return says nothing of a family
        return [row for row in below if not self._is_noise(row)]

    @cached_property
    def layout(self) -> Layout | None:
        """Which of the three layouts the table has; None when nothing in it says who died."""
        if {"name", "id_number"} & set(self._columns["officer"]):
            return "register" if "relation_head" in self._columns["member"] else "survey"
        return "allowance" if any(map(deceased_in, self.rows)) else None

    def families(self) -> list[RawFamily]:
        """The families in the order of the sheet."""
        gathered = self._under_headings if self.layout == "allowance" else self._side_by_side
        return list(gathered())

    def _is_noise(self, row: Row) -> bool:
        first = words.folded(next((plain(cell) for cell in row.cells if cell != ""), ""))
        if not first or first in words.EXAMPLES or is_repeated(row, self.heading):
            return True
        if _ORDINAL.fullmatch(first) and self._is_ordinals(row):
            return True
        return first.startswith(words.FOOTERS) and not self._has_number(row) and deceased_in(row) is None

    @staticmethod
    def _is_ordinals(row: Row) -> bool:
        """The row of column numbers that some forms have under their heading."""
        texts = [plain(cell) for cell in row.cells if cell != ""]
        return len(texts) >= _FEWEST_ORDINALS and all(map(_ORDINAL.fullmatch, texts))

    def _has_number(self, row: Row) -> bool:
        columns = [self._columns[side].get("id_number") for side in ("officer", "member")]
        return any(len(row.text(column)) >= _NUMBER_LENGTH for column in columns if column is not None)

    def _under_headings(self) -> Iterator[RawFamily]:
        family: RawFamily | None = None
        for row in self.rows:
            officer = self._deceased(row)
            if officer is not None or (family is None and self._is_member(row)):
                if family:
                    yield family
                family = RawFamily("", officer, under_heading=True)
            if family is not None and officer is None:
                self._add(family, row)
        if family:
            yield family

    def _deceased(self, row: Row) -> Told | None:
        found = deceased_in(row)
        if not found:
            return None
        letter = column_letter(1 + next(column for column, cell in enumerate(row.cells) if cell != ""))
        cells: dict[str, Cell] = {name: text for name, (_, text) in found.items()}
        return Told(
            self.sheet.name, row.number, cells, {name: (letter, said) for name, (said, _) in found.items()}
        )

    def _side_by_side(self) -> Iterator[RawFamily]:
        numbered: dict[tuple[str, str], RawFamily] = {}
        families: list[RawFamily] = []
        current: RawFamily | None = None
        for row in self.rows:
            number, who = self._household_number(row), self._who(row)
            known = numbered.get((number, who[0])) or self._same(current, number, who)
            if known is None and (number or any(who) or (current is None and self._is_member(row))):
                known = RawFamily(number, self._told(row, "officer") if any(who) else None, who=who)
                families.append(known)
                if number:
                    numbered[number, who[0]] = known
            current = known or current
            if current is not None:
                self._add(current, row)
        return iter(families)

    @staticmethod
    def _same(current: RawFamily | None, number: str, who: tuple[str, ...]) -> RawFamily | None:
        """The family above when the row repeats its number and officer, or says nothing of them."""
        if current is None or number not in ("", current.household_no):
            return None
        return current if not any(who) or who == current.who else None

    def _household_number(self, row: Row) -> str:
        return self._text(row, "household", "household_no")

    def _who(self, row: Row) -> tuple[str, ...]:
        """What tells one officer from the next: name and number, or else what the row has of him."""
        named = tuple(self._text(row, "officer", name) for name in ("name", "id_number"))
        if any(named):
            return named
        return ("", "", *(self._text(row, "officer", name) for name in ("death_date", "unit", "unit_post")))

    def _text(self, row: Row, side: str, name: str) -> str:
        column = self._columns[side].get(name)
        return "" if column is None or blank(row.cell(column)) else row.text(column)

    def _is_member(self, row: Row) -> bool:
        columns = self._columns["member"]
        return any(not blank(row.cell(columns[name])) for name in _OF_A_PERSON if name in columns)

    def _add(self, family: RawFamily, row: Row) -> None:
        household = self._told(row, "household")
        if self._is_member(row):
            family.members.append(self._told(row, "member"))
            family.households.insert(len(family.members) - 1, household)
        else:
            family.households.append(household)

    def _told(self, row: Row, side: str) -> Told:
        cells = {name: row.cell(column) for name, column in self._columns[side].items()}
        return Told(self.sheet.name, row.number, cells, self._places[side])
