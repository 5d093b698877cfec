"""From rows of a ledger to the details that a card is opened from."""

import unicodedata
from collections.abc import Mapping, Sequence

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails
from anxin.families.dictionary import FIELDS
from anxin.ground.units.models import Kind, Level, Unit

from .ledger.shapes import FactValue, FamilyRow, Fault, Ledger, MemberRow, OfficerRow
from .ledger.template import TEMPLATE

# The ledger's word for a fact → the field dictionary's code, where they differ.
SAME = {"old_age_medical": "elder_care", "income_note": "income_source"}
LONGEST = 2000  # characters of a fact; a cell that holds more is a letter, not a fact
DEATH_FAULTS = {"death_before_birth", "death_future", "bad_date"}


def card_details(ledger: Ledger, units: Sequence[Unit]) -> list[CardDetails]:
    """The families of a ledger that can have a card: those whose officer has a name. Faulty rows stay out."""
    wrong = {fault.family: fault for fault in ledger.faults if fault.member is None}
    places, own = Places(units), ledger.template == TEMPLATE
    return [
        _card(family, wrong.get(number), places, own)
        for number, family in enumerate(ledger.families)
        if family.officer is not None and family.officer.name
    ]


def _card(family: FamilyRow, fault: Fault | None, places: "Places", own: bool) -> CardDetails:
    """``own``: the number of the household in our own export is the card's own, not an outside one."""
    officer = family.officer
    assert officer is not None
    facts = {**family.facts, "difficulty": family.needs_text, "remark": family.remark}
    told = _unmasked if own else str
    return CardDetails(
        officer=_officer(officer, fault, own),
        members=tuple(_member(row, own) for row in family.members if not row.faulty and row.name),
        address=_cut(told(family.address), 500),
        phone=_whole(family.phone),
        town=_cut(family.town, 60),
        outside_number="" if own else _cut(family.household_no, 40),
        number=_cut(family.household_no, 40) if own else "",
        unit=places.unit_of(officer.unit_text, family.town),
        facts=_known(facts, own),
    )


def _officer(row: OfficerRow, fault: Fault | None, own: bool) -> OfficerDetails:
    """The officer; a refused date of death stays unknown until the returned ledger comes back right."""
    died_on = None if fault and fault.code in DEATH_FAULTS else row.death_date
    return OfficerDetails(
        name=_cut("".join(row.name.splitlines()), 50),  # Alt+Enter within a cell
        sex=row.sex or "0",
        birth=row.birth,
        id_number=row.id_number or "",
        died_on=died_on,
        unit_text=_cut(row.unit_text, 160),
        post_text=_cut(row.post_text, 120),
        work_start=row.work_start,
        death_cause=_cut(_unmasked(row.death_cause) if own else row.death_cause, 200),
        determination=row.determination or "",
        determined_document=_cut(row.facts.get("document", ""), 120),
        basic_pay_fen=row.basic_pay_fen,
    )


def _member(row: MemberRow, own: bool) -> MemberDetails:
    return MemberDetails(
        name=_cut("".join(row.name.splitlines()), 50),  # Alt+Enter within a cell
        sex=row.sex or "0",
        birth=row.birth,
        id_number=row.id_number or "",
        kinship=row.kinship or "97",
        inferred=row.kinship_inferred or row.kinship_doubtful,
        is_head=row.is_head,
        phone=_whole(str(row.facts.get("member_phone", ""))),
        facts=_known(row.facts, own),
    )


def _known(facts: Mapping[str, FactValue], own: bool) -> dict[str, str]:
    """The facts that the field dictionary has, by its codes; coded ones are never read out of words."""
    told = _unmasked if own else str
    named = {SAME.get(code, code): _cut(told(str(value)), LONGEST) for code, value in facts.items()}
    return {
        code: value for code, value in named.items() if value and code in FIELDS and not FIELDS[code].is_coded
    }


def _unmasked(text: str) -> str:
    """What our own export tells: a text that it masked (凤林村**号) says nothing, so what stands stays."""
    return "" if "**" in text else text


def _whole(phone: str) -> str:
    """A telephone; a masked one (138****1234) is none."""
    return "" if "*" in phone else _cut(phone, 60)


def _cut(text: str, longest: int) -> str:
    """What a column can hold: no control signs or broken characters, which no cell of a person needs, and at
    most so many."""
    if not text.isprintable():
        signs = ((sign, unicodedata.category(sign)) for sign in text)
        text = "".join(sign for sign, kind in signs if sign == "\n" or kind not in ("Cc", "Cs"))
    return text[:longest]


class Places:
    """The units that a ledger may name, asked for every family."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._known: dict[tuple[str, str], Unit | None] = {}

    def unit_of(self, unit_text: str, town: str) -> Unit | None:
        """The unit that managed the deceased: the deepest unit named in the text, by its longest name (a
        village only together with its township); else the county's bureau or school named in it; else the
        township the household is listed under. None: the ledger's own."""
        key = unit_text, town
        if key not in self._known:
            self._known[key] = self._find(unit_text, town)
        return self._known[key]

    def _find(self, text: str, town: str) -> Unit | None:
        named = [unit for unit in self._units if unit.level > Level.COUNTY and _names(unit, text)]
        if named:
            return max(named, key=_depth)
        offices = [unit for unit in self._units if _is_office(unit) and unit.name in text]
        if offices:
            return max(offices, key=lambda unit: len(unit.name))
        return next((one for one in self._units if one.level == Level.TOWNSHIP and one.name == town), None)


def _is_office(unit: Unit) -> bool:
    """A bureau, school or hospital of the county: its stations and posts are its own."""
    return unit.level == Level.COUNTY and unit.kind != Kind.REGION


def _depth(unit: Unit) -> tuple[int, int, int]:
    """How closely a unit is named: 上河东镇 more closely than the 河东镇 within it, their villages too."""
    return len(unit.path), len(unit.parent.name) if unit.parent else 0, len(unit.name)


def _names(unit: Unit, text: str) -> bool:
    """河东镇 is named in 安和县河东镇人民政府; a village only where its township is named too."""
    if unit.name not in text:
        return False
    parent = unit.parent
    return unit.level != Level.VILLAGE or (parent is not None and parent.name in text)
