"""Standing programmes, and the intervals at which units study in them."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.exemplars.actions import close_programme, drop_interval, open_programme, set_interval
from anxin.exemplars.doors import tabs
from anxin.exemplars.forms import CloseForm, IntervalForm, ProgrammeForm
from anxin.exemplars.models import Programme, Schedule
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.ui.trying import attempt

from .one_form import form_page, pressed

PLAN = "study.plan"


@needs("exemplars.read")
def programmes(request: Request) -> HttpResponse:
    """The programmes that run where the post is, and what was set in each."""
    path, day = request.post.scope_root.path, today()
    running = list(Programme.objects.for_path(path).running(day).select_related("unit"))
    set_here = Schedule.objects.for_path(path).in_force(day).select_related("unit")
    rows = [(one, [line for line in set_here if line.programme_id == one.pk]) for one in running]
    lo, hi = request.post.area
    context = {
        "rows": rows, "may_plan": request.post.may(PLAN), "lo": lo, "hi": hi,
        "mine": {one.pk for one, _lines in rows if lo <= one.path < hi},
        "own_lines": {line.pk for line in set_here if lo <= line.path < hi},
        "tabs": tabs(request, "exemplars:programmes"),
    }  # fmt: skip
    return render(request, "exemplars/programmes.html", context)


@needs(PLAN)
def programme_new(request: Request) -> HttpResponse:
    """Open a programme for one's own units."""
    unit, here = request.post.scope_root, reverse("exemplars:programmes")
    form = ProgrammeForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: open_programme(by=request.post, unit=unit, opened=form.said())
    ):
        messages.success(request, _("Opened. Set how often units study in it."))
        return redirect(here)
    return form_page(
        request, form, title=_("Open a programme"), small=unit.label, button=_("Open it"), back=here,
        crumbs=[(_("Programmes"), here)], sentence=_("It runs for this unit and all below it."),
    )  # fmt: skip


@needs(PLAN)
def programme_close(request: Request, programme: uuid.UUID) -> HttpResponse:
    """Let a programme of one's own units end."""
    lo, hi = request.post.area
    found = get_object_or_404(Programme.objects.filter(path__gte=lo, path__lt=hi), pk=programme)
    form, here = CloseForm(request.POST or None), reverse("exemplars:programmes")
    if form.is_valid() and attempt(
        form, lambda: close_programme(by=request.post, programme=found, **form.cleaned_data)
    ):
        messages.success(request, _("It ends on that day. What was held in it stays."))
        return redirect(here)
    return form_page(
        request, form, title=_("Let the programme end"), small=found.label, button=_("Let this end"),
        back=here, crumbs=[(_("Programmes"), here)],
    )  # fmt: skip


@needs(PLAN)
def interval_new(request: Request, programme: uuid.UUID) -> HttpResponse:
    """Set how often one's own units study in one form."""
    unit, here = request.post.scope_root, reverse("exemplars:programmes")
    found = get_object_or_404(Programme.objects.for_path(unit.path), pk=programme)
    form = IntervalForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: set_interval(by=request.post, programme=found, unit=unit, interval=form.said())
    ):
        messages.success(request, _("Set for this unit and all below it."))
        return redirect(here)
    return form_page(
        request, form, title=_("How often to study"), small=found.label, button=_("Set it"), back=here,
        crumbs=[(_("Programmes"), here)], sentence=_("It holds for %s and all below it.") % unit.label,
    )  # fmt: skip


@needs(PLAN)
@require_POST
def interval_drop(request: Request, interval: uuid.UUID) -> HttpResponse:
    """Let an interval of one's own units end."""
    lo, hi = request.post.area
    found = get_object_or_404(Schedule.objects.filter(path__gte=lo, path__lt=hi), pk=interval)
    return pressed(
        request, lambda: drop_interval(by=request.post, schedule=found), _("It ends today."),
        "exemplars:programmes",
    )  # fmt: skip
