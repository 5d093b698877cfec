"""Of whom a line of a personnel ledger speaks: by the identity number, else by unit and name; where somebody
of the name is on record elsewhere, the clerk is asked and nobody is doubled meanwhile."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from anxin.families.models.people import Sex
from anxin.ground.database.fields import digest
from anxin.ground.days.partial import PartialDate
from anxin.officers.ledger import Line, Place
from anxin.officers.models import Officer

NEW = "new"  # the answer that a line speaks of nobody on record
Answers = Mapping[Place, str]  # an officer's id, or NEW


@dataclass(frozen=True)
class Known:
    """Who is on record within sight: by number, and by name."""

    by_number: Mapping[str, Officer]
    by_name: Mapping[str, Sequence[Officer]]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Known":
        """Those of whom these lines may speak. Row security keeps to the scope of whoever asks."""
        numbers = {digest(line.values["id_number"]) for line in lines if "id_number" in line.values}
        names = {line.values["name"] for line in lines if "name" in line.values}
        by_name: dict[str, list[Officer]] = defaultdict(list)
        for one in Officer.objects.filter(name__in=names):
            by_name[one.name].append(one)
        found = Officer.objects.filter(id_digest__in=numbers)
        return cls({one.id_digest: one for one in found}, by_name)


def meet(lines: Sequence[Line], answers: Answers) -> None:
    """Put the officer that each sound line speaks of beside it, None for a new one. A line that cannot tell
    is a fault: of the name, or a question with those who are likely."""
    sound = sorted((line for line in lines if line.is_sound), key=lambda line: "id_number" not in line.values)
    known, spoken = Known.of(sound), set[UUID]()
    unmet = [line for line in sound if not _met(line, known, spoken)]
    new: set[tuple[object, str]] = set()
    for line in unmet:
        others = [one for one in known.by_name.get(line.values["name"], []) if one.pk not in spoken]
        found = _asked(line, others, answers)
        if found is not None:
            _settle(line, found, spoken)
        elif line.is_sound:
            _enter(line, new)


def _met(line: Line, known: Known, spoken: set[UUID]) -> bool:
    """Is it clear of whom the line speaks, or that it cannot be told? Then that stands in the line."""
    number = line.values.get("id_number", "")
    found = known.by_number.get(digest(number)) if number else None
    if found is None:
        here = [one for one in known.by_name.get(line.values["name"], []) if _is_here(line, one)]
        if len(here) > 1:
            line.fault("name", "namesakes")
            return True
        found = next(iter(here), None)
    if found is None:
        return False
    _settle(line, found, spoken)
    return True


def _is_here(line: Line, one: Officer) -> bool:
    """Is this the officer of that name at work in the unit, with nothing against it?"""
    return one.unit_id == line.values["unit"].pk and one.is_at_work and _agrees(line, one)


def _settle(line: Line, found: Officer, spoken: set[UUID]) -> None:
    if found.left_on is not None:  # nobody comes back by a ledger
        line.fault("name", "gone")
    elif found.pk in spoken:  # two rows of one name and one record
        line.fault("name", "namesakes")
    else:
        line.values["officer"] = found
        spoken.add(found.pk)


def _agrees(line: Line, one: Officer) -> bool:
    """Does nothing that both tell contradict that they are the same: number, sex, birth?"""
    sexes = {line.values.get("sex", Sex.UNKNOWN), one.sex} - {Sex.UNKNOWN}
    born = line.values.get("born")
    may_be = born is None or one.born is None or _may_be_same(born, one.born)
    return may_be and len(sexes) < 2 and _may_share_number(line, one)


def _may_share_number(line: Line, one: Officer) -> bool:
    number = line.values.get("id_number", "")
    return not (number and one.id_number)  # by the same number they would have met: two numbers, two people


def _may_be_same(told: PartialDate, known: PartialDate) -> bool:
    return told.calendar != known.calendar or told.consistent_with(known)


def _asked(line: Line, namesakes: Sequence[Officer], answers: Answers) -> Officer | None:
    """Whom the clerk said of those likely: of the name elsewhere, or here with another birthday, or no longer
    at work. Not answered yet is a fault."""
    unit, answer = line.values["unit"], answers.get(line.place, "")
    line.likely = [
        one
        for one in namesakes
        if _agrees(line, one) or (one.unit_id == unit.pk and _may_share_number(line, one))
    ]
    chosen = next((one for one in line.likely if str(one.pk) == answer), None)
    if chosen is None and answer != NEW and (line.likely or answer):
        line.fault("name", "same_person")
    return chosen


def _enter(line: Line, new: set[tuple[object, str]]) -> None:
    """A new officer; two rows of one name in one unit without numbers are not taken for two people."""
    who = (line.values["unit"].pk, line.values["name"])
    if who in new and "id_number" not in line.values:
        line.fault("name", "namesakes")
    else:
        new.add(who)
        line.values["officer"] = None
