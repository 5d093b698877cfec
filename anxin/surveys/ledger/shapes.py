"""What a ledger says, once read: families, the officer who died, the members, and what is wrong with which
cell.

Nothing here knows a database. Text of persons stands in these shapes only; faults carry codes, places and no
values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from anxin.families.kinship import Sex
from anxin.ground.days.partial import PartialDate

Layout = Literal["survey", "allowance", "register"]
Determination = Literal["martyr", "on_duty", "illness", "work_injury", "pending"]
FactValue = str | int  # text as written; monthly_income and yearly_income in fen


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet and what we took it for. `side` and `field` are None for a column of no use."""

    sheet: str
    letter: str
    heading: str
    side: str | None
    field: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one cell; `code` and `params` make the sentence (messages.sentence). Never holds a
    value.

    `family` is the place of the family in Ledger.families, `member` that of the member in it (None: the
    officer).
    """

    sheet: str
    row: int
    column: str  # the letter Excel shows
    heading: str
    code: str
    family: int
    member: int | None
    params: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """The officer who died, as one row or one heading row tells it."""

    sheet: str
    row: int
    name: str = field(repr=False)
    sex: Sex | None
    id_number: str | None = field(repr=False)  # None also when it is wrong: see the faults
    birth: PartialDate | None = field(repr=False)
    work_start: PartialDate | None
    unit_text: str
    post_text: str
    death_date: PartialDate | None
    death_cause: str
    determination: Determination | None  # None: the ledger has no such column, or says nothing we know
    basic_pay_fen: int | None  # position and grade pay only (POLICY 0, point 5)
    facts: Mapping[str, str]
    faulty: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One relative. `kinship` is a GB/T 4761 code of the member relative to the deceased, None when unknown.

    `kinship_inferred`: worked out from a relation to the surviving head. `kinship_doubtful`: words and ages
    disagree, a person should look.
    """

    sheet: str
    row: int
    name: str = field(repr=False)
    sex: Sex | None
    id_number: str | None = field(repr=False)
    birth: PartialDate | None = field(repr=False)
    relation_words: str
    kinship: str | None
    kinship_inferred: bool
    kinship_doubtful: bool
    is_head: bool
    facts: Mapping[str, FactValue] = field(repr=False)
    faulty: bool


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One household of one officer. `officer` is None when no row says whose relatives these are."""

    key: str  # the household's number in the ledger, or the place where it begins
    household_no: str
    officer: OfficerRow | None
    members: tuple[MemberRow, ...]
    address: str = field(repr=False)
    phone: str = field(repr=False)
    town: str
    village: str
    needs_text: str = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)  # housing, family_income: as written
    remark: str = field(repr=False)
    head: int | None  # place in `members`

    @property
    def faulty(self) -> bool:
        """Whether any row of the family was refused."""
        return bool(self.officer and self.officer.faulty) or any(member.faulty for member in self.members)


@dataclass(frozen=True, slots=True)
class TableEnd:
    """Where a sheet's table lies: its last heading row, its last row, and the 问题 column of an earlier
    return.
    """

    heading_row: int
    last_row: int
    note_column: int | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A whole workbook, read and checked."""

    kind: Layout
    families: tuple[FamilyRow, ...]
    faults: tuple[Fault, ...]
    mended: tuple[Fault, ...]
    columns: tuple[Column, ...]
    tables: Mapping[str, TableEnd]  # by sheet
    reported_on: date | None = None  # the day the ledger says it was filled in (填报时间)
    template: str = ""  # of our own exports: see template.TEMPLATE

    @property
    def members(self) -> Iterator[MemberRow]:
        """All members, faulty ones too."""
        return (member for family in self.families for member in family.members)

    @property
    def member_count(self) -> int:
        """Member rows recognised, faulty ones included."""
        return sum(len(family.members) for family in self.families)
