"""What is missing for calculations, across the families within reach."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.entitlements import words
from anxin.entitlements.actions.writing import NOT_MISSING
from anxin.entitlements.models import Entitlement, Gap
from anxin.entitlements.reading import Lacking
from anxin.entitlements.telling import Missing, missing_of
from anxin.families.models import Person
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, counting, gather
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES
from anxin.ground.database.models import Bounds
from anxin.ground.journal.actions import record
from anxin.ground.ui.navigation import may
from anxin.ground.ui.paging import Slice, keyset
from anxin.ground.ui.parts import Link

from .tabs import tabs_of


@needs("entitlements.read")
def gaps(request: Request) -> HttpResponse:
    """What is missing for the calculations of the families within reach, by kind."""
    chosen = request.GET.get("missing", "")
    counts = _counts(request)
    codes = _kinds(counts).get(chosen, []) if chosen else None
    if request.post.has_subtree:
        firsts = _firsts(request.reach, codes)
        page = keyset(firsts, request, order=("path", "id"), total=firsts.count())
        rows = _rows(page.rows, request.reach, codes)
    else:
        told = gather(request.post, lambda reach: _rows(list(_firsts(reach, codes)), reach, codes))
        page, rows = Slice(rows=[row.gap for row in told], size=len(told), total=len(told)), told
    cards = {gap.household_id for gap in page.rows}
    record(
        "entitlements.gaps_listed",
        by=request.post,
        path=request.reach.lo or request.post.unit.path,
        cards=cards,
    )
    context = {
        "tabs": tabs_of(request),
        "rows": rows,
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
    lacking: list[Lacking]

    @property
    def in_record(self) -> bool:
        return any(one.gap.in_record for one in self.lacking)


def _rows(firsts: Sequence[Gap], reach: Reach, codes: Sequence[str] | None) -> list[Row]:
    """What each of these officers' calculations lacks and in whose records; the officer's record first."""
    lines = _lines(firsts, reach)
    rows = []
    for first in firsts:
        people: dict[Missing, dict[uuid.UUID, Person]] = {}
        for line in lines.get((first.household_id, first.officer_id), ()):
            for code in line.gaps:
                if code not in NOT_MISSING and (codes is None or code in codes):
                    some = people.setdefault(missing_of(line, code), {})
                    if line.person is not None and missing_of(line, code).of_person:
                        some[line.person.pk] = line.person
        found = sorted(people, key=lambda one: _place(one.code))
        rows.append(Row(first, [Lacking(gap, list(people[gap].values())) for gap in found]))
    return rows


def _lines(firsts: Sequence[Gap], reach: Reach) -> dict[tuple[uuid.UUID, uuid.UUID], list[Entitlement]]:
    """The lines of these officers that lack something."""
    pairs = {(one.household_id, one.officer_id) for one in firsts}
    lines = Entitlement.objects.visible_to(reach).filter(
        household__in={card for card, _officer in pairs}, gaps__len__gt=0
    )
    found: dict[tuple[uuid.UUID, uuid.UUID], list[Entitlement]] = defaultdict(list)
    for line in lines.select_related("person"):
        if (line.household_id, line.officer_id) in pairs:
            found[line.household_id, line.officer_id].append(line)
    return found


def _firsts(reach: Reach, codes: Sequence[str] | None) -> QuerySet[Gap]:
    """One gap of each officer's calculation within reach (of these codes if any are chosen): a page is of
    officers."""
    found = Gap.objects.visible_to(reach).in_use().order_by("path", "id")
    found = found.select_related("household__unit", "officer__person")
    same = Gap.objects.filter(household=OuterRef("household"), officer=OuterRef("officer"))
    if codes is not None:
        found, same = found.filter(code__in=codes), same.filter(code__in=codes)
    return found.filter(~Exists(same.filter(code__lt=OuterRef("code"))))


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


def _kinds(counts: Iterable[str]) -> dict[str, list[str]]:
    """The codes by kind: what is missing for several years is one thing to whoever supplies it."""
    kinds: dict[str, list[str]] = {}
    for code in counts:
        kinds.setdefault(words.split(code)[0], []).append(code)
    return kinds


def _chips(counts: dict[str, int], chosen: str) -> list[Link]:
    """One chip a kind; the chosen one is marked."""
    here = reverse("entitlements:gaps")
    every = Link(_("all"), here, sum(counts.values()), current=not chosen)
    return [every] + [
        Link(
            words.missing(*codes),
            f"{here}?missing={kind}",
            sum(counts[code] for code in codes),
            current=kind == chosen,
        )
        for kind, codes in _kinds(counts).items()
    ]
