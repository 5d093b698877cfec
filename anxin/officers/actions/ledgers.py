"""Taking a personnel ledger in: read, look through, take over what is right."""

import base64
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.files.workbooks import read_workbook, return_workbook
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.ledger import Line, NoHeading, Place, lines_of
from anxin.officers.models import Officer, RosterFile, TalkOccasion
from anxin.officers.roster_notes import notes_of

from .matching import NEW, Answers, meet
from .roster import OfficerFacts, check_unit, columns_of, move_front
from .talks import raise_occasion


def read_roster(path: Path, *, unit: Unit, answers: Answers | None = None) -> list[Line]:
    """Read and check a workbook, touching no record; every sound line has its unit and its officer, None for
    a new one. ``answers``: whom the clerk says the lines speak of. Raises Refused."""
    try:
        lines = lines_of(read_workbook(path), today())
    except NoHeading:
        raise Refused(
            "officers.no_heading",
            _(
                "No heading was found. The table needs a heading row with words"
                " like 姓名, 单位 and 参加工作时间."
            ),
        ) from None
    _place(lines, unit)
    meet(lines, answers or {})
    return lines


def _place(lines: Sequence[Line], unit: Unit) -> None:
    """Put the unit itself in the place of its name; a line that names none belongs to the chosen one."""
    below = Unit.objects.filter(path__gte=unit.path, path__lt=unit.path + "~").select_related("parent")
    named: dict[str, list[Unit]] = {}
    for one in below:
        for name in {one.name, one.label}:
            named.setdefault(name, []).append(one)
    for line in lines:
        name = line.values.pop("unit", "")
        found = named.get(name, []) if name else [unit]
        if len(found) == 1:
            line.values["unit"] = found[0]
        else:
            line.fault("unit", "unit_unknown")


@transaction.atomic
def keep_roster(*, by: Post, unit: Unit, name: str, content: bytes, lines: Sequence[Line]) -> RosterFile:
    """Keep a ledger that was looked through, so that it can be taken over as it was seen."""
    check_unit(by, unit)
    kept = RosterFile.objects.create(
        unit=unit, path=unit.path, name=name, content=base64.b64encode(content).decode("ascii"),
        people=len(lines), made_at=now(), made_by=by, **_found(lines, {}),
    )  # fmt: skip
    record("officers.roster_read", by=by, on=kept, people=kept.people, faults=len(kept.faults))
    return kept


def _found(lines: Sequence[Line], answers: Answers) -> dict[str, Any]:
    """What was found, as columns: how many are sound, the faults, the questions with their answers."""
    asked = [line for line in lines if line.likely or line.place in answers]
    return {
        "sound": sum(line.is_sound for line in lines),
        "faults": _faults(lines),
        "asks": [_ask(line, answers.get(line.place, "")) for line in asked],
    }


def _ask(line: Line, answer: str) -> dict[str, object]:
    """A question as it is stored: places and ids alone. An answer that fits no longer is none."""
    likely = [str(one.pk) for one in line.likely]
    unit = str(line.values["unit"].pk) if "unit" in line.values else ""
    given = answer if answer in (*likely, NEW) else ""
    return {"sheet": line.sheet, "row": line.row, "unit": unit, "officers": likely, "answer": given}


def answers_of(kept: RosterFile) -> dict[Place, str]:
    """What the clerk said so far of whom the lines speak."""
    return {(one["sheet"], one["row"]): one["answer"] for one in kept.asks if one["answer"]}


def _faults(lines: Sequence[Line]) -> list[dict[str, object]]:
    """Faults as they are stored, in the order in which somebody reads the sheet."""
    found = [fault for line in lines for fault in line.faults]
    return [
        asdict(one)
        for one in sorted(found, key=lambda one: (one.sheet, one.row, len(one.column), one.column))
    ]


