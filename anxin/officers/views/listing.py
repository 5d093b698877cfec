"""The officers of a unit and of those below, and the page of one."""

from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.ground.units.models import Unit
from anxin.officers import sections
from anxin.officers.models import Frontline, Officer
from anxin.officers.queries import care_by_unit, rows, visible

from .seen import seen

SHOWN = {
    "": lambda found: found.at_the_front(),
    "all": lambda found: found.at_work(),
    "left": lambda found: found.exclude(left_on=None),
}


@needs("officers.read")
def officers(request: Request) -> HttpResponse:
    """Everybody at the front whom this post looks after; the other officers stand behind chips."""
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    unit = _unit(request.GET.get("unit", ""))
    people = visible(request.reach)
    found: QuerySet[Officer] = SHOWN[show](people.under(unit.path) if unit else people)
    page = keyset(found, request, order=("path", "sort_key", "id"), total=found.count())
    record(
        "officers.listed",
        by=request.post,
        path=request.reach.lo or request.post.unit.path,
        officers=seen(one.pk for one in page.rows),
    )
    context = {
        "page": page, "rows": rows(page.rows, request.post), "chips": _chips(show, unit), "unit": unit,
        "columns": sections.columns(request.post), "show": show,
        "may_write": request.post.has_subtree and request.post.may("officers.write"),
    }  # fmt: skip
    return render(request, "officers/list.html", context)


def _unit(told: str) -> Unit | None:
    """The unit that an address names; whatever is no id of one names none."""
    try:
        return Unit.objects.filter(pk=UUID(told)).select_related("parent").first()
    except ValueError:
        return None


def _chips(chosen: str, unit: Unit | None) -> list[Link]:
    here = reverse("officers:list")
    told = {"": _("at the front"), "all": _("all at work"), "left": _("no longer there")}
    of = {"unit": str(unit.pk)} if unit else {}
    return [
        Link(words, f"{here}?{urlencode({'show': code} | of)}", current=code == chosen)
        for code, words in told.items()
    ]


@needs("officers.read")
def officer(request: Request, officer: UUID) -> HttpResponse:
    """One officer: where and since when, and what every track hangs here."""
    found = get_object_or_404(visible(request.reach), pk=officer)
    record("officers.opened", by=request.post, on=found, path=found.path)
    fronts = Frontline.objects.visible_to(request.reach).filter(officer=found)
    context = {"officer": found, "fronts": fronts, "parts": sections.rendered(request, found)}
    context["may_write"] = request.post.may("officers.write")
    return render(request, "officers/officer.html", context)


@needs("officers.read")
def units(request: Request) -> HttpResponse:
    """How many officers each unit has, and how far they are cared for; above the county numbers alone."""
    record("officers.units_counted", by=request.post, path=request.post.scope_root.path)
    return render(request, "officers/units.html", {"counts": care_by_unit(request.post, today())})
