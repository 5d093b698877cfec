"""Pages of exports: what is asked for, one's own exports, the password once, the file once."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.queries import festival_of, slug_of
from anxin.entitlements.listing import Filters
from anxin.families import search
from anxin.families.forms import FilterForm
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Approval
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.figures import registry
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import pages
from anxin.ground.units.models import Unit
from anxin.oversight import actions
from anxin.oversight.models import Export

from . import kinds
from .forms import ExportForm
from .kinds import Kind, Wish
from .reading import MAKE, as_requester, check_rights, counted, limit

NAMED_BY_WISH = ("figure", "leave_year")  # lists whose title tells what they were narrowed to


@needs(MAKE)
def mine(request: Request) -> HttpResponse:
    """My exports: how each stands, until when it can be fetched, and new ones to ask for."""
    return _mine(request)


def _mine(request: Request, problem: str = "", status: int = 200) -> HttpResponse:
    page = pages(Export.objects.asked_by(request.post).defer("cards"), request)
    agreed = _agreed(request, page.rows)
    context = {
        "page": page,
        "rows": [(one, _name(one), agreed.get(one.approval)) for one in page.rows],
        "kinds": [one for one in _offered(request) if one.code != "figure"],
        "problem": problem,
        "hours": limit("link_hours"),
    }
    return render(request, "oversight/exports.html", context, status=status)


def _offered(request: Request) -> list[Kind]:
    """The lists that this post may take out."""
    return [one for one in kinds.all_kinds() if request.post.may(one.permission)]


def _agreed(request: Request, rows: Any) -> dict[uuid.UUID | None, Approval]:
    """The agreements that waiting exports wait for."""
    ids = [one.approval for one in rows if one.state == Export.State.WAITING and one.approval]
    found = Approval.objects.filter(asked_by=request.post, pk__in=ids) if ids else ()
    return {one.pk: one for one in found}


def _name(export: Export) -> str:
    """The list that was taken out, in words."""
    if export.what == "figure":
        return str(registry.get(export.filters["figure"]).name)
    return str(kinds.get(export.what).name)


@needs(MAKE, fresh=True)
def new(request: Request, what: str) -> HttpResponse:
    """Ask for an export: what will be in the file, how many rows, and what it is for."""
    kind = _kind(request, what)
    wish = Wish(_filters(request, kind))
    try:
        with as_requester(request.post):
            check_rights(request.post, kind)
            count = counted(request.post, kind, wish)
    except Refused as no:
        return _mine(request, str(no), 422)
    form = ExportForm(request.POST or None, kind=kind, asks_reason=count > limit("reason_rows"))
    if request.method == "POST" and form.is_valid():
        try:
            actions.request_export(by=request.post, what=what, filters=wish.filters, **form.cleaned_data)
            return _done(request, _("Asked for. The file appears here once it is made."))
        except Refused as no:
            form.add_error(None, str(no))
    if request.method != "POST":
        record("exports.counted", by=request.post, path=request.post.unit.path, what=what, count=count)
    context = {
        "kind": kind,
        "count": count,
        "form": form,
        "alone": limit("alone_rows"),
        "hours": limit("link_hours"),
        "title": kind.layout(wish).title if what in NAMED_BY_WISH else kind.name,
        "narrowed": _narrowed(wish),
    }
    return render(request, "oversight/export_new.html", context, status=422 if form.errors else 200)


def _kind(request: Request, what: str) -> Kind:
    """The kind of this code, if the post may see such lists at all; else 404."""
    found = next((one for one in _offered(request) if one.code == what), None)
    if found is None:
        raise Http404
    return found


def _narrowed(wish: Wish) -> bool:
    return any(value for name, value in wish.filters.items() if name != "figure")


def _filters(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    """The filters of the list one comes from. What was typed is taken from the session, never from a URL."""
    given = request.GET
    if kind.code == "families":
        choice = FilterForm(given or None).choice(given.get("show", ""), search.recall(request))
        return {name: value for name, value in vars(choice).items() if value}
    if kind.code == "figure":
        code = given.get("figure", "")
        if code not in {one.code for one in registry.all_figures()}:
            raise Http404
        return {"figure": code}
    if kind.code == "claims":
        return {name: value for name, value in vars(Filters.of(given)).items() if value}
    if kind.code == "leave_year":
        year = given.get("year", "")
        named = {"year": int(year)} if re.fullmatch(r"20\d\d", year) else {}
        return named | _unit_named(given.get("unit", ""))
    if kind.code == "visit_plans":
        found = festival_of(given.get("festival", ""), today())
        return {"festival": slug_of(found)} if found else {}
    return {"show": "open"} if kind.code == "needs" and given.get("show") == "open" else {}


def _unit_named(told: str) -> dict[str, str]:
    """The unit whose page one comes from. What names no unit is refused, since its list would be another."""
    if not told:
        return {}
    try:
        return {"unit": str(get_object_or_404(Unit, pk=uuid.UUID(told)).pk)}
    except ValueError:
        raise Http404 from None


def _done(request: Request, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("exports:mine"))


def _export(request: Request, item: uuid.UUID) -> Export:
    """One of this post's own; anybody else's does not exist here."""
    return get_object_or_404(Export.objects.asked_by(request.post).defer("cards"), pk=item)


@needs(MAKE, fresh=True)
@require_POST
def begin(request: Request, item: uuid.UUID) -> HttpResponse:
    """Make what a second person has agreed to."""
    export = _export(request, item)
    try:
        actions.begin_export(by=request.post, export=export)
    except Refused as no:
        return _mine(request, str(no), 422)
    return _done(request, _("Asked for. The file appears here once it is made."))


@needs(MAKE, fresh=True)
@require_POST
def password(request: Request, item: uuid.UUID) -> HttpResponse:
    """The password of the archive: on this page, this once."""
    export = _export(request, item)
    try:
        word = actions.show_password(by=request.post, export=export)
    except Refused as no:
        return _mine(request, str(no), 422)
    context = {"export": export, "name": _name(export), "word": word}
    return render(request, "oversight/export_password.html", context)


@needs(MAKE, fresh=True)
@require_POST
def fetch(request: Request, item: uuid.UUID) -> HttpResponseBase:
    """The file, this once."""
    export = _export(request, item)
    try:
        return actions.fetch(by=request.post, export=export)
    except Refused as no:
        return _mine(request, str(no), 422)
