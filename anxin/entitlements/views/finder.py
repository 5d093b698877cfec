"""The finder: owed and not claimed, payment overdue, claimed twice, to be chosen, to be reviewed."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.reach import cells, counting, gather
from anxin.ground.access.request import Request
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import Figure, get
from anxin.ground.journal.actions import record
from anxin.ground.ui.parts import Link, Words
from anxin.ground.units.models import STEP, Unit

from .lists import sliced
from .tabs import tabs_of

CODES = tuple(
    f"entitlements.{name}"
    for name in ("owed_unclaimed", "unpaid", "claimed_twice", "to_choose", "review_due")
)
Counts = Mapping[str, Mapping[uuid.UUID, int]]  # by the code of the figure, by unit


@dataclass(frozen=True)
class Row:
    """One unit with its numbers, each of which opens its list; None: too small to be shown."""

    unit: Unit
    cells: Sequence[tuple[Words, Link | None]]


@needs("entitlements.read")
def finder(request: Request) -> HttpResponse:
    """Numbers by unit in the order of the tree, and the list behind the one that is chosen."""
    figures, units = [get(code) for code in CODES], _units(request.post)
    counts = _counts(request, figures, units)
    chosen, unit = _chosen(request, units)
    lines, slice_ = None, None
    if chosen:
        slice_ = sliced(
            request,
            lambda reach: _rows(chosen, reach, unit, request.post.scope_root),
            _total(counts, chosen, unit),
        )
        lines = [chosen.row(one) for one in slice_.rows]
    cards = {line.card for line in lines or () if line.card}
    where = request.reach.lo or request.post.unit.path
    code = chosen.code if chosen else ""
    record("entitlements.finder_opened", by=request.post, path=where, cards=cards, code=code)
    context = {
        "tabs": tabs_of(request), "figures": figures, "table": _table(request.post, figures, units, counts),
        "totals": [(one.name, _link(one, None, _total(counts, one, None))) for one in figures],
        "chosen": chosen, "unit": unit, "lines": lines, "slice": slice_,
    }  # fmt: skip
    return render(request, "entitlements/finder.html", context)


def _units(post: Post) -> list[Unit]:
    """The unit itself and those directly below it, in the order of the tree; none for who lives by grants."""
    if not post.area[1]:
        return []
    root = post.scope_root
    return [root, *Unit.objects.filter(parent=root).order_by("path")]


def _rows(figure: Figure, reach: Bounds, unit: Unit | None, root: Unit) -> QuerySet[Any]:
    """What stands behind a figure within reach: of all, of one unit with all below it, or of the cards that
    lie with the first unit itself."""
    found = figure.rows(reach, today()).order_by("path", "id")
    if unit == root:
        return found.filter(household__unit=root)
    return found.filter(path__gte=unit.path, path__lt=unit.path + "~") if unit else found


def _counts(request: Request, figures: Sequence[Figure], units: Sequence[Unit]) -> Counts:
    """Each figure by unit; for who lives by grants under the id of the post alone."""
    post, day = request.post, today()
    if not units:
        told = gather(post, lambda reach: [(one.code, one.value(reach, day)) for one in figures])
        return {one.code: {post.pk: sum(n for code, n in told if code == one.code)} for one in figures}
    return counting(post, lambda area: {one.code: _by_unit(one, area, day, units) for one in figures})


def _by_unit(figure: Figure, area: Bounds, day: date, units: Sequence[Unit]) -> dict[uuid.UUID, int]:
    """How many rows lie below each unit directly below the first one; the rest lie with the first itself."""
    root, *below = units
    length = len(root.path) + STEP
    by_path = {unit.path: unit.pk for unit in below}
    rows = figure.rows(area, day).order_by().values_list(Substr("path", 1, length))
    found = dict.fromkeys((unit.pk for unit in units), 0)
    for path, count in rows.annotate(n=Count("pk")):
        found[by_path.get(path, root.pk)] += count
    return found


def _total(counts: Counts, figure: Figure, unit: Unit | None) -> int:
    numbers = counts[figure.code]
    return sum(numbers.values()) if unit is None else numbers.get(unit.pk, 0)


def _chosen(request: Request, units: Sequence[Unit]) -> tuple[Figure | None, Unit | None]:
    """The figure and the unit whose list is asked for."""
    code, wanted = request.GET.get("show", ""), request.GET.get("unit", "")
    figure = get(code) if code in CODES else None
    return figure, next((unit for unit in units if str(unit.pk) == wanted), None)


def _link(figure: Figure, unit: Unit | None, number: int) -> Link:
    tail = f"&unit={unit.pk}" if unit else ""
    return Link(figure.name, f"{reverse('entitlements:finder')}?show={figure.code}{tail}#list", number)


def _table(post: Post, figures: Sequence[Figure], units: Sequence[Unit], counts: Counts) -> list[Row]:
    """The units that have anything, in the order of the tree: nobody is ranked."""
    shown = {one.code: cells(post, counts[one.code]) for one in figures} if units else {}
    found = [unit for unit in units if any(counts[one.code][unit.pk] for one in figures)]
    return [
        Row(unit, [(one.name, _cell(one, unit, shown[one.code][unit.pk])) for one in figures])
        for unit in found
    ]


def _cell(figure: Figure, unit: Unit, number: int | None) -> Link | None:
    return None if number is None else _link(figure, unit, number)
