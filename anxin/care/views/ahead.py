"""Dates ahead across the families of a scope, and the rules that bring them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from anxin.care.ahead import Filter, marks_of, rows_of, units_of
from anxin.care.calendar import RULES, Mark, Rule
from anxin.care.queries import near
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import counting, gather
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import Slice, keyset, pages
from anxin.ground.ui.parts import Link

Numbers = Mapping[str, int]


@needs("care.read")
def ahead(request: Request) -> HttpResponse:
    """What is not settled of the next 90 days, and what is overdue: by day, of a unit, of a mark."""
    units = units_of(request.post)
    chosen = Filter.of(request.GET, units)
    slice_ = _sliced(request, chosen)
    rows = rows_of(slice_.rows)
    where = request.reach.lo or request.post.unit.path
    record("care.dates_listed", by=request.post, path=where, cards={row.card for row in rows})
    numbers = _numbers(request, chosen)
    context = {
        "rows": rows,
        "slice": slice_,
        "marks": _marks(chosen, marks_of(numbers)),
        "units": units,
        "unit": chosen.unit,
        "mark": chosen.mark,
        "days": chosen.days_told,
        "start": chosen.start,
        "end": chosen.end,
        "late": _late(request, chosen),
        "total": sum(n for kind, n in numbers.items() if chosen.holds(kind)),
    }
    return render(request, "care/ahead.html", context)


def _sliced(request: Request, chosen: Filter) -> Slice[Any]:
    """One slice in the order of days: of the post's own range, of what was given to it; above the county
    nothing."""
    if request.post.depth == FIGURES:
        return Slice(rows=[], size=0)
    if request.post.has_subtree:
        return keyset(chosen.rows(near(request.reach, today())), request, order=("day", "id"))
    found = gather(request.post, lambda reach: list(chosen.rows(near(reach, today()))))
    return pages(sorted(found, key=lambda duty: (duty.day, duty.pk)), request)


def _numbers(request: Request, chosen: Filter) -> Numbers:
    """How many there are of each kind, as far as this post counts."""
    post = request.post
    if post.depth == FIGURES:
        return counting(post, lambda area: dict(_by_kind(area, chosen)))
    if post.has_subtree:
        return dict(_by_kind(request.reach, chosen))
    found = gather(post, lambda reach: _by_kind(reach, chosen))
    numbers: dict[str, int] = {}
    for kind, n in found:
        numbers[kind] = numbers.get(kind, 0) + n
    return numbers


def _late(request: Request, chosen: Filter) -> int:
    """How many of these are due today or overdue: the day names them apart from what lies ahead."""
    post, past = request.post, replace(chosen, end=min(chosen.end or today(), today()))

    def among(reach: Bounds) -> int:
        return past.rows(near(reach, today())).count()

    if post.depth == FIGURES:
        return counting(post, lambda area: {"late": among(area)}).get("late") or 0
    if post.has_subtree:
        return among(request.reach)
    return sum(gather(post, lambda reach: [among(reach)]))


def _by_kind(reach: Bounds, chosen: Filter) -> list[tuple[str, int]]:
    rows = chosen.of_unit(near(reach, today()))
    return list(rows.order_by().values_list("kind").annotate(n=Count("pk")))


def _marks(chosen: Filter, numbers: Mapping[Mark, int]) -> list[Link]:
    """One chip a mark of which something lies near."""
    every = Link(_("all"), _url(chosen, ""), sum(numbers.values()), not chosen.mark)
    return [every] + [
        Link(str(mark.label), _url(chosen, mark.value), n, chosen.mark == mark.value)
        for mark, n in numbers.items()
    ]


def _url(chosen: Filter, mark: str) -> str:
    query = {"mark": mark, "unit": str(chosen.unit.pk) if chosen.unit else "", **chosen.days_told}
    return f"{reverse('care:ahead')}?{urlencode({name: value for name, value in query.items() if value})}"


@needs("care.read")
def rules(request: Request) -> HttpResponse:
    """Every rule with its ground, its scope, from when to when it holds, and how many dates it brings within
    90 days to families of one's scope."""
    numbers = _numbers(request, Filter())
    where = request.reach.lo or request.post.unit.path
    record("care.rules_opened", by=request.post, path=where)
    groups: dict[Mark, list[tuple[Rule, int]]] = {}
    for rule in RULES:
        groups.setdefault(rule.kind_of.mark, []).append((rule, numbers.get(rule.kind, 0)))
    return render(request, "care/rules.html", {"groups": list(groups.items()), "today": today()})
