"""One person of a family: their page, and the acts on them."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from anxin.families.actions import add_member, correct_person, end_membership, record_fact, reveal
from anxin.families.dictionary import FIELDS
from anxin.families.forms import EndForm, FactForm, MemberForm, PersonForm, RevealForm
from anxin.families.models import Fact, Household, Membership, Person
from anxin.families.people import by_theme, is_child, members_of, told
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .card import card_of, frame, officers_of

NUMBER_TAKEN = ("duplicate_person", "number_elsewhere")


def _person_of(request: Request, household: Household, person: uuid.UUID) -> Person:
    visible = Person.objects.visible_to(request.reach).select_related("household")
    return get_object_or_404(visible, pk=person, household=household)


def _to(person: Person) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("families:person", kwargs={"card": person.household_id, "person": person.pk})
    )


def _page(request: Request, household: Household, person: Person, **more: object) -> HttpResponse:
    facts = Fact.objects.filter(person=person)
    everyone = members_of(household) + members_of(household, ended=True)
    context = {
        **frame(request, household),
        "person": person,
        "member": next((one for one in everyone if one.person.pk == person.pk), None),
        "is_child": is_child(person),
        "themes": by_theme(facts.current()),
        "history": [told(fact) for fact in facts.order_by("-on", "-entered_at") if fact.code in FIELDS],
        **more,
    }
    return render(request, "families/person.html", context)


@needs("families.read", record="card")
def person(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """One person (逐人): who, what to the deceased, facts by theme, what was said before."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    record("families.person_opened", by=request.post, on=shown, cards=[household.pk])
    return _page(request, household, shown)


@needs("families.reveal", record="card")
@require_POST
def show(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Show one masked value on this page, once; the journal notes the purpose."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, household, shown, reveal_form=form)
    column = form.cleaned_data["column"]
    value = reveal(by=request.post, person=shown, column=column, purpose=form.cleaned_data["purpose"])
    return _page(request, household, shown, revealed={column: value})


@needs("families.write", record="card")
def add(request: Request, card: uuid.UUID) -> HttpResponse:
    """Add a member of the family."""
    household = card_of(request, card)
    form = MemberForm(request.POST or None)
    if form.is_valid():
        try:
            officer = officers_of(household)[0]
            return _to(add_member(by=request.post, household=household, officer=officer,
                                  details=form.details(), origin=form.origin()))  # fmt: skip
        except Refused as refused:
            form.add_error("id_number" if refused.code in NUMBER_TAKEN else None, str(refused))
    return render(request, "families/member_form.html", {**frame(request, household), "form": form})


@needs("families.write", record="card")
def correct(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Correct what is known of a person."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    form = PersonForm(request.POST or None, person=shown)
    if form.is_valid() and form.says_something():
        try:
            values, origin = form.values(), form.origin()
            return _to(correct_person(by=request.post, person=shown, values=values, origin=origin))
        except Refused as refused:
            form.add_error("id_number" if refused.code in NUMBER_TAKEN else None, str(refused))
    return render(
        request, "families/person_form.html", {**frame(request, household), "form": form, "person": shown}
    )


@needs("families.write", record="card")
def fact(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Record a fact about a person."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    form = FactForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        record_fact(by=request.post, household=household, person=shown, code=form.cleaned_data["code"],
                    value=form.cleaned_data["value"], origin=form.origin())  # fmt: skip
        return _to(shown)
    return render(
        request, "families/fact_form.html", {**frame(request, household), "form": form, "person": shown}
    )


@needs("families.write", record="card")
def end(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """End a membership: death, remarriage, adoption, moved, entered by mistake."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    membership = get_object_or_404(Membership.objects.visible_to(request.reach), person=shown, until=None)
    form = EndForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            end_membership(
                by=request.post,
                membership=membership,
                because=data["because"],
                on=data["ended_on"],
                origin=form.origin(),
            )
            return _to(shown)
        except Refused as refused:
            form.add_error("ended_on", str(refused))
    return render(
        request, "families/end_form.html", {**frame(request, household), "form": form, "person": shown}
    )
