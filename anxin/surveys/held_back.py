"""Families of a ledger whose card is sealed (封存): their rows come back with a fault and change nothing."""

from collections.abc import Iterator
from dataclasses import replace

from anxin.families.sealed import among_sealed

from .details import card_details
from .ledger.shapes import FamilyRow, Fault, Ledger, MemberRow, OfficerRow

CODE = "sealed_card"


def hold_back(found: Ledger) -> Ledger:
    """The ledger without the families that a sealed card of this scope holds, and with a fault in each of
    their rows. Asking twice changes nothing more."""
    named = [place for place, one in enumerate(found.families) if one.officer and one.officer.name]
    sealed = {named[place] for place in among_sealed(card_details(found, ()))}
    if not sealed:
        return found
    families = tuple(
        replace(one, officer=None) if place in sealed else one for place, one in enumerate(found.families)
    )
    faults = [fault for place in sorted(sealed) for fault in _faults(found, place)]
    return replace(found, families=families, faults=(*found.faults, *faults))


def _faults(found: Ledger, place: int) -> Iterator[Fault]:
    family: FamilyRow = found.families[place]
    rows: list[tuple[int | None, OfficerRow | MemberRow]] = [*enumerate(family.members)]
    if family.officer:
        rows.insert(0, (None, family.officer))
    seen = set()
    for member, row in rows:
        if (row.sheet, row.row) not in seen:
            seen.add((row.sheet, row.row))
            letter, heading = _name_column(found, row, "officer" if member is None else "member")
            yield Fault(row.sheet, row.row, letter, heading, CODE, place, member)


def _name_column(found: Ledger, row: OfficerRow | MemberRow, side: str) -> tuple[str, str]:
    """The column that a fault about the whole row stands in: the name's."""
    for one in found.columns:
        if one.sheet == row.sheet and one.field == "name" and one.side == side:
            return one.letter, one.heading
    return "A", ""
