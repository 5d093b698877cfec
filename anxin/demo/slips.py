"""Families as they stand in a sample ledger, with the slips of a hurried clerk, and what must be found."""

from dataclasses import dataclass, replace
from datetime import date

from anxin.demo.invented import Invented, InventedFamily, Inventor

# which family (from 1) bears which slip; in each it is the first member unless said otherwise
SLIPS = {
    2: "check_digit",
    4: "float_id",
    6: "birth_conflict",
    8: "missing_name",
    10: "death_before_birth",  # of the officer
    13: "duplicate_person",  # the last member of family 17 stands here too
    15: "future_birth",
    19: "lowercase_x",
}
COPIED_FROM = 17
KINSHIP = {
    "父亲": "51",
    "母亲": "52",
    "丈夫": "11",
    "妻子": "12",
    "儿子": "20",
    "女儿": "30",
}


@dataclass
class Line:
    """A member as he stands in the ledger, slip and all."""

    member: Invented
    name: str | None
    number: str | float
    born: date


@dataclass
class Entry:
    """A family as it stands in the ledger."""

    place: int  # from 1
    family: InventedFamily
    died: date
    lines: list[Line]


def with_slips(families: list[InventedFamily], inventor: Inventor) -> list[Entry]:
    """The families as they stand in a ledger, with the slips of a hurried clerk."""
    entries = [
        Entry(place, family, family.died, [Line(m, m.name, m.number, m.born) for m in family.members])
        for place, family in enumerate(families, 1)
    ]
    for place, slip in SLIPS.items():
        entry = entries[place - 1]
        if slip == "duplicate_person":
            entry.lines.append(replace(entries[COPIED_FROM - 1].lines[-1]))
        elif slip == "death_before_birth":
            entry.died = entry.died.replace(year=entry.died.year - 100)
        else:
            _slip(entry.lines[0], slip, inventor)
    return entries


def _slip(line: Line, slip: str, inventor: Inventor) -> None:
    member = line.member
    if slip == "check_digit":
        line.number = member.number[:-1] + ("3" if member.number[-1] != "3" else "7")
    elif slip == "float_id":
        line.number = float(member.number[:17] + "0")
    elif slip == "birth_conflict":
        line.born = member.born.replace(year=member.born.year + 1, day=min(member.born.day, 28))
    elif slip == "missing_name":
        line.name = None
    elif slip == "future_birth":
        line.born = member.born.replace(year=2031, day=min(member.born.day, 28))
        line.number = inventor.number(line.born, member.sex)
    elif slip == "lowercase_x":
        line.number = inventor.number(member.born, member.sex, ends_in_x=True).lower()


def expectations(entries: list[Entry], *, kinship_of_head: bool) -> dict[str, object]:
    """What reading the ledger must give, in the shape of ../shared/ledgers, with kinships besides."""
    return {
        "families": len(entries),
        "members": sum(len(entry.lines) for entry in entries),
        "officers": [
            {
                "no": f"{entry.place:03d}",
                "name": entry.family.officer.name,
                "death": entry.died.isoformat(),
                "members": len(entry.lines),
            }
            for entry in entries
        ],
        "faults": [
            {"family": f"{place:03d}", "member": _slipped(entries[place - 1], slip), "fault": slip}
            for place, slip in SLIPS.items()
        ],
        "kinships": [[KINSHIP[line.member.relation] for line in entry.lines] for entry in entries],
        "heads": [head_of(entry) for entry in entries] if kinship_of_head else None,
    }


def _slipped(entry: Entry, slip: str) -> int | None:
    if slip == "death_before_birth":
        return None
    return len(entry.lines) - 1 if slip == "duplicate_person" else 0


def head_of(entry: Entry) -> int:
    """The surviving head: husband or wife, else the first parent, else the eldest child."""
    relations = [line.member.relation for line in entry.lines]
    for wanted in ("妻子", "丈夫", "父亲", "母亲"):
        if wanted in relations:
            return relations.index(wanted)
    return 0
