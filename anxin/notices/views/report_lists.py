"""The lists behind the numbers of a report: its rows, what came and went since, and the reports below it."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.figures.registry import Figure, Row, get
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.notices.models import FrozenFigure, Report
from anxin.notices.names import STATED, figure_name
from anxin.notices.queries import Since, Sum, accepted_below, offices_below, since, sums

from .found import readable

MOST = 50  # rows told of what came, and of what went; the numbers tell the rest


@needs("reports.read")
def report_figure(request: Request, report: uuid.UUID, code: str) -> HttpResponse:
    """The list behind a frozen number, as far as the reader's scope shows it; what changed since."""
    found = readable(request, report)
    frozen = next((one for one in found.figures.all() if one.code == code and one.value is not None), None)
    if frozen is None:
        raise Http404
    figure = _told_by(frozen)
    rows = figure.kept(frozen.row_ids, request.reach)
    slice_ = keyset(rows, request, order=("path", "id"), total=rows.count())
    lines = [figure.row(one) for one in slice_.rows]
    behind = len(frozen.row_ids) if figure.measure else frozen.value or 0
    now = None if found.is_draft else since(request.post, found, [frozen]).get(code)
    came, went = _moved(figure, now, request)
    cards = {line.card for line in (*lines, *came, *went) if line.card}
    record("figures.opened", by=request.post, on=found, cards=cards, code=code, total=slice_.total)
    context = {
        "report": found,
        "frozen": frozen,
        "name": figure_name(code),
        "words": figure.words if frozen.code == frozen.told_by else "",
        "unit": figure.unit,
        "lines": lines,
        "slice": slice_,
        "behind": behind,
        "is_sum": figure.measure is not None,
        "hidden": behind - (slice_.total or 0),
        "now": now,
        "came": came,
        "went": went,
    }
    return render(request, "notices/report_figure.html", context)


@needs("reports.read")
def report_below(request: Request, report: uuid.UUID) -> HttpResponse:
    """The accepted reports below that this one brings together: their sums beside the own count."""
    found = readable(request, report)
    brought = _brought(found)
    there = {one.unit_id for one in brought}
    context = {
        "report": found,
        "sums": [(one, figure_name(one.code)) for one in sums(found, STATED)],
        "brought": brought,
        "missing": _(", ").join(unit.label for unit in offices_below(found) if unit.pk not in there),
        "later": found.is_draft and {one.pk for one in accepted_below(found)} != {one.pk for one in brought},
    }
    return render(request, "notices/report_below.html", context)


@needs("reports.read")
def report_sum(request: Request, report: uuid.UUID, code: str) -> HttpResponse:
    """The reports whose numbers make a sum; each number opens its own list."""
    found = readable(request, report)
    own = next((one for one in found.figures.all() if one.code == code), None)
    if own is None:
        raise Http404
    told = next(iter(sums(found, [code])), Sum(code, own, ()))
    return render(
        request, "notices/report_sum.html", {"report": found, "sum": told, "name": figure_name(code)}
    )


def _brought(report: Report) -> "QuerySet[Report]":
    below = report.brought.values("below")
    return Report.objects.filter(pk__in=below).select_related("unit").order_by("path")


def _moved(figure: Figure, now: Since | None, request: Request) -> tuple[list[Row], list[Row]]:
    """The rows that came and those that went, through the reader's own reach: above the county none."""
    if now is None:
        return [], []
    return _rows(figure, now.came, request), _rows(figure, now.went, request)


def _rows(figure: Figure, ids: tuple[uuid.UUID, ...], request: Request) -> list[Row]:
    rows: QuerySet[Any] = figure.kept(ids, request.reach).order_by("path", "id")
    return [figure.row(one) for one in rows[:MOST]]


def _told_by(frozen: FrozenFigure) -> Figure:
    """The registered figure that can tell the rows; 404 where its room has been taken out of the house."""
    try:
        return get(frozen.told_by)
    except KeyError:
        raise Http404 from None
