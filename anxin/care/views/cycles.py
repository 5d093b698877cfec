"""How often families are visited, who of the leaders is to go where, and what to mind on a visit."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.actions import drop_visit_cycle, end_note, note_for_visits, set_visit_cycle
from anxin.care.forms import CycleForm, NoteForm
from anxin.care.models import VisitCycle, VisitNote
from anxin.care.queries import Rule, leaders_and_families, rule_for, rules_within
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import gather
from anxin.ground.access.request import Request
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt
from anxin.ground.units.models import Unit

from .plans import PLAN
from .shared import page


@needs(PLAN)
def cycles(request: Request) -> HttpResponse:
    """What holds at the top of the scope, and the units that set a cycle of their own; any other unit is
    found by its name, to set one for it."""
    units = Unit.objects.visible_to(request.reach)
    own = Q(pk__in=VisitCycle.objects.values("unit"))
    name = request.GET.get("name", "").strip()
    wanted = Q(name__icontains=name) | Q(name_en__icontains=name) if name else own | Q(path=request.reach.lo)
    slice_ = keyset(units.filter(wanted).select_related("parent"), request, order=("path",))
    rules = rules_within(request.reach)
    held = set(units.filter(own).values_list("pk", flat=True))
    rows = [(unit, rule_for(unit.path, rules), unit.pk in held) for unit in slice_.rows]
    return render(request, "care/cycles.html", {"rows": rows, "slice": slice_, "name": name})


@needs(PLAN)
def cycle(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Set the cycle of one unit; it shows what holds until then and where that comes from."""
    found = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    held = VisitCycle.objects.filter(unit=found).first()
    rule = Rule.of(VisitCycle.objects.nearest([found])[found.pk])
    form = CycleForm(request.POST or None, initial=vars(rule))
    if form.is_valid() and attempt(form, lambda: _set(request, found, form)):
        messages.success(
            request, _("Set. It holds for this unit and for those below without one of their own.")
        )
        return redirect("care:cycles")
    return render(request, "care/cycle.html", {"form": form, "unit": found, "held": held, "rule": rule})


def _set(request: Request, unit: Unit, form: CycleForm) -> VisitCycle:
    return set_visit_cycle(
        by=request.post, unit=unit, every=form.every(), festivals=form.cleaned_data["festivals"]
    )


@needs(PLAN)
@require_POST
def drop_cycle(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Take a unit's own cycle away."""
    found = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    try:
        drop_visit_cycle(by=request.post, unit=found)
        messages.success(request, _("Taken away. The cycle of the nearest unit above holds again."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("care:cycles")


@needs(PLAN)
def leaders(request: Request) -> HttpResponse:
    """Contact leaders and their families: for a leader his own, for a clerk those of his scope."""
    only = request.post if request.post.role == Role.LEADER else None
    lines = gather(request.post, lambda reach: leaders_and_families(reach, today(), only))
    cards = [owes.household.pk for line in lines for owes in line.families]
    record(
        "care.leaders_listed", by=request.post, path=request.reach.lo or request.post.unit.path, cards=cards
    )
    return render(request, "care/leaders.html", {"lines": lines, "mine": only is not None, "n": len(cards)})


@needs("care.visit", record="card")
def notes(request: Request, card: uuid.UUID) -> HttpResponse:
    """What to mind on visits to this family; add a line, or take one back."""
    household = card_of(request, card)
    form = NoteForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: note_for_visits(by=request.post, household=household, **form.cleaned_data)
    ):
        messages.success(request, _("Noted. It stands in the brief from now on."))
        return redirect("care:visit_notes", card=household.pk)
    record("care.visit_notes_opened", by=request.post, on=household, cards=[household.pk])
    rows = VisitNote.objects.visible_to(request.reach).filter(household=household).select_related("by")
    held = [one for one in rows if one.until is None]
    past = [one for one in rows if one.until is not None]
    return page(request, household, "care/visit_notes.html", form=form, notes=held, past=past)


@needs("care.visit", record="card")
@require_POST
def note_end(request: Request, card: uuid.UUID, note: uuid.UUID) -> HttpResponse:
    """Take one line back."""
    household = card_of(request, card)
    found = get_object_or_404(VisitNote.objects.visible_to(request.reach), pk=note, household=household)
    try:
        end_note(by=request.post, note=found)
        messages.success(request, _("Taken back."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("care:visit_notes", card=household.pk)
