"""Reads the cells of each person and says what is wrong with them: a code and a place, never a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from anxin.families.identity import CitizenNumber
from anxin.families.kinship import Sex
from anxin.ground.days.partial import PartialDate
from anxin.surveys.ledger import values
from anxin.surveys.ledger.layouts import RawFamily, Told
from anxin.surveys.ledger.shapes import Fault

Who = tuple[int, int | None]  # family, member in it (None: the officer)


@dataclass(slots=True)
class Findings:
    """What is wrong and what was put right, as it is found."""

    faults: list[Fault] = field(default_factory=list)
    mended: list[Fault] = field(default_factory=list)
    faulty: set[Who] = field(default_factory=set)

    def fault(
        self, who: Who, told: Told, name: str, code: str, params: Mapping[str, int | str] | None = None
    ) -> None:
        """Notes a fault in the cell of a field."""
        self.faults.append(self._noted(who, told, name, code, params or {}))
        self.faulty.add(who)

    def mend(self, who: Who, told: Told, name: str, code: str) -> None:
        """Notes something that was put right without asking."""
        self.mended.append(self._noted(who, told, name, code, {}))

    @staticmethod
    def _noted(who: Who, told: Told, name: str, code: str, params: Mapping[str, int | str]) -> Fault:
        letter, heading = told.place(name)
        return Fault(told.sheet, told.row, letter, heading, code, who[0], who[1], params)


@dataclass(slots=True)
class Person:
    """One person as read: what is sound in his row."""

    who: Who
    told: Told
    name: str = field(repr=False)
    citizen: CitizenNumber | None = field(repr=False)
    document: str = field(repr=False)
    birth: PartialDate | None = field(repr=False)
    sex: Sex | None = None

    @property
    def number(self) -> str | None:
        """The citizen number when it is sound."""
        return self.citizen.number if self.citizen else None

    @property
    def born(self) -> date | None:
        """The first day on which the person may have been born."""
        return self.birth.first() if self.birth else None


class Checker:
    """Reads persons against one day and collects what it finds."""

    def __init__(self, today: date) -> None:
        self.findings = Findings()
        self._today = today

    def person(self, who: Who, told: Told) -> Person:
        """Name, number, birth and sex of one person."""
        name = values.text(told.cell("name"))
        if not name:
            self.findings.fault(who, told, "name", "missing_name")
        number = self._number(who, told)
        citizen = number.value.citizen if number.value else None
        birth = self._birth(who, told, citizen, said_already=number.fault == "future_birth")
        said = values.sex(told.cell("sex"))
        if said.fault:
            self.findings.fault(who, told, "sex", said.fault)
        sex = said.value or (citizen.sex if citizen else None)
        document = number.value.document if number.value else ""
        return Person(who, told, name, citizen, document, birth, sex)

    def _number(self, who: Who, told: Told) -> values.Read[values.Number]:
        read = values.person_number(told.cell("id_number"))
        excused = (
            read.fault == "old_number" and who[1] is None
        )  # who died before 2013 may never have had another
        if read.fault and not excused:
            self.findings.fault(who, told, "id_number", read.fault)
        for code in read.mended:
            self.findings.mend(who, told, "id_number", code)
        return read

    def _birth(
        self, who: Who, told: Told, citizen: CitizenNumber | None, *, said_already: bool
    ) -> PartialDate | None:
        """The birth date, from the number where it is sound. One fault at most, since one slip made it."""
        read = values.partial_date(told.cell("birth"), citizen.birth if citizen else None)
        if read.fault:
            self.findings.fault(who, told, "birth", read.fault)
        written = read.value
        sure = PartialDate(citizen.birth.year, citizen.birth.month, citizen.birth.day) if citizen else None
        if written and citizen and written.calendar == "solar" and not written.consistent_with(citizen.birth):
            self.findings.fault(who, told, "birth", "birth_conflict")
        elif self._in_future(sure or written):
            if not said_already:
                self.findings.fault(who, told, "birth" if written else "id_number", "future_birth")
            return None  # nothing may be judged by it
        return sure or written

    def _in_future(self, day: PartialDate | None) -> bool:
        return day is not None and day.first() > self._today

    def day(self, who: Who, told: Told, name: str) -> PartialDate | None:
        """A date other than the birth date."""
        read = values.partial_date(told.cell(name))
        if read.fault:
            self.findings.fault(who, told, name, read.fault)
        return read.value

    def money(self, who: Who, told: Told, name: str, unit: str) -> int | None:
        """An amount in fen."""
        read = values.money(told.cell(name), unit)
        if read.fault:
            self.findings.fault(who, told, name, read.fault)
        return read.value

    def death(self, officer: Person) -> PartialDate | None:
        """The day of death, against the birth date and today."""
        died = self.day(officer.who, officer.told, "death_date")
        if died is None:
            return None
        if officer.birth and died.certainly_before(officer.birth):
            self.findings.fault(officer.who, officer.told, "death_date", "death_before_birth")
        elif self._in_future(died):
            self.findings.fault(officer.who, officer.told, "death_date", "death_future")
        return died

    def relation(self, member: Person, name: str) -> str | None:
        """The code of what the member is called, relative to the head or the deceased."""
        if name not in member.told.cells:
            return None
        read = values.relation(member.told.cell(name), member.sex)
        if read.fault:
            self.findings.fault(member.who, member.told, name, read.fault)
        return read.value

    def duplicates(self, people: list[Person]) -> None:
        """The same number twice. The last row stands, as the latest word; each earlier one is the fault.

        An officer may stand at the head of two households (parents and widow living apart): no fault.
        """
        seen: dict[str, Person] = {}
        for person in reversed(people):
            if person.number is None:
                continue
            later = seen.setdefault(person.number, person)
            if later is not person and not _same_officer(later, person):
                params: dict[str, int | str] = {"other_row": later.told.row, "other_sheet": later.told.sheet}
                self.findings.fault(person.who, person.told, "id_number", "duplicate_person", params)


def _same_officer(one: Person, other: Person) -> bool:
    return one.who[1] is None and other.who[1] is None and one.name == other.name


def is_the_officer(member: Told, raw: RawFamily) -> bool:
    """Whether a row among the members is the deceased himself (old household registers keep him)."""
    if raw.officer is None:
        return False
    relation = values.relation(member.cell("relation") or member.cell("relation_head"), None).value
    if relation not in ("01", "02"):
        return False
    number = values.text(member.cell("id_number"))
    same_number = number != "" and number == values.text(raw.officer.cell("id_number"))
    return same_number or (relation == "01" and member.cell("name") == raw.officer.cell("name"))
