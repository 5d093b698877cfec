"""The family card (一户一档): its first page, its people and facts."""

import uuid

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from anxin.families.actions import correct_officer, open_card, record_fact
from anxin.families.forms import FactForm, OfficerForm, OpenCardForm
from anxin.families.models import Bereavement, Fact, FallenOfficer, Household
from anxin.families.people import by_theme, members_of
from anxin.families.sealed import refuse_if_sealed
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.models.grants import EMERGENCY
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import look_at, record
from anxin.ground.ui import navigation
from anxin.ground.units.models import Unit


def card_of(request: Request, card: uuid.UUID) -> Household:
    """The card within this request's reach, or 404; a sealed one answers that it is sealed."""
    visible = Household.objects.visible_to(request.reach).select_related("unit", "head")
    household = visible.filter(pk=card).first()
    if household is None:
        grant = request.reach.grant
        if grant is None or grant.part != EMERGENCY:  # through emergency access a sealed card does not exist
            refuse_if_sealed(request.reach, card)
        raise Http404
    look_at(household)
    return household


def officers_of(household: Household) -> list[FallenOfficer]:
    """The officers this household mourns; asked once, however many parts of a page ask."""
    mourned = Bereavement.objects.select_related("officer__person")
    prefetch_related_objects([household], Prefetch("bereavements", mourned))
    return [link.officer for link in household.bereavements.all()]


def frame(request: Request, household: Household) -> dict[str, object]:
    """What every page of a card shows: who it is about, its tabs and its acts."""
    officers = officers_of(household)
    return {
        "card": household,
        "officers": officers,
        "names": "、".join(officer.person.name for officer in officers),
        "tabs": navigation.card_links(request, household, "tab"),
        "acts": navigation.card_links(request, household, "act"),
        "line": household.unit.line(),
        "may_write": request.post.may("families.write"),
        "may_print": request.post.may("families.print"),
        "may_reveal": request.post.may("families.reveal"),
        "changed_by": Post.objects.filter(pk=household.changed_by).first() if household.changed_by else None,
    }


@needs("families.read", record="card")
def card(request: Request, card: uuid.UUID) -> HttpResponse:
    """One family at a glance; other rooms add who is responsible, what is missing, what was promised."""
    household = card_of(request, card)
    record("families.card_opened", by=request.post, on=household, cards=[household.pk])
    context = {**frame(request, household), "sections": navigation.render_sections(request, household)}
    return render(request, "families/card.html", context)


@needs("families.read", record="card")
def people(request: Request, card: uuid.UUID) -> HttpResponse:
    """The members of the family and every fact, by theme."""
    household = card_of(request, card)
    record("families.people_opened", by=request.post, on=household, cards=[household.pk])
    context = {
        **frame(request, household),
        "members": members_of(household),
        "former": members_of(household, ended=True),
        "themes": by_theme(Fact.objects.filter(household=household, person=None).current()),
    }
    return render(request, "families/people.html", context)


@needs("families.open")
def new(request: Request) -> HttpResponse:
    """Open a card by hand."""
    form = OpenCardForm(request.POST or None, post=request.post)
    if form.is_valid():
        unit: Unit = form.cleaned_data["unit"]
        try:
            household = open_card(by=request.post, unit=unit, details=form.details(), origin=form.origin())
            return HttpResponseRedirect(reverse("families:card", kwargs={"card": household.pk}))
        except Refused as refused:
            form.add_error("id_number", str(refused))
    return render(request, "families/new.html", {"form": form})


@needs("families.write", record="card")
def officer(request: Request, card: uuid.UUID, officer: uuid.UUID) -> HttpResponse:
    """Correct what is known of the fallen officer."""
    household = card_of(request, card)
    fallen = get_object_or_404(
        FallenOfficer.objects.visible_to(request.reach), pk=officer, person__household=household
    )
    form = OfficerForm(request.POST or None, officer=fallen)
    if form.is_valid() and form.says_something():
        correct_officer(by=request.post, officer=fallen, values=form.values(), origin=form.origin())
        return HttpResponseRedirect(reverse("families:card", kwargs={"card": household.pk}))
    return render(
        request, "families/officer_form.html", {**frame(request, household), "form": form, "officer": fallen}
    )


@needs("families.write", record="card")
def fact(request: Request, card: uuid.UUID) -> HttpResponse:
    """Record a fact about the household itself."""
    household = card_of(request, card)
    form = FactForm(request.POST or None, of_household=True)
    if form.is_valid():
        try:
            record_fact(by=request.post, household=household, code=form.cleaned_data["code"],
                        value=form.cleaned_data["value"], origin=form.origin())  # fmt: skip
            return HttpResponseRedirect(reverse("families:people", kwargs={"card": household.pk}))
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "families/fact_form.html", {**frame(request, household), "form": form})
