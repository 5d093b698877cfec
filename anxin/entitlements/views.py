"""The pages of entitlements: a family's calculation in full, and what is missing across families."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.families.views.card import card_of, frame
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, counting, gather
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES
from anxin.ground.database.models import Bounds
from anxin.ground.journal.actions import record
from anxin.ground.ui.navigation import may
from anxin.ground.ui.paging import Slice, keyset
from anxin.ground.ui.parts import Link

from . import words
from .actions import calculate
from .models import Gap
from .reading import counts_of, lines_of
from .telling import Missing


@needs("entitlements.read", record="card")
def card(request: Request, card: uuid.UUID) -> HttpResponse:
    """What one family is owed, with arithmetic, grounds, parameters and everything that is missing."""
    household = card_of(request, card)
    groups = lines_of(household)
    record("entitlements.card_opened", by=request.post, on=household, cards=[household.pk])
    context = {
        **frame(request, household),
        "groups": groups,
        "counts": counts_of(groups),
        "may_write": may(request, "families.write"),
        "may_calculate": may(request, "entitlements.calculate"),
    }
    return render(request, "entitlements/card.html", context)


@needs("entitlements.calculate", record="card")
@require_POST
def again(request: Request, card: uuid.UUID) -> HttpResponse:
    """Calculate one family again, as of today."""
    household = card_of(request, card)
    calculate(by=request.post, households=[household])
    messages.success(request, _("Calculated again as of today."))
    return HttpResponseRedirect(reverse("entitlements:card", kwargs={"card": household.pk}))


@needs("entitlements.read")
def gaps(request: Request) -> HttpResponse:
    """What is missing for the calculations of the families within reach, by kind."""
    chosen = request.GET.get("missing", "")
    counts = _counts(request)
    if request.post.has_subtree:
        found, total = _found(request.reach, chosen), _total(counts, chosen)
        page = keyset(found, request, order=("path", "code", "id"), total=total)
    else:
        rows = gather(request.post, lambda reach: list(_found(reach, chosen)))
        page = Slice(rows=rows, size=len(rows), total=len(rows))
    cards = {gap.household_id for gap in page.rows}
    record(
        "entitlements.gaps_listed",
        by=request.post,
        path=request.reach.lo or request.post.unit.path,
        cards=cards,
    )
    context = {
        "rows": _rows(page.rows),
        "page": page,
        "total": sum(counts.values()),
        "chips": _chips(counts, chosen),
        "may_write": may(request, "families.write"),
    }
    return render(request, "entitlements/gaps.html", context)


@dataclass(frozen=True)
class Row:
    """What one officer's calculation lacks; ``gap`` is the first of it."""

    gap: Gap
    missing: list[Missing]

    @property
    def in_record(self) -> bool:
        return any(one.in_record for one in self.missing)


def _rows(gaps: Iterable[Gap]) -> list[Row]:
    """The gaps by officer; what the officer's record lacks comes first."""
    rows = []
    for _key, same in groupby(gaps, lambda gap: (gap.household_id, gap.officer_id)):
        found = sorted(same, key=lambda gap: _place(gap.code))
        rows.append(Row(found[0], [Missing(gap.code) for gap in found]))
    return rows


def _found(reach: Reach, chosen: str) -> QuerySet[Gap]:
    """The gaps within reach, of one kind if it is chosen."""
    found = Gap.objects.visible_to(reach).in_use().order_by("path", "code", "id")
    found = found.select_related("household__unit", "officer__person")
    return found.filter(code=chosen) if chosen and "\0" not in chosen else found


def _counts(request: Request) -> dict[str, int]:
    """How many officers lack each thing, as far as this post may see."""
    post = request.post
    if post.depth == FIGURES:  # numbers alone, of the whole area
        found = counting(post, lambda area: dict(_by_code(area)))
        return {code: found[code] for code in sorted(found, key=_place)}
    told = _by_code(request.reach) if post.has_subtree else gather(post, _by_code)
    counts: dict[str, int] = {}
    for code, count in told:
        counts[code] = counts.get(code, 0) + count
    return {code: counts[code] for code in sorted(counts, key=_place)}


def _by_code(reach: Bounds) -> Iterable[tuple[str, int]]:
    found = Gap.objects.visible_to(reach).in_use().order_by()
    return list(found.values_list("code").annotate(Count("pk")))


def _place(code: str) -> tuple[int, str]:
    """What the officer's record lacks comes first, then what the rules lack; each in the order of telling."""
    return (0 if words.in_record(code) else 1) * 100 + list(words.GAPS).index(words.split(code)[0]), code


def _total(counts: dict[str, int], chosen: str) -> int:
    return counts.get(chosen, 0) if chosen else sum(counts.values())


def _chips(counts: dict[str, int], chosen: str) -> list[Link]:
    """One chip a kind; the chosen one is marked."""
    here = reverse("entitlements:gaps")
    every = Link(_("all"), here, sum(counts.values()), current=not chosen)
    return [every] + [
        Link(words.missing(code), f"{here}?missing={code}", count, current=code == chosen)
        for code, count in counts.items()
    ]
