"""Makes families of the raw rows: reads and checks each person, then places everybody relative to the
deceased.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from anxin.families.kinship import Sex
from anxin.surveys.ledger import kin, values, words
from anxin.surveys.ledger.checking import Checker, Person, Who, is_the_officer
from anxin.surveys.ledger.kin import Found, Someone
from anxin.surveys.ledger.layouts import RawFamily, Told
from anxin.surveys.ledger.reading import plain
from anxin.surveys.ledger.shapes import FactValue, FamilyRow, MemberRow, OfficerRow
from anxin.surveys.ledger.words import Field

Units = Mapping[Field, str]  # what a heading says of its money: 元 or 万元
_TOWN = re.compile(r"(?:.*[县市区旗])?([\u4e00-\u9fff]{1,6}?(?:镇|乡|街道))")
_VILLAGE = re.compile(r"(?:镇|乡|街道)([\u4e00-\u9fff]{1,8}?(?:村|社区))")
_OFFICER_FACTS = frozenset(
    (
        "family_size",
        "death_place",
        "nation",
        "politics",
        "native_place",
        "certificate",
        "document",
        "approved_on",
    )
)
_MEMBER_FACTS = frozenset(
    (
        "health",
        "schooling",
        "education",
        "employment",
        "labour",
        "income_source",
        "has_income",
        "medical_cover",
        "elder_care",
        "minor",
        "disability",
        "marriage",
        "nation",
        "politics",
        "registered_place",
        "living_place",
        "member_phone",
        "member_no",
        "bank_account",
        "age",
    )
)
_HOUSEHOLD_FACTS = ("housing", "family_income")
_MONEY_FACTS = ("monthly_income", "yearly_income")


class Assembler:
    """Turns raw families into families, keeping the persons for the search for duplicates."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._people: list[Person] = []
        self._families: list[FamilyRow] = []

    def add(self, raw: RawFamily, units: Units) -> None:
        """Reads and checks one family."""
        index = len(self._families)
        remarks = _own_remarks(raw)
        told = [
            (row, remark)
            for row, remark in zip(raw.members, remarks, strict=True)
            if not is_the_officer(row, raw)
        ]
        officer = self._person((index, None), raw.officer) if raw.officer else None
        officer_row = self._officer(officer, units) if officer else None
        members = [self._person((index, place), row) for place, (row, _) in enumerate(told)]
        if officer is None and members:
            self._checker.findings.fault(members[0].who, members[0].told, "name", "no_officer")
        kinships, head = self._kinships(officer, members, raw)
        rows = [
            self._member(member, self._facts(member, remark, units), found, is_head=member.who[1] == head)
            for member, (_, remark), found in zip(members, told, kinships, strict=True)
        ]
        remark = "" if any(remarks) else _first(raw, "remark")
        self._families.append(_family(raw, officer_row, rows, head, remark))

    def families(self) -> tuple[FamilyRow, ...]:
        """All families, once every person was compared with every other."""
        self._checker.duplicates(self._people)
        faulty: dict[int, set[int | None]] = {}
        for family, member in self._checker.findings.faulty:
            faulty.setdefault(family, set()).add(member)
        return tuple(
            _marked(family, faulty[place]) if place in faulty else family
            for place, family in enumerate(self._families)
        )

    def _person(self, who: Who, told: Told) -> Person:
        person = self._checker.person(who, told)
        self._people.append(person)
        return person

    def _officer(self, officer: Person, units: Units) -> OfficerRow:
        told, checker = officer.told, self._checker
        unit, post = _unit_and_post(told)
        determination = values.determination(told.cell("determination"))
        return OfficerRow(
            sheet=told.sheet,
            row=told.row,
            name=officer.name,
            sex=officer.sex,
            id_number=officer.number,
            birth=officer.birth,
            work_start=checker.day(officer.who, told, "work_start"),
            unit_text=unit,
            post_text=post,
            death_date=checker.death(officer),
            death_cause=values.text(told.cell("death_cause")),
            determination=determination,
            basic_pay_fen=self._basic_pay(officer, units),
            facts=_texts(told, _OFFICER_FACTS if determination else _OFFICER_FACTS | {"determination"}),
            faulty=False,
        )

    def _basic_pay(self, officer: Person, units: Units) -> int | None:
        """Basic pay, else position pay and grade pay together; allowances never count (POLICY 0, point 5)."""
        pay = [
            self._checker.money(officer.who, officer.told, name, units.get(("officer", name), "元"))
            for name in ("basic_pay", "position_pay", "grade_pay")
        ]
        if pay[0] is not None or None in pay[1:]:
            return pay[0]
        return sum(part for part in pay[1:] if part is not None)

    def _kinships(
        self, officer: Person | None, members: list[Person], raw: RawFamily
    ) -> tuple[list[Found], int | None]:
        """What each member is to the deceased, and which of them is the head of the household."""
        direct = [self._checker.relation(member, "relation") for member in members]
        if not any(direct) or "02" in direct:
            to_head = [self._checker.relation(member, "relation_head") for member in members]
            codes = to_head if any(to_head) else direct
            if any(codes):
                return self._through_head(officer, members, codes)
        return [Found(code, inferred=False) for code in direct], _named_head(members, raw)

    @staticmethod
    def _through_head(
        officer: Person | None, members: list[Person], codes: Sequence[str | None]
    ) -> tuple[list[Found], int | None]:
        head = codes.index("02") if "02" in codes else None
        if officer is None:
            return [Found(None) for _ in members], head
        others = [
            Someone(code, _sex(member), member.born) for code, member in zip(codes, members, strict=True)
        ]
        return kin.through_head(Someone(None, _sex(officer), officer.born), others), head

    @staticmethod
    def _member(member: Person, facts: dict[str, FactValue], found: Found, *, is_head: bool) -> MemberRow:
        told = member.told
        return MemberRow(
            sheet=told.sheet,
            row=told.row,
            name=member.name,
            sex=member.sex,
            id_number=member.number,
            birth=member.birth,
            relation_words=values.text(told.cell("relation")) or values.text(told.cell("relation_head")),
            kinship=found.code,
            kinship_inferred=found.inferred,
            kinship_doubtful=found.doubtful,
            is_head=is_head,
            facts=facts,
            faulty=False,
        )

    def _facts(self, member: Person, remark: str, units: Units) -> dict[str, FactValue]:
        facts: dict[str, FactValue] = dict(_texts(member.told, _MEMBER_FACTS))
        for name in _MONEY_FACTS:
            fen = self._checker.money(member.who, member.told, name, units.get(("member", name), "元"))
            if fen is not None:
                facts[name] = fen
        facts |= _care(values.text(member.told.cell("care_cover")))
        if member.document:
            facts["other_document"] = member.document
        if "has_income" in facts:  # 有 or 无, where the form asks no more
            facts.setdefault("income_source", facts["has_income"])
        return facts | _remarked(remark, "schooling" in member.told.cells)


