"""The yearly audit of looks at the files of children under 14 (Regulations on Minors in Cyberspace 37)."""

from datetime import datetime, time
from typing import Any

from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.days.clock import SHANGHAI, today
from anxin.ground.journal.actions import record
from anxin.ground.journal.models import JournalEntry
from anxin.ground.ui.parts import Link

YEARS = 3


@needs("children.audit")
def looks(request: Request) -> HttpResponse:
    """How often each post opened children's files in a year, and how many children that were. No name of a
    child stands here."""
    given = request.GET.get("year", "")
    years = [today().year - back for back in range(YEARS)]
    year = int(given) if given.isascii() and given.isdigit() and int(given) in years else years[0]
    starts, ends = (datetime.combine(today().replace(year=y, month=1, day=1), time(), SHANGHAI)
                    for y in (year, year + 1))  # fmt: skip
    found = JournalEntry.objects.visible_to(request.reach).filter(
        at__gte=starts, at__lt=ends, details__child=True
    )
    rows = list(
        found.values("by").annotate(n=Count("id"), children=Count("record", distinct=True), last=Max("at"))
    )
    posts = {
        one.pk: one for one in Post.objects.filter(pk__in=[row["by"] for row in rows]).select_related("unit")
    }
    record("families.child_looks_counted", by=request.post, path=request.post.scope_root.path, year=year)
    here = reverse("families:child_looks")
    context = {
        "rows": sorted(((posts.get(row["by"]) if row["by"] else None, row) for row in rows), key=_by_unit),
        "total": sum(row["n"] for row in rows),
        "year": year,
        "chips": [Link(str(one), f"{here}?year={one}", current=one == year) for one in years],
    }
    return render(request, "families/child_looks.html", context)


def _by_unit(row: tuple[Post | None, Any]) -> tuple[str, str]:
    """In the order of the tree, never by the number: nobody is ranked."""
    post = row[0]
    return (post.unit.path, post.name) if post else ("~", "")
