"""Acts on the list of publicity."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.models import Exemplar, Publicity
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

from .activities import check_study_place


@dataclass(frozen=True)
class Shown:
    """One line: by what, what, where, when, by whom, how many it reached (None: not known)."""

    medium: str
    title: str
    place: str
    on: date
    who: str
    until: date | None = None
    reached: int | None = None
    exemplar: Exemplar | None = None


@transaction.atomic
def list_publicity(*, by: Post, unit: Unit, shown: Shown) -> Publicity:
    """Put an article, talk, exhibition or broadcast on the list of a unit."""
    check_study_place(by, unit.path)
    if shown.until and shown.until < shown.on:
        raise Refused("exemplars.ends_before", _("This ends before it begins. Check both dates."))
    line = Publicity.objects.create(unit=unit, path=unit.path, **vars(shown), entered_by=by, entered_at=now())
    record("study.publicity_listed", by=by, on=line, medium=line.medium)
    return line


@transaction.atomic
def strike_publicity(*, by: Post, line: Publicity, reason: str) -> Publicity:
    """Strike a line out, and say why: it counts no more and can still be read."""
    check_study_place(by, line.path)
    line = Publicity.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if line.struck_on:
        raise Refused("study.struck_out", _("This was struck out already."))
    if not reason.strip():
        raise Refused("study.no_reason", _("Say why: whoever reads this later must understand it."))
    line.struck_on, line.struck_why = today(), reason.strip()
    line.save(update_fields=["struck_on", "struck_why"])
    record("study.publicity_struck", by=by, on=line)
    return line