@contextmanager
def roster_workbook(kept: RosterFile) -> Iterator[Path]:
    """The file as it came, in a private temporary place that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="anxin-roster-") as place:
        path = Path(place) / f"roster{Path(kept.name).suffix.lower()[:6]}"
        path.write_bytes(base64.b64decode(kept.content))
        yield path


def returned_roster(kept: RosterFile) -> bytes:
    """The same workbook with a red 问题 column: beside each row that stays out, why. Raises Refused."""
    with roster_workbook(kept) as path:
        notes = notes_of(read_workbook(path), kept.faults)
        return return_workbook(path, notes, path.with_name("returned.xlsx")).read_bytes()


@transaction.atomic
def answer_roster(*, by: Post, kept: RosterFile, answers: Answers) -> RosterFile:
    """Say of lines whether they speak of an officer on record (the id) or of somebody else (NEW); "" leaves
    it open again. Refused: the ledger is taken over."""
    kept = RosterFile.objects.select_for_update().select_related("unit").get(pk=kept.pk)
    if kept.state == RosterFile.State.TAKEN:
        raise Refused(
            "officers.roster_is_taken",
            _("This ledger is taken over. Bring it in again: what is still open is asked then."),
        )
    said = {**answers_of(kept), **answers}
    _note(kept, _read_again(kept, said), said)
    record("officers.roster_answered", by=by, on=kept, answered=len(answers_of(kept)))
    return kept


def _read_again(kept: RosterFile, said: Answers) -> list[Line]:
    with roster_workbook(kept) as path:
        return read_roster(path, unit=kept.unit, answers=said)


def _note(kept: RosterFile, lines: Sequence[Line], said: Answers) -> None:
    for name, value in _found(lines, said).items():
        setattr(kept, name, value)
    kept.save()


@transaction.atomic
def take_roster(*, by: Post, kept: RosterFile) -> RosterFile:
    """Take over the lines without a fault, all of them or none. Pressed twice it does so once; the same
    ledger brought in again changes nothing. What a line does not tell stays as it is."""
    kept = RosterFile.objects.select_for_update().select_related("unit").get(pk=kept.pk)
    if kept.state == RosterFile.State.TAKEN:
        return kept
    said = answers_of(kept)
    lines = _read_again(kept, said)
    for line in lines:
        if line.is_sound:
            _take(by, line, kept)
    kept.state, kept.taken_at = RosterFile.State.TAKEN, now()
    _note(kept, lines, said)
    record("officers.roster_taken", by=by, on=kept, added=kept.added, changed=kept.changed)
    return kept


def _take(by: Post, line: Line, kept: RosterFile) -> None:
    """Write one line: a new officer, or what differs on the one it speaks of."""
    told, unit, officer = _told(line), line.values["unit"], line.values["officer"]
    if officer is None:
        facts = columns_of(OfficerFacts(**told))
        officer = Officer.objects.create(unit=unit, path=unit.path, source="roster", **facts)
        kept.added += 1
    elif _differs(officer, told, unit):
        known = {name: getattr(officer, name) for name in OfficerFacts.__dataclass_fields__}
        for name, value in columns_of(OfficerFacts(**known | told)).items():
            setattr(officer, name, value)
        is_transfer = officer.unit_id != unit.pk
        officer.unit, officer.path, officer.source, officer.source_on = unit, unit.path, "roster", today()
        officer.save()
        if is_transfer:
            raise_occasion(by, officer, TalkOccasion.Kind.TRANSFER, today())
        kept.changed += 1
    _stand(line, officer)


def _told(line: Line) -> dict[str, Any]:
    told = {name: line.values[name] for name in OfficerFacts.__dataclass_fields__ if name in line.values}
    if "began_work" in told:
        began = told["began_work"]
        told |= {"began_work": began.first(), "began_by_month": began.day is None}
    return told


def _differs(officer: Officer, told: Mapping[str, object], unit: Unit) -> bool:
    return officer.unit_id != unit.pk or any(getattr(officer, name) != value for name, value in told.items())


def _stand(line: Line, officer: Officer) -> None:
    """Where the officer stands, if the line tells it and it is not on record already."""
    if "since" not in line.values:
        return
    since, ground = line.values["since"].first(), line.values["ground"]
    if officer.fronts.filter(since=since).exists():
        return
    try:
        with transaction.atomic():
            move_front(officer, since, ground, line.values.get("place_text", ""))
    except Refused:
        line.fault("since", "elsewhere")
