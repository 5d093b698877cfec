"""Handing families over: who leaves, to whom, what was gone through, and the word to the family."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.care import actions
from anxin.care.forms import CallOffForm, HandoverToldForm, LeavingForm, PointForm
from anxin.care.handover_paper import handover_sheet
from anxin.care.models import Handover, Responsibility
from anxin.care.queries import candidates, checklist, families_of, handovers_within, holders, title_of, titled
from anxin.care.tasks import handovers_take_effect
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.families.views.papers import pdf_response
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import gather
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.ui.paging import Slice, keyset, pages
from anxin.ground.ui.trying import attempt

from .shared import page


@needs("care.handover")
def handovers(request: Request) -> HttpResponse:
    """The handovers one takes part in; for whoever assigns, all that are under way in the scope."""
    post = request.post
    if post.has_subtree:
        slice_ = keyset(handovers_within(request.reach, post), request, order=("effect_on", "path", "id"))
    else:
        slice_ = _given(request)
    rows = slice_.rows
    if rows:
        cards = {one.household_id for one in rows}
        record("care.handovers_listed", by=post, path=request.reach.lo or post.unit.path, cards=cards)
    lines = [(one, title_of(one), vars(one)["gone"] + (one.told_on is not None)) for one in rows]
    may_arrange = post.may("care.assign") and post.has_subtree
    context = {"lines": lines, "slice": slice_, "may_arrange": may_arrange}
    return render(request, "care/handovers.html", context)


def _given(request: Request) -> Slice[Handover]:
    post = request.post
    found = gather(post, lambda reach: list(handovers_within(reach, post)))
    return pages(sorted(found, key=lambda one: one.effect_on), request)


@needs("care.assign")
def leavers(request: Request) -> HttpResponse:
    """Who is responsible for families, in the order of units, with what is in hand."""
    found = holders(request.post) if request.post.has_subtree else []
    return render(request, "care/leavers.html", {"holders": found})


@needs("care.assign")
def leaving(request: Request, leaver: uuid.UUID) -> HttpResponse:
    """Somebody leaves: all families at once, to one successor, or some to each."""
    former = get_object_or_404(candidates(request.post), pk=leaver)
    rows = families_of(former, request.post)
    titles = {row.household_id: title_of(row) for row in titled(rows)}
    form = LeavingForm(request.post, former, rows, titles, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _announce(request, form)):
        n = len(form.cleaned_data["families"])
        said = ngettext("%(n)d handover announced.", "%(n)d handovers announced.", n)
        messages.success(request, said % {"n": n})
        return redirect("care:leaving", leaver=leaver)
    ahead = titled(Handover.objects.visible_to(request.reach).ahead().filter(former=former))
    under_way = [(one, title_of(one)) for one in ahead.select_related("successor")]
    if cards := [*titles, *(one.household_id for one, _title in under_way)]:
        record("care.leaving_opened", by=request.post, path=former.unit.path, cards=cards)
    context = {"form": form, "former": former, "left": len(titles), "under_way": under_way}
    return render(request, "care/leaving.html", context)


@transaction.atomic
def _announce(request: Request, form: LeavingForm) -> bool:
    """One act a family; all of them or none."""
    given = form.cleaned_data
    rows: Iterable[Responsibility] = given["families"].select_related("household")
    for row in rows:
        actions.announce(
            by=request.post, household=row.household, successor=given["successor"], deputy=given["deputy"],
            why=given["why"], effect_on=given["effect_on"], words=given["words"],
        )  # fmt: skip
    return True


def _handover(request: Request, household: Household, pk: uuid.UUID) -> Handover:
    found = Handover.objects.visible_to(request.reach).filter(household=household)
    people = ("former__unit", "successor__unit", "told_by", "announced_by", "household__unit")
    return get_object_or_404(found.select_related(*people), pk=pk)


@needs("care.handover", record="card")
def handover(request: Request, card: uuid.UUID, handover: uuid.UUID) -> HttpResponse:
    """The checklist of one family, point by point, and the word to the family."""
    household = card_of(request, card)
    found = _handover(request, household, handover)
    bound = _bound(request)
    if bound and bound.is_valid() and attempt(bound, lambda: _step(request, found, bound)):
        return redirect("care:handover", card=card, handover=handover)
    record("care.handover_opened", by=request.post, on=found, cards=[household.pk])
    points = checklist(found)
    forms = {one.code: PointForm(one.code) for one in points if one.item is None}
    if isinstance(bound, PointForm) and bound.data.get("point") in forms:
        forms[bound.data["point"]] = bound
    return page(
        request, household, "care/handover.html", handover=found,
        points=[(one, forms.get(one.code) if found.is_under_way else None) for one in points],
        told=bound if isinstance(bound, HandoverToldForm) else HandoverToldForm(),
        call_off=bound if isinstance(bound, CallOffForm) else CallOffForm(),
        missing=actions.missing(found) if found.is_under_way else [],
        may_call_off=found.is_under_way and not found.afterwards and request.post.may("care.assign"),
    )  # fmt: skip


Bound = PointForm | HandoverToldForm | CallOffForm


def _bound(request: Request) -> Bound | None:
    """The form that was sent, known by its own field; a finished checklist is sent by its button alone."""
    data = request.POST
    if "point" in data:
        return PointForm(data["point"], data)
    if "how" in data or "on" in data:
        return HandoverToldForm(data)
    return CallOffForm(data) if "reason" in data else None


def _step(request: Request, found: Handover, form: Bound) -> object:
    by, given = request.post, form.cleaned_data
    if isinstance(form, PointForm):
        return actions.go_through(by=by, handover=found, point=given["point"], words=given.get("words", ""))
    if isinstance(form, HandoverToldForm):
        said = {"on": given["on"], "how": given["how"], "words": given["told"]}
        return actions.tell_of_handover(by=by, handover=found, **said)
    return actions.call_off(by=by, handover=found, reason=given["reason"])


@needs("care.handover", record="card")
def complete(request: Request, card: uuid.UUID, handover: uuid.UUID) -> HttpResponse:
    """Everything is done: the family passes on, today or on its day."""
    household = card_of(request, card)
    found = _handover(request, household, handover)
    if request.method == "POST":
        try:
            done = actions.complete(by=request.post, handover=found)
        except Refused as no:
            messages.error(request, str(no))
        else:
            if done.state == Handover.State.READY and done.effect_on <= today():
                handovers_take_effect.defer()
            messages.success(request, _("Done. The family passes on."))
            return redirect("care:handovers")  # whoever gave it away may not see the card any more
    return redirect("care:handover", card=card, handover=handover)


@needs("families.print", record="card")
def sheet(request: Request, card: uuid.UUID, handover: uuid.UUID) -> HttpResponse:
    """The handover sheet of one family on A4, to be signed."""
    household = card_of(request, card)
    found = _handover(request, household, handover)
    paper = sheet_pdf(handover_sheet(found, checklist(found), request.post))
    record("care.handover_printed", by=request.post, on=found, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-handover")
