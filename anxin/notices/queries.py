"""Questions on reports: the one on its way, the one accepted last, those below, what changed since."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.units.models import Kind, Unit

from .counting import Count, answers_for, count_all
from .models import FrozenFigure, Notice, Report
from .models.reports import ON_THE_WAY


def on_the_way(unit: Unit, notice: Notice) -> Report | None:
    """The report of a unit on a notice that is neither accepted nor returned yet: one at most."""
    return Report.objects.filter(unit=unit, notice=notice, state__in=ON_THE_WAY).first()


def drafted_again(report: Report) -> bool:
    """Has the round of a returned report another one by now?"""
    same = Report.objects.filter(unit=report.unit, notice=report.notice, round__gte=report.round)
    return same.exclude(state="returned").exists()


def last_accepted(report: Report) -> Report | None:
    """The report of the same unit on the same notice that was accepted last."""
    known = Report.objects.filter(unit=report.unit, notice=report.notice).accepted()
    return known.exclude(pk=report.pk).order_by("-round").first()


def accepted_below(report: Report) -> list[Report]:
    """The accepted reports to this unit on this notice that the last report did not bring together yet: of
    each unit the latest."""
    passed_on = Q(notice__parent=report.notice, notice__unit=report.unit)  # with local additions, from here
    sent = Report.objects.filter(Q(notice=report.notice) | passed_on, to_unit=report.unit).accepted()
    if report.before:
        sent = sent.exclude(pk__in=report.before.brought.values("below"))
    latest = {one.unit_id: one for one in sent.select_related("unit").order_by("round")}
    return sorted(latest.values(), key=lambda one: one.path)


def offices_below(report: Report) -> list[Unit]:
    """The organisation departments that report to this unit: those of the regions right below."""
    offices = Unit.objects.filter(kind=Kind.ORGANISATION, parent__parent=report.about)
    return list(offices.order_by("path"))


@dataclass(frozen=True)
class Sum:
    """A figure of the reports below: each report's kept figure, beside the own count."""

    code: str
    own: FrozenFigure | None
    parts: tuple[FrozenFigure, ...]

    @property
    def value(self) -> int | None:
        """What they come to together; a gap where one of them has none."""
        values = [one.value for one in self.parts]
        return None if None in values else sum(filter(None, values))


def sums(report: Report, codes: Iterable[str]) -> list[Sum]:
    """For each figure what the accepted reports below say together, beside the own count."""
    own = {one.code: one for one in report.figures.all()}
    kept = FrozenFigure.objects.filter(report__in=report.brought.values("below"), code__in=list(codes))
    by_code: dict[str, list[FrozenFigure]] = {}
    for one in kept.select_related("report__unit").order_by("report__path"):
        by_code.setdefault(one.code, []).append(one)
    return [Sum(code, own.get(code), tuple(by_code[code])) for code in codes if code in by_code]


def signed_change(last: FrozenFigure | None, now: FrozenFigure) -> str:
    """The difference from last time as it is written: +2, −1, 0; — where either has no number."""
    if last is None or last.value is None or now.value is None:
        return "—"
    change = now.value - last.value
    return f"{change:+d}".replace("-", "−") if change else "0"


@dataclass(frozen=True)
class Since:
    """A figure now and as the report keeps it: which rows came and which went."""

    value: int | None
    came: tuple[uuid.UUID, ...]
    went: tuple[uuid.UUID, ...]


def since(by: Post, report: Report, kept: Sequence[FrozenFigure]) -> Mapping[str, Since]:
    """Those of these figures that are no longer what the report says, counted now in the same region. Empty
    where ``by`` does not answer for the whole of it. Only numbers and ids: the rows open through the reader's
    own reach."""
    if not answers_for(by, report.about):
        return {}
    counts = count_all(by, report.about, today(), {one.code for one in kept})
    return {one.code: _since(one, counts[one.code]) for one in kept if _differs(one, counts[one.code])}


def _differs(kept: FrozenFigure, now: Count) -> bool:
    return kept.value != now.value or set(kept.row_ids) != set(now.rows)


def _since(kept: FrozenFigure, now: Count) -> Since:
    then, rows = set(kept.row_ids), set(now.rows)
    return Since(now.value, tuple(sorted(rows - then)), tuple(sorted(then - rows)))
