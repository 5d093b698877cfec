"""How units keep check-ups and leave; batches of check-ups and what came of them."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.access.rights import PERSONS
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt, done_or_told
from anxin.ground.units.models import Unit
from anxin.officers.actions import (
    arrange_check_up,
    drop_rest_rule,
    note_check_ups,
    set_rest_rule,
    withdraw_check_up,
)
from anxin.officers.forms import BatchForm, MarkForms, RestForm
from anxin.officers.models import CheckUp, CheckUpBatch, Officer, RestRule, rest_at, rests
from anxin.officers.queries import due_by_unit, due_for_check_up

from .leave import KEEP, MARK, unit_of
from .seen import seen

OPEN = (CheckUp.State.INVITED, CheckUp.State.DEFERRED)


@needs(KEEP)
def rules(request: Request) -> HttpResponse:
    """What holds at the top of the scope, and the units that set a rule of their own; any other by name."""
    units = Unit.objects.visible_to(request.reach)
    own = Q(pk__in=RestRule.objects.values("unit"))
    name = request.GET.get("name", "").strip()
    wanted = Q(name__icontains=name) | Q(name_en__icontains=name) if name else own | Q(path=request.reach.lo)
    slice_ = keyset(units.filter(wanted).select_related("parent"), request, order=("path",))
    told, held = (
        rests([unit.path for unit in slice_.rows]),
        set(units.filter(own).values_list("pk", flat=True)),
    )
    rows = [(unit, told[unit.path], unit.pk in held) for unit in slice_.rows]
    return render(request, "officers/rest_rules.html", {"rows": rows, "slice": slice_, "name": name})


@needs(KEEP)
def rule(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Set the rule of one unit."""
    found = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    form = RestForm(request.POST or None, initial=vars(rest_at(found.path)))
    if form.is_valid() and attempt(
        form, lambda: set_rest_rule(by=request.post, unit=found, **form.cleaned_data)
    ):
        messages.success(
            request, _("Set. It holds for this unit and for those below without one of their own.")
        )
        return redirect("officers:rest_rules")
    here, owned = reverse("officers:rest_rules"), RestRule.objects.filter(unit=found).exists()
    context: dict[str, Any] = {
        "form": form, "title": _("How this unit keeps it"), "small": found.label, "button": _("Save"),
        "back": here, "crumbs": [(_("How units keep it"), here)],
        "drop": reverse("officers:rest_rule_drop", kwargs={"unit": found.pk}) if owned else "",
    }  # fmt: skip
    return render(request, "officers/leave_form.html", context, status=422 if form.errors else 200)


@needs(KEEP)
@require_POST
def rule_drop(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Take a unit's own rule away."""
    found = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    try:
        drop_rest_rule(by=request.post, unit=found)
        messages.success(request, _("Taken away. The rule of the nearest unit above holds again."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("officers:rest_rules")


@needs(MARK)
def check_ups(request: Request) -> HttpResponse:
    """Batches, newest first, and units with those who are due."""
    waiting = Count("check_ups", filter=Q(check_ups__state__in=OPEN))
    rows = CheckUpBatch.objects.visible_to(request.reach).select_related("unit").annotate(waiting=waiting)
    slice_ = keyset(rows, request, order=("-first", "path", "id"))
    units = due_by_unit(request.reach) if request.post.depth == PERSONS else []
    context = {"slice": slice_, "units": units, "today": today()}
    return render(request, "officers/check_ups.html", context)


@needs(MARK)
def batch_new(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Arrange a batch: those who are due are chosen already."""
    found = unit_of(request, unit)
    people = Officer.objects.visible_to(request.reach).at_work().filter(unit=found).order_by("sort_key", "id")
    due = list(due_for_check_up(people, today()).values_list("pk", flat=True))
    form = BatchForm(people, due, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: arrange_check_up(by=request.post, unit=found, **form.cleaned_data)
    ):
        messages.success(request, _("Arranged. Whoever is invited sees it on the own page."))
        return redirect("officers:check_ups")
    shown = seen(one.pk for one in people)
    record("officers.check_ups_listed", by=request.post, path=found.path, officers=shown)
    here = reverse("officers:check_ups")
    context = {
        "form": form, "title": _("Arrange check-ups"), "small": found.label, "button": _("Arrange"),
        "back": here, "crumbs": [(_("Check-ups"), here)],
        "sentence": _("Those whose check-up is due are chosen already."),
    }  # fmt: skip
    return render(request, "officers/leave_form.html", context, status=422 if form.errors else 200)


@needs(MARK)
def batch_withdraw(request: Request, batch: uuid.UUID) -> HttpResponse:
    """Take back a batch that was arranged by mistake."""
    found = get_object_or_404(CheckUpBatch.objects.visible_to(request.reach), pk=batch)
    if request.method == "POST":
        done_or_told(request, lambda: withdraw_check_up(by=request.post, batch=found))
        return redirect("officers:check_ups")
    context = {
        "title": _("Take the batch back"), "action": _("Take it back"),
        "back": reverse("officers:batch", args=[found.pk]),
        "sentence": _("The batch and its invitations are removed; whoever was invited waits for another."),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@needs(MARK)
def batch(request: Request, batch: uuid.UUID) -> HttpResponse:
    """One batch: note who went, who puts it off, who needs none."""
    rows = CheckUpBatch.objects.visible_to(request.reach).select_related("unit")
    found = get_object_or_404(rows, pk=batch)
    invited = list(found.check_ups.select_related("officer").order_by("officer__sort_key", "id"))
    lines = MarkForms(
        [one for one in invited if one.state in OPEN], request.POST if request.method == "POST" else None
    )
    problem = ""
    if request.method == "POST" and lines.is_valid():
        try:
            note_check_ups(by=request.post, batch=found, marks=lines.marks())
            messages.success(request, _("Noted."))
            return redirect("officers:batch", batch=found.pk)
        except Refused as no:
            lines.blame(no)
            problem = (
                _("Nothing was saved: one line is not right, it says why.")
                if "line" in no.params
                else str(no)
            )
    shown = seen(one.officer_id for one in invited)
    record("officers.check_up_batch_opened", by=request.post, on=found, officers=shown)
    context = {
        "batch": found, "lines": list(lines), "problem": problem,
        "may_withdraw": all(one.state == CheckUp.State.INVITED for one in invited),
        "done": [one for one in invited if one.state not in OPEN],
    }  # fmt: skip
    return render(request, "officers/batch.html", context, status=422 if problem else 200)
