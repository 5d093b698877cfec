"""From rows of a ledger to the details that a card is opened from."""

from collections.abc import Sequence

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails
from anxin.families.dictionary import FIELDS
from anxin.ground.units.models import Level, Unit

from .ledger.shapes import FamilyRow, Fault, Ledger, MemberRow, OfficerRow

# The ledger's words for a fact → the field dictionary's code, where they differ.
SAME = {"old_age_medical": "elder_care", "income_note": "income_source"}
DEATH_FAULTS = {"death_before_birth", "death_future", "bad_date"}


def card_details(ledger: Ledger, units: Sequence[Unit]) -> list[CardDetails]:
    """The families of a ledger that can have a card: those whose officer has a name. Faulty rows stay out."""
    wrong = {fault.family: fault for fault in ledger.faults if fault.member is None}
    return [
        _card(family, wrong.get(number), units)
        for number, family in enumerate(ledger.families)
        if family.officer is not None and family.officer.name
    ]


def _card(family: FamilyRow, fault: Fault | None, units: Sequence[Unit]) -> CardDetails:
    officer = family.officer
    assert officer is not None
    facts = {"difficulty": family.needs_text, "remark": family.remark}
    return CardDetails(
        officer=_officer(officer, fault),
        members=tuple(_member(row) for row in family.members if not row.faulty and row.name),
        address=family.address,
        phone=family.phone,
        town=family.town,
        outside_number=family.household_no,
        unit=unit_of(officer.unit_text, family.town, units),
        facts={code: value for code, value in facts.items() if value and code in FIELDS},
    )


def _officer(row: OfficerRow, fault: Fault | None) -> OfficerDetails:
    """The officer; a refused date of death stays unknown until the returned ledger comes back right."""
    died_on = None if fault and fault.code in DEATH_FAULTS else row.death_date
    return OfficerDetails(
        name=row.name,
        sex=row.sex or "0",
        birth=row.birth,
        id_number=row.id_number or "",
        died_on=died_on,
        unit_text=row.unit_text,
        post_text=row.post_text,
        work_start=row.work_start,
        death_cause=row.death_cause,
        determination=row.determination or "",
        basic_pay_fen=row.basic_pay_fen,
    )


def _member(row: MemberRow) -> MemberDetails:
    facts = {SAME.get(code, code): str(value) for code, value in row.facts.items() if value != ""}
    return MemberDetails(
        name=row.name,
        sex=row.sex or "0",
        birth=row.birth,
        id_number=row.id_number or "",
        kinship=row.kinship or "97",
        inferred=row.kinship_inferred or row.kinship_doubtful,
        is_head=row.is_head,
        facts={code: value for code, value in facts.items() if code in FIELDS},
    )


def unit_of(unit_text: str, town: str, units: Sequence[Unit]) -> Unit | None:
    """The unit that managed the deceased: the deepest of ``units`` named in the text (a village only
    together with its township), else the township the household is listed under. None: the ledger's own.
    """
    named = [unit for unit in units if unit.level > Level.COUNTY and _names(unit, unit_text)]
    if named:
        return max(named, key=lambda unit: len(unit.path))
    own = [unit for unit in units if unit.level == Level.COUNTY and unit.name == unit_text]
    if own:
        return own[0]
    return next((unit for unit in units if town and unit.name == town), None)


def _names(unit: Unit, text: str) -> bool:
    if unit.name not in text:
        return False
    parent = unit.parent
    return unit.level != Level.VILLAGE or (parent is not None and parent.name in text)
