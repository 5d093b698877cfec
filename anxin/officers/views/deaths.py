"""An officer's death: recorded, told in person, then the first days."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.families.models import FallenOfficer
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt, done_or_told, outcome
from anxin.officers.actions import record_death, settle_step, tell_family, withdraw_death
from anxin.officers.forms.deaths import DeathForm, StepForm, ToldForm
from anxin.officers.models import Death, FirstStep
from anxin.officers.queries import deaths, visible

from .seen import seen


@needs("officers.death")
def listed(request: Request) -> HttpResponse:
    """The deaths recorded here, those first whose family has not been told."""
    found = deaths(request.reach)
    untold = found.filter(told_on=None).order_by("on", "id")
    page = keyset(found.exclude(told_on=None), request, order=("path", "id"))
    where = request.reach.lo or request.post.unit.path
    shown = seen(one.officer_id for one in (*page.rows, *untold))
    record("officers.deaths_listed", by=request.post, path=where, officers=shown)
    return render(request, "officers/bridge/deaths.html", {"page": page, "untold": untold})


@needs("officers.death")
def new(request: Request, officer: UUID) -> HttpResponse:
    """Record that an officer died; nothing is sent to anybody."""
    found = get_object_or_404(visible(request.reach), pk=officer)
    form = DeathForm(request.POST or None)
    if form.is_valid() and (
        made := outcome(form, lambda: record_death(by=request.post, officer=found, **form.days()))
    ):
        messages.success(
            request, _("Recorded. Nothing was sent to anybody: first the family is told in person.")
        )
        return redirect("officers:death", death=made.pk)
    return render(request, "officers/bridge/death_new.html", {"form": form, "officer": found})


def _death(request: Request, death: UUID) -> Death:
    found = Death.objects.visible_to(request.reach).select_related("officer__unit", "household", "by")
    return get_object_or_404(found, pk=death)


@needs("officers.death")
def death(request: Request, death: UUID) -> HttpResponse:
    """The first days: what is to be done until when, what is done, and the family's card."""
    found = _death(request, death)
    record("officers.death_opened", by=request.post, on=found, officer=found.officer_id)
    steps = found.steps.select_related("by", "death")
    may = {"may_correct": request.post.may("families.write")}
    context = {"death": found, "steps": steps, "carried": _carried(found)}
    return render(request, "officers/bridge/death.html", context | may)


def _carried(death: Death) -> FallenOfficer | None:
    """The officer as the family's card has it, with where that is from now."""
    rows = FallenOfficer.objects.filter(bereavements__household=death.household_id)
    return rows.select_related("person").order_by("source_on", "id").first() if death.household else None


@needs("officers.death")
def told(request: Request, death: UUID) -> HttpResponse:
    """Record that the family was told in person: their card is opened in the same act."""
    found = _death(request, death)
    form = ToldForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: tell_family(by=request.post, death=found, told=form.told())):
        messages.success(request, _("Recorded. The family's card is open; now the steps of the first days."))
        return redirect("officers:death", death=found.pk)
    return render(request, "officers/bridge/told.html", {"form": form, "death": found})


@needs("officers.death")
def step(request: Request, first_step: UUID) -> HttpResponse:
    """Note that one step is done, or not needed."""
    steps = FirstStep.objects.visible_to(request.reach).select_related("death__officer")
    found = get_object_or_404(steps, pk=first_step)
    form = StepForm(found.death.on, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: settle_step(by=request.post, step=found, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("officers:death", death=found.death_id)
    return render(request, "officers/bridge/step.html", {"form": form, "step": found, "death": found.death})


@needs("officers.death")
def withdraw(request: Request, death: UUID) -> HttpResponse:
    """Take back a death that was recorded by mistake."""
    found = _death(request, death)
    back = reverse("officers:death", args=[found.pk])
    if request.method == "POST":
        done_or_told(request, lambda: withdraw_death(by=request.post, death=found))
        return redirect("officers:deaths")
    context = {
        "title": _("Recorded by mistake"), "action": _("Take it back"), "back": back,
        "sentence": _("The officer is at work again as before. Nobody was told anything."),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)
