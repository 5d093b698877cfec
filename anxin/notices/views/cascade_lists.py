"""The lists behind the numbers of a cascade: on screen, on paper, as a workbook; paper receipts entered."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.ui.paging import Slice, keyset
from anxin.ground.ui.parts import Link
from anxin.ground.units.models import Level, Unit
from anxin.notices.actions import receive_on_paper
from anxin.notices.cascade import LISTS, Cascade, listed, look
from anxin.notices.cascade_paper import sheet_of, workbook_of
from anxin.notices.forms_cascade import ReceiptsForm
from anxin.notices.models import Delivery, Notice
from anxin.notices.picturing import LIST_WORDS, ROWS

from .cascade import place_of, readable

UNSIGNED = ("waiting", "far", "unsigned", "paper")  # lists in which nobody has signed
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _level(request: Request) -> int | None:
    """The level the list is narrowed to, from ``?level=``."""
    asked = request.GET.get("level", "")
    return int(asked) if asked in {str(level) for level in Level.values} else None


def _found(request: Request, notice: uuid.UUID, place: uuid.UUID, name: str) -> tuple[Notice, Unit]:
    if name not in LISTS:
        raise Http404
    return readable(request, notice), place_of(request, place)


@needs("notices.cascade")
def units_listed(request: Request, notice: uuid.UUID, place: uuid.UUID, listed_as: str) -> HttpResponse:
    """The units below a place that one number counts; those on paper with a box for each receipt."""
    found, here = _found(request, notice, place, listed_as)
    level, cascade = _level(request), look(found, here)
    counts = {one: _number(cascade, listed_as, one) for one in (None, *cascade.by_level)}
    rows = listed(found, here, listed_as, level).prefetch_related("notice__days")
    slice_ = keyset(rows, request, order=("path", "id"), total=counts.get(level, 0))
    form = _receipts(request, slice_) if listed_as == "paper" else None
    if form is not None and request.method == "POST" and form.is_valid():
        return _enter(request, form)
    context = {
        "notice": found,
        "place": here,
        "listed_as": listed_as,
        "title": LIST_WORDS[listed_as],
        "slice": slice_,
        "level": level,
        "chips": _chips(counts, level),
        "form": form,
        "ticks": form is not None and request.post.may("notices.receive"),
        "query": f"?level={level}" if level is not None else "",
        "signed_shown": listed_as not in UNSIGNED,
    }
    return render(request, "notices/cascade/units.html", context)


@needs("notices.cascade")
def units_paper(request: Request, notice: uuid.UUID, place: uuid.UUID, listed_as: str) -> HttpResponse:
    """The list as a PDF to take along or to fax; of a place with more units than a paper holds, refused."""
    found, here = _found(request, notice, place, listed_as)
    rows = listed(found, here, listed_as, _level(request))
    most = settings.LIMITS["cascade"]["printed_rows"]
    shown = list(rows[: most + 1])
    if len(shown) > most:
        messages.error(request, _too_many(most))
        return redirect("notices:cascade:units", found.pk, here.pk, listed_as)
    record("notices.list_taken", by=request.post, on=found, path=here.path, kind="pdf", count=len(shown))
    response = HttpResponse(
        sheet_pdf(sheet_of(found, here, listed_as, shown, request.post)), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="units.pdf"'
    return response


@needs("notices.cascade")
def units_workbook(request: Request, notice: uuid.UUID, place: uuid.UUID, listed_as: str) -> HttpResponse:
    """The list as a workbook. It tells of units, and of no person."""
    found, here = _found(request, notice, place, listed_as)
    rows = listed(found, here, listed_as, _level(request))
    most = settings.LIMITS["cascade"]["sheet_rows"]
    count = rows[: most + 1].count()
    if count > most:
        messages.error(request, _too_many(most))
        return redirect("notices:cascade:units", found.pk, here.pk, listed_as)
    record("notices.list_taken", by=request.post, on=found, path=here.path, kind="xlsx", count=count)
    response = HttpResponse(workbook_of(found, here, listed_as, rows), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="units.xlsx"'
    return response


def _too_many(most: int) -> str:
    return ngettext(
        "This list is longer than %(n)d unit. Open a place further down and take its list.",
        "This list is longer than %(n)d units. Open a place further down and take its list.",
        most,
    ) % {"n": most}


def _number(cascade: Cascade, name: str, level: int | None) -> int:
    count = cascade.total if level is None else cascade.by_level[level]
    return int(getattr(count, name))


def _chips(counts: dict[int | None, int], level: int | None) -> list[Link]:
    """All levels, and each by itself."""
    return [
        Link(_("all levels") if one is None else ROWS[one], "?" if one is None else f"?level={one}", count,
             current=one == level)
        for one, count in counts.items()
        if count or one is None
    ]  # fmt: skip


def _receipts(request: Request, slice_: Slice[Delivery]) -> ReceiptsForm:
    given = request.POST if request.method == "POST" else None
    return ReceiptsForm(given, among=[one.pk for one in slice_.rows])


def _enter(request: Request, form: ReceiptsForm) -> HttpResponse:
    try:
        if not request.post.may("notices.receive"):
            raise Refused("lifecycle.not_for_this_post", _("This step is not for the post you act in."))
        count = receive_on_paper(by=request.post, deliveries=form.cleaned_data["delivery"])
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = ngettext("Entered the receipt of %(n)d unit.", "Entered the receipts of %(n)d units.", count)
        messages.success(request, told % {"n": count})
    return redirect(request.get_full_path())
