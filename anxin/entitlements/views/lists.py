"""Claims by payer and state across the families within reach, and the sums to be topped up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.entitlements import claim_words, owing, words
from anxin.entitlements.actions import make_top_ups
from anxin.entitlements.claim_reading import ToldClaim
from anxin.entitlements.listing import Filters, chosen
from anxin.entitlements.models import Claim, ClaimState, Entitlement
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, counting, gather
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES
from anxin.ground.database.models import Bounds
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import Slice, keyset
from anxin.ground.ui.parts import Link

from .tabs import tabs_of

Numbers = Mapping[tuple[str, str], int]


@needs("entitlements.read")
def claims(request: Request) -> HttpResponse:
    """The claims within reach, by payer and state, in the order of the tree."""
    filters = Filters.of(request.GET)
    numbers = _numbers(request)
    total = sum(n for key, n in numbers.items() if filters.holds(*key))
    slice_ = sliced(request, lambda reach: chosen(reach, filters), total)
    cards = {claim.household_id for claim in slice_.rows}
    where = request.reach.lo or request.post.unit.path
    record("entitlements.claims_listed", by=request.post, path=where, cards=cards)
    context = {
        "tabs": tabs_of(request),
        "payers": _payers(numbers, filters),
        "states": _states(numbers, filters),
        "rows": [(one, one.next(request.post)) for one in map(ToldClaim, slice_.rows)],
        "slice": slice_,
        "total": total,
    }
    return render(request, "entitlements/claims_list.html", context)


def sliced(request: Request, rows: Any, total: int) -> Slice[Any]:
    """One slice of rows in the order of the tree: of the post's own range, of what was given to it, or, above
    the county, of nothing."""
    if request.post.depth == FIGURES:
        return Slice(rows=[], size=0, total=total)
    if request.post.has_subtree:
        return keyset(rows(request.reach), request, order=("path", "id"), total=total)
    found = gather(request.post, lambda reach: list(rows(reach)))
    return Slice(rows=found, size=len(found), total=len(found))


def _numbers(request: Request) -> Numbers:
    """How many claims there are of each payer and state, as far as this post counts."""
    post = request.post
    if post.depth == FIGURES:
        return counting(post, lambda area: dict(_by_payer(area)))
    told = _by_payer(request.reach) if post.has_subtree else gather(post, _by_payer)
    numbers: dict[tuple[str, str], int] = {}
    for key, count in told:
        numbers[key] = numbers.get(key, 0) + count
    return numbers


def _by_payer(reach: Bounds) -> list[tuple[tuple[str, str], int]]:
    found = Claim.objects.visible_to(reach).in_use().order_by().values_list("payer", "state")
    return [((payer, state), count) for payer, state, count in found.annotate(n=Count("pk"))]


def _payers(numbers: Numbers, filters: Filters) -> list[Link]:
    """One chip a payer, with the number of its claims in the chosen state."""
    found = sorted({payer for payer, _state in numbers}, key=list(words.PAYERS).index)
    every = Link(
        _("all payers"), _url(filters.state, ""), _sum(numbers, filters.state, ""), not filters.payer
    )
    return [every] + [
        Link(
            claim_words.payer(payer),
            _url(filters.state, payer),
            _sum(numbers, filters.state, payer),
            payer == filters.payer,
        )
        for payer in found
    ]


def _states(numbers: Numbers, filters: Filters) -> list[Link]:
    """One chip a state that some claim of the chosen payer is in."""
    every = Link(
        _("all states"), _url("", filters.payer), _sum(numbers, "", filters.payer), not filters.state
    )
    found = [(state, _sum(numbers, state, filters.payer)) for state in ClaimState.values]
    return [every] + [
        Link(ClaimState(state).label, _url(state, filters.payer), count, state == filters.state)
        for state, count in found
        if count or state == filters.state
    ]


def _sum(numbers: Numbers, state: str, payer: str) -> int:
    wanted = Filters(payer, state)
    return sum(n for key, n in numbers.items() if wanted.holds(*key))


def _url(state: str, payer: str) -> str:
    here = reverse("entitlements:claims_list")
    query = "&".join(f"{name}={value}" for name, value in (("payer", payer), ("state", state)) if value)
    return f"{here}?{query}" if query else here


@dataclass(frozen=True)
class TopUp:
    """One line whose sum is higher now than what was claimed."""

    line: Entitlement

    @property
    def rule(self) -> str:
        return claim_words.rule(self.line.rule)

    @property
    def claimed_fen(self) -> int:
        found: int = vars(self.line)["claimed_fen"]
        return found

    @property
    def missing_fen(self) -> int:
        return (self.line.amount_fen or 0) - self.claimed_fen


def _to_top_up(reach: Reach) -> QuerySet[Entitlement]:
    lines = Entitlement.objects.visible_to(reach).in_use()
    found = owing.to_top_up(lines).select_related("officer__person", "household__unit")
    return found.order_by("path", "id")


@needs("entitlements.claim")
def top_ups(request: Request) -> HttpResponse:
    """The families of whom less was claimed than is calculated now: old, new, and one click for the claims
    (of one line alone where a claim's own page asks for it)."""
    rows = _all(request, _to_top_up)
    if request.method == "POST":
        one = request.POST.get("line")
        rows = [line for line in rows if one in (None, str(line.pk))]
        made = make_top_ups(by=request.post, entitlements=rows)
        told = ngettext("%(n)d top-up claim made.", "%(n)d top-up claims made.", len(made))
        messages.success(request, told % {"n": len(made)})
        if one and made:
            return redirect("entitlements:claims", card=made[0].household_id)
        return redirect("entitlements:top_ups")
    cards = {line.household_id for line in rows}
    where = request.reach.lo or request.post.unit.path
    record("entitlements.top_ups_listed", by=request.post, path=where, cards=cards)
    told_rows = [TopUp(line) for line in rows]
    context = {"tabs": tabs_of(request), "rows": told_rows, "sum": sum(one.missing_fen for one in told_rows)}
    return render(request, "entitlements/top_ups.html", context)


def _all(request: Request, rows: Any) -> list[Any]:
    """All rows of the post's own range, or of what was given to it; above the county none."""
    if request.post.has_subtree:
        return list(rows(request.reach))
    found: Iterable[Any] = gather(request.post, lambda reach: list(rows(reach)))
    return list(found)
