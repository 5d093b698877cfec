"""Naming who is responsible for a family, and who is in charge of this work for a unit."""

import uuid

from django.contrib import messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.actions import name_contact_leader, name_responsible, set_work_lead
from anxin.care.forms import ResponsibleForm, WorkLeadForm
from anxin.care.models import Responsibility, WorkLead
from anxin.care.queries import (
    contact_leader_of,
    ending_soon,
    families_below,
    responsibility_of,
    units_without_lead,
    without_lead,
)
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.reach import cells, counting
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt
from anxin.ground.units.models import Kind, Level, Unit

from .shared import page


@needs("care.assign", record="card")
def responsible(request: Request, card: uuid.UUID) -> HttpResponse:
    """Name the responsible person, the deputy and the contact leader of one family."""
    household = card_of(request, card)
    row = responsibility_of(household)
    form = ResponsibleForm(request.post, row, contact_leader_of(household), request.POST or None)
    if form.is_valid() and attempt(form, lambda: _name(request, household, form)):
        messages.success(request, _("Named. Whoever takes over sees this family from now on."))
        return redirect("families:card", card=household.pk)
    record("care.responsible_opened", by=request.post, on=household, cards=[household.pk])
    former = Responsibility.objects.filter(household=household).exclude(until=None)
    past = former.select_related("responsible__unit", "deputy").order_by("-since")
    return page(request, household, "care/responsible.html", form=form, row=row, past=past)


def _name(request: Request, household: Household, form: ResponsibleForm) -> bool:
    """Both acts of the page; the same two people again leaves them as they are."""
    given = form.cleaned_data
    if not form.same_people:
        name_responsible(
            by=request.post, household=household, responsible=given["responsible"],
            deputy=given["deputy"], why=given.get("why", ""), until=given["until"],
        )  # fmt: skip
    name_contact_leader(by=request.post, household=household, leader=given["leader"])
    return True


def _units(request: Request, show: str) -> QuerySet[Unit]:
    """The units of the scope that keep cards or have a work lead; or those that lack one; or all."""
    cards = Household.objects.visible_to(request.reach).filter(unit=OuterRef("pk"), status=Status.OPEN)
    counted = cards.values("unit").annotate(n=Count("pk")).values("n")
    found = (units_without_lead if show == "without" else Unit.objects.visible_to)(request.reach)
    found = found.annotate(families=Coalesce(Subquery(counted), 0))
    return found if show in ("without", "all") else found.filter(pk__in=_that_matter(request))


def _that_matter(request: Request) -> list[uuid.UUID]:
    with_cards = Household.objects.visible_to(request.reach).values_list("unit_id", flat=True).distinct()
    with_lead = WorkLead.objects.filter(unit__in=Unit.objects.visible_to(request.reach))
    return [request.post.scope_root_id, *with_cards.order_by(), *with_lead.values_list("unit_id", flat=True)]


@needs("care.assign")
def leads(request: Request) -> HttpResponse:
    """Who is in charge of this work, unit by unit; units without anybody are one chip away."""
    if not request.post.has_subtree:
        return _leads_in_numbers(request)
    show = request.GET.get("show", "")
    slice_ = keyset(_units(request, show), request, order=("path",))
    nearest = WorkLead.objects.select_related("post", "deputy").nearest(slice_.rows)
    here = reverse("care:leads")
    chips = [
        Link(_("with families or a person in charge"), here, current=show not in ("without", "all")),
        Link(
            _("nobody in charge"),
            f"{here}?show=without",
            units_without_lead(request.reach).count(),
            show == "without",
        ),
        Link(_("all units"), f"{here}?show=all", current=show == "all"),
    ]
    context = {
        "rows": [(unit, nearest[unit.pk], vars(unit)["families"]) for unit in slice_.rows],
        "chips": chips,
        "may_name": True,
        "may_renew": request.post.may("access.renew"),
        "ending": len(ending_soon(request.reach)),
    }
    return render(request, "care/leads.html", {**context, "slice": slice_})


def _leads_in_numbers(request: Request) -> HttpResponse:
    """Above the county: region by region who is in charge, and how many families there are; no more."""
    lo, hi = request.post.area
    regions = Unit.objects.filter(path__gte=lo, path__lt=hi, kind=Kind.REGION, level__lte=Level.COUNTY)
    slice_ = keyset(regions, request, order=("path",))
    units = [unit.pk for unit in slice_.rows]
    families = cells(request.post, counting(request.post, lambda area: dict(families_below(units))))
    nearest = WorkLead.objects.select_related("post", "deputy").nearest(slice_.rows)
    rows = [(unit, nearest[unit.pk], families[unit.pk]) for unit in slice_.rows]
    return render(request, "care/leads.html", {"rows": rows, "slice": slice_})


@needs("care.assign")
def lead(request: Request, unit: uuid.UUID) -> HttpResponse:
    """Put somebody in charge of this work for one unit."""
    found = get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)
    held = WorkLead.objects.filter(unit=found).first()
    form = WorkLeadForm(request.post, held, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: set_work_lead(by=request.post, unit=found, **form.cleaned_data)
    ):
        messages.success(
            request, _("Set. Families of this unit without a named person are with them from now on.")
        )
        return redirect("care:leads")
    lacking = without_lead(Unit.objects.filter(pk=found.pk)).exists()
    return render(request, "care/lead.html", {"form": form, "unit": found, "held": held, "lacking": lacking})
