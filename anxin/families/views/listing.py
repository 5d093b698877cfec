"""The list of families, and searching in it."""

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.families import listing, search
from anxin.families.forms import FilterForm
from anxin.families.models import Household
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import Reach, gather
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.paging import Slice, keyset
from anxin.ground.ui.parts import Link

CAP = 1001  # counting further would cost more than the number is worth


@needs("families.list")
def families(request: Request) -> HttpResponse:
    """Every family this post may see, filtered; a post without a subtree sees those given to it."""
    filters, text = FilterForm(request.GET or None), search.recall(request)
    choice = filters.choice(request.GET.get("show", ""), text)

    def found(reach: Reach) -> QuerySet[Household]:
        return listing.chosen(reach, choice)

    if request.post.has_subtree:
        total = min(found(request.reach)[:CAP].count(), CAP)
        page = keyset(found(request.reach), request, order=("path", "id"), total=total)
        rows = listing.rows(page.rows)
    else:
        rows = gather(request.post, lambda reach: listing.rows(list(found(reach))))
        page = Slice(rows=[row.household for row in rows], size=len(rows), total=len(rows))
    record(
        "families.listed",
        by=request.post,
        path=request.reach.lo or request.post.unit.path,
        cards=[row.household.pk for row in rows],
    )
    context = {
        "rows": rows, "page": page, "filters": filters, "columns": listing.columns(), "searched": text,
        "typed": text if masked_text(text) == text else "",  # a whole number is not written out again
        "chips": _chips(choice.show), "capped": page.total == CAP,
        "may_open": request.post.has_subtree and request.post.may("families.open"),
        "may_unseal": request.post.may("rights.unseal"),
        "may_import": request.post.has_subtree and request.post.may("surveys.import"),
    }  # fmt: skip
    return render(request, "families/list.html", context)


def _chips(chosen: str) -> list[Link]:
    """The filters above the list; the chosen one is marked."""
    here = reverse("families:list")
    chips = [Link(_("all"), here, current=not chosen)]
    return chips + [
        Link(chip.label, f"{here}?show={chip.code}", current=chip.code == chosen)
        for chip in listing.filters()
    ]


@needs("families.list")
@require_POST
def find(request: Request) -> HttpResponse:
    """Keep what was typed out of the URL: seal it, then show the list by the seal's id."""
    text = "".join(filter(str.isprintable, request.POST.get("text", ""))).strip()[:60]
    here = reverse("families:list")
    return HttpResponseRedirect(f"{here}?q={search.keep(request, text)}" if text else here)
