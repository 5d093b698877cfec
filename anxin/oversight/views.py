"""The figures of one unit, and the list behind each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.gate import needs, opens
from anxin.ground.access.models import Post
from anxin.ground.access.reach import counting
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import Figure, Row, all_figures, get
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import Slice, keyset

ROOMS: dict[str, Promise] = {
    "families": _("Families"),
    "surveys": _("Surveys"),
    "entitlements": _("Entitlements"),
    "care": _("Care"),
    "officers": _("Officers at their posts"),
    "exemplars": _("Exemplars and study"),
}


@dataclass(frozen=True)
class Group:
    """The figures of one room, with their values."""

    name: Promise
    lines: list[tuple[Figure, int]]


def _groups(known: Iterable[Figure], post: Post) -> Iterator[Group]:
    """The figures by room, rooms in the order of the work, unknown rooms last."""
    day, known = today(), list(known)
    values = counting(post, lambda area: {one.code: one.value(area, day) for one in known})
    order = {room: place for place, room in enumerate(ROOMS)}
    by_room = sorted(known, key=lambda one: order.get(_room(one), len(order)))
    for room, members in groupby(by_room, key=_room):
        yield Group(ROOMS.get(room, _("Others")), [(one, values[one.code]) for one in members])


def _room(figure: Figure) -> str:
    return figure.code.partition(".")[0]


@needs("figures.read")
def figures(request: Request) -> HttpResponse:
    """Every figure with its definition and its value in the area the post answers for."""
    groups = list(_groups(all_figures(), request.post))
    return render(request, "oversight/figures.html", {"groups": groups, "about": request.post.scope_root})


@needs("figures.read")
def figure(request: Request, code: str) -> HttpResponse:
    """The list behind one figure, in slices; which cards it showed goes into the journal."""
    try:
        found = get(code)
    except KeyError:
        raise Http404 from None
    slice_ = _slice(request, found)
    lines = [_open_to(request.post, found.row(one)) for one in slice_.rows]
    cards = {line.card for line in lines if line.card}
    record(
        "figures.opened",
        by=request.post,
        path=request.reach.lo or request.post.unit.path,
        cards=cards,
        code=code,
        total=slice_.total,
    )
    hidden = request.post.depth == FIGURES
    measured = found.measure and not hidden
    context = {
        "value": found.value(request.reach, today()) if measured else slice_.total,
        "figure": found,
        "hidden": hidden,
        "slice": slice_,
        "lines": lines,
        "about": request.post.scope_root,
    }
    return render(request, "oversight/figure.html", context)


def _open_to(post: Post, line: Row) -> Row:
    """A line that leads where the post may go: to its family where the work itself is somebody else's."""
    if opens(post, line.url):
        return line
    return replace(line, url=reverse("families:card", kwargs={"card": line.card}) if line.card else "")


def _slice(request: Request, figure: Figure) -> Slice[Any]:
    """The rows behind a figure as far as the post sees them; above the county the number alone."""
    day = today()
    if request.post.depth == FIGURES:
        total = counting(request.post, lambda area: figure.value(area, day))
        return Slice(rows=[], size=0, total=total)
    rows = figure.rows(request.reach, day)
    return keyset(rows, request, order=("path", "id"), total=rows.count())
