"""Taking a department's ledger in: read, check, merge what is right, give the faults back."""

import base64
import hashlib
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from anxin.families.actions import Merged, Origin, merge
from anxin.families.models import Source
from anxin.ground.access.models import Post
from anxin.ground.days.clock import local_day, now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Kind, Unit
from anxin.surveys.details import card_details
from anxin.surveys.held_back import hold_back
from anxin.surveys.ledger import shapes
from anxin.surveys.ledger.examine import examine
from anxin.surveys.ledger.limits import Limits
from anxin.surveys.ledger.messages import sentence
from anxin.surveys.ledger.returned import return_workbook
from anxin.surveys.models import Ledger, State


def limits() -> Limits:
    """How large a workbook may be here (config/limits.toml)."""
    return Limits.of(settings.LIMITS["upload"])


def read(path: Path) -> shapes.Ledger:
    """Read and check a workbook in its own limited process; touches no record. Raises Unreadable."""
    return examine(path, today=today(), limits=limits())


@transaction.atomic
def keep(
    *, by: Post, unit: Unit, name: str, content: bytes, found: shapes.Ledger, on: date | None = None
) -> Ledger:
    """Keep a ledger that was looked through, so that it can be merged or given back. ``on``: the day it was
    filled in, by who brings it, where the paper itself does not say."""
    found = hold_back(found)
    ledger = Ledger.objects.create(
        unit=unit, path=unit.path, name=name, digest=hashlib.sha256(content).hexdigest(), kind=found.kind,
        reported_on=found.reported_on or on, families=len(found.families), members=found.member_count,
        sound=sum(len(card.members) for card in card_details(found, ())),
        faults=[_told(fault) for fault in found.faults], mended=[_told(fault) for fault in found.mended],
        content=base64.b64encode(content).decode("ascii"), made_at=now(), made_by=by.id,
    )  # fmt: skip
    record("surveys.ledger_read", by=by, on=ledger, families=ledger.families, faults=len(ledger.faults))
    return ledger


def _told(fault: shapes.Fault) -> dict[str, object]:
    """A fault as it is stored: code and place, never a value of a person."""
    return {
        "sheet": fault.sheet, "row": fault.row, "column": fault.column, "heading": fault.heading,
        "code": fault.code, "params": dict(fault.params), "family": fault.family, "member": fault.member,
    }  # fmt: skip


@transaction.atomic
def take_in(*, by: Post, ledger: Ledger, found: shapes.Ledger) -> Merged:
    """Merge what is right in a ledger. A faulty row stops no other. Pressed twice it merges once; the same
    file brought in again changes nothing."""
    ledger = Ledger.objects.select_for_update().select_related("unit").light().get(pk=ledger.pk)
    if ledger.state == State.MERGED:
        return Merged(opened=ledger.opened, changed=ledger.changed, kept=ledger.kept)
    found = hold_back(found)  # again: a card may have been sealed since the ledger was looked through
    units = Unit.objects.under(ledger.unit.path).exclude(kind=Kind.ORGANISATION).select_related("parent")
    details = card_details(found, list(units))
    done = merge(by=by, unit=ledger.unit, cards=details, origin=_origin(ledger))
    ledger.state, ledger.merged_at = State.MERGED, now()
    ledger.merged = sum(len(card.members) for card in details)
    ledger.opened, ledger.changed, ledger.kept = done.opened, done.changed, done.kept
    ledger.save(update_fields=["state", "merged_at", "merged", "opened", "changed", "kept"])
    record(
        "surveys.ledger_merged", by=by, on=ledger, opened=done.opened, changed=done.changed, kept=done.kept
    )
    return done


def _origin(ledger: Ledger) -> Origin:
    """A ledger's facts hold for the day it reports; the same file sent again holds for its first day."""
    first = (
        Ledger.objects.filter(path=ledger.path, digest=ledger.digest).order_by("made_at").first() or ledger
    )
    day = ledger.reported_on or local_day(first.made_at)
    return Origin(
        Source.LEDGER, f"ledger:{ledger.kind}", day, ledger.pk, dated=ledger.reported_on is not None
    )


def unit_for(*, by: Post, code: str) -> Unit:
    """The unit a ledger is brought in for: within the post's scope, an office standing for its region."""
    unit = Unit.objects.filter(code=code).select_related("parent").first()
    if unit is not None and unit.kind == Kind.ORGANISATION and unit.parent is not None:
        unit = unit.parent
    lo, hi = by.bounds
    if unit is None or not lo <= unit.path < hi:
        raise Refused("unit_out_of_scope", _("There is no unit with this code within your post's scope."))
    return unit


@contextmanager
def workbook_of(ledger: Ledger) -> Iterator[Path]:
    """The ledger's file as it came, in a private temporary place that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="anxin-ledger-") as place:
        path = Path(place) / f"ledger{Path(ledger.name).suffix.lower()[:6]}"
        path.write_bytes(base64.b64decode(ledger.content))
        yield path


def returned_workbook(ledger: Ledger) -> bytes:
    """The same workbook with a red 问题 column."""
    with workbook_of(ledger) as path:
        target = path.with_name(f"{uuid.uuid4().hex}.xlsx")
        out = return_workbook(path, hold_back(read(path)), target, limits=limits())
        return out.read_bytes()


def fault_rows(faults: tuple[shapes.Fault, ...]) -> list[dict[str, object]]:
    """Faults as the command line prints them: sheet, row, column, code, message."""
    return [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "code": one.code, "message": sentence(one)}
        for one in faults
    ]