def _own_remarks(raw: RawFamily) -> list[str]:
    """The remark of each member's row, or "" for all where the remark is one about the whole family."""
    remarks = [values.text(row.cell("remark")) for row in raw.households[: len(raw.members)]]
    said = {remark for remark in remarks if remark}
    of_persons = raw.under_heading or len(said) > 1 or (said and not remarks[0])
    return remarks if of_persons else [""] * len(remarks)


def _texts(told: Told, names: frozenset[str]) -> dict[str, str]:
    """The texts of some fields, those left out that say nothing."""
    return {
        name: plain(cell)
        for name, cell in told.cells.items()
        if name in names and cell != "" and (name in _SAYS_NO or not values.blank(cell))
    }


_SAYS_NO = {"income_source", "has_income", "minor", "disability", "labour"}  # here 无 and 否 are answers


def _sex(person: Person) -> Sex | None:
    """For judging kinship the number is surer than the column."""
    return person.citizen.sex if person.citizen else person.sex


def _unit_and_post(told: Told) -> tuple[str, str]:
    unit, post = values.text(told.cell("unit")), values.text(told.cell("post"))
    together = values.text(told.cell("unit_post"))
    if together and not unit:
        unit, found = values.unit_and_post(together)
        post = post or found
    return unit, post


def _care(text: str) -> dict[str, FactValue]:
    """养老就医情况 is one column for two things; medical cover is what departments write into it."""
    if not text:
        return {}
    if "养老" in text and "医" not in text:
        return {"elder_care": text}
    return {"medical_cover": text, "elder_care": text} if "养老" in text else {"medical_cover": text}


def _remarked(remark: str, has_schooling: bool) -> dict[str, FactValue]:
    """A remark about one person; where the form has no column for schooling, clerks put it there."""
    if not remark:
        return {}
    if not has_schooling and len(remark) <= 6 and any(word in remark for word in words.SCHOOLING):
        return {"remark": remark, "schooling": remark}
    return {"remark": remark}


def _named_head(members: list[Person], raw: RawFamily) -> int | None:
    named = next((text for row in raw.households if (text := values.text(row.cell("head_name")))), "")
    return next((place for place, member in enumerate(members) if named and member.name == named), None)


def _family(
    raw: RawFamily, officer: OfficerRow | None, members: list[MemberRow], head: int | None, remark: str
) -> FamilyRow:
    address = (
        _first(raw, "address")
        or _first_fact(members, "living_place")
        or _first_fact(members, "registered_place")
    )
    first = raw.officer or raw.members[0]
    town, village = _TOWN.search(address), _VILLAGE.search(address)
    return FamilyRow(
        key=raw.household_no or f"{first.sheet}!{first.row}",
        household_no=raw.household_no,
        officer=officer,
        members=tuple(members),
        address=address,
        phone=_first(raw, "phone") or _first_fact(members, "member_phone"),
        town=_first(raw, "town") or (town[1] if town else ""),
        village=_first(raw, "village") or (village[1] if village else ""),
        needs_text=_first(raw, "needs"),
        facts={name: text for name in _HOUSEHOLD_FACTS if (text := _first(raw, name))},
        remark=remark,
        head=head,
    )


def _first(raw: RawFamily, name: str) -> str:
    return next((text for row in raw.households if (text := values.text(row.cell(name)))), "")


def _first_fact(members: list[MemberRow], name: str) -> str:
    return next((str(member.facts[name]) for member in members if name in member.facts), "")


def _marked(family: FamilyRow, faulty: set[int | None]) -> FamilyRow:
    """The family with the rows that were refused marked."""
    officer = replace(family.officer, faulty=True) if family.officer and None in faulty else family.officer
    members = tuple(
        replace(member, faulty=True) if place in faulty else member
        for place, member in enumerate(family.members)
    )
    return replace(family, officer=officer, members=members)
