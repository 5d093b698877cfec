"""One person of a family: their page, and the acts on them."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from anxin.families.actions import (
    add_member,
    correct_person,
    end_membership,
    record_fact,
    record_standing,
    reveal,
    reveal_fact,
)
from anxin.families.dictionary import FIELDS
from anxin.families.forms import EndForm, FactForm, MemberForm, PersonForm, StandingForm
from anxin.families.models import Fact, Household, Kinship, Membership, Person
from anxin.families.people import by_theme, child_mark, is_child, members_of, told
from anxin.ground.access.forms.reveals import RevealForm
from anxin.ground.access.gate import needs
from anxin.ground.access.personal import Words
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .card import card_of, frame, officers_of
from .children import stop

COLUMNS: dict[str, Words] = {"id_number": _("identity number"), "phone": _("telephone")}
NUMBER_TAKEN = ("duplicate_person", "number_elsewhere")


def _person_of(request: Request, household: Household, person: uuid.UUID) -> Person:
    visible = Person.objects.visible_to(request.reach).select_related("household")
    return get_object_or_404(visible, pk=person, household=household)


def _to(person: Person) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("families:person", kwargs={"card": person.household_id, "person": person.pk})
    )


def _page(
    request: Request, household: Household, person: Person, form: RevealForm | None = None, shown: str = ""
) -> HttpResponse:
    """The page; ``shown`` is the one masked value that this answer shows whole."""
    facts = list(Fact.objects.filter(person=person).order_by("-on", "-entered_at"))
    everyone = members_of(household) + members_of(household, ended=True)
    columns = _masked_columns(person, facts)
    fact = uuid.UUID(hex=shown) if shown and shown not in COLUMNS else None
    context = {
        **frame(request, household),
        "person": person,
        "member": next((one for one in everyone if one.person.pk == person.pk), None),
        "is_child": is_child(person),
        "themes": by_theme(Fact.objects.filter(person=person).current(), fact),
        "history": [told(one, fact) for one in facts if one.code in FIELDS],
        "reveal_form": (form or RevealForm(columns)) if columns else None,
        "shown": shown,
    }
    return render(request, "families/person.html", context)


def _masked_columns(person: Person, facts: list[Fact]) -> list[tuple[str, Words]]:
    """What is masked on this page, for the list to choose from: columns by name, facts by id and day."""
    columns = [(name, words) for name, words in COLUMNS.items() if getattr(person, name)]
    return columns + [
        (one.pk.hex, f"{FIELDS[one.code].label} {one.on.isoformat()}")
        for one in facts
        if one.code in FIELDS and told(one).is_masked
    ]


@needs("families.read", record="card")
def person(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """One person (逐人): who, what to the deceased, facts by theme, what was said before."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    if held := stop(request, household, shown):
        return held
    record("families.person_opened", by=request.post, on=shown, cards=[household.pk], **child_mark(shown))
    return _page(request, household, shown)


@needs("families.reveal", record="card")
@require_POST
def show(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Show one masked value on this page, once; the journal notes the purpose."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    if held := stop(request, household, shown):
        return held
    facts = list(Fact.objects.filter(person=shown))
    form = RevealForm(_masked_columns(shown, facts), request.POST)
    if not form.is_valid():
        return _page(request, household, shown, form)
    column, purpose = form.cleaned_data["column"], form.cleaned_data["purpose"]
    if column in COLUMNS:
        reveal(by=request.post, person=shown, column=column, purpose=purpose)
    else:
        fact = next(one for one in facts if one.pk.hex == column)
        reveal_fact(by=request.post, fact=fact, purpose=purpose)
    return _page(request, household, shown, shown=column)


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
    if held := stop(request, household, shown):
        return held
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
    if held := stop(request, household, shown):
        return held
    form = FactForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        record_fact(by=request.post, household=household, person=shown, code=form.cleaned_data["code"],
                    value=form.cleaned_data["value"], origin=form.origin())  # fmt: skip
        return _to(shown)
    return render(
        request, "families/fact_form.html", {**frame(request, household), "form": form, "person": shown}
    )


# Where a clerk came from and wants to go on: a code in the URL, never an address.
BACK_TO = {"entitlements": "entitlements:card"}


def _after_standing(request: Request, shown: Person, others: list[Person]) -> HttpResponse:
    """To the person whose turn is next, or back to where the clerk came from."""
    came_from = request.GET.get("next", "")
    named = {one.pk.hex: one for one in others}
    following = named.get(request.POST.get("then", ""))
    if following is not None:
        there = reverse("families:standing", kwargs={"card": shown.household_id, "person": following.pk})
        return HttpResponseRedirect(f"{there}?next={came_from}" if came_from in BACK_TO else there)
    if came_from in BACK_TO:
        return HttpResponseRedirect(reverse(BACK_TO[came_from], kwargs={"card": shown.household_id}))
    return _to(shown)


def _following(household: Household, person: Person) -> list[Person]:
    """The members who come after this one on the card, without the officers."""
    officers = {officer.person_id for officer in officers_of(household)}
    people = [one.person for one in members_of(household) if one.person.pk not in officers]
    place = next((at for at, one in enumerate(people, 1) if one.pk == person.pk), len(people))
    return people[place:]


@needs("families.write", record="card")
def standing(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Record what entitlements depend on about a person: means, ability, schooling, events."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    if held := stop(request, household, shown):
        return held
    others = _following(household, shown)
    form = StandingForm(request.POST or None, kind=_kind_of(household, shown), known=_known(shown))
    if form.is_valid() and form.says_something():
        values, origin = form.values(), form.origin()
        record_standing(by=request.post, household=household, person=shown, values=values, origin=origin)
        return _after_standing(request, shown, others)
    context = {**frame(request, household), "form": form, "person": shown, "following": others[:1],
               "to_entitlements": request.GET.get("next") == "entitlements"}  # fmt: skip
    return render(request, "families/standing_form.html", context)


def _kind_of(household: Household, person: Person) -> str:
    """What the person is to an officer whom the card mourns; the empty string where nobody said."""
    officers = [officer.person_id for officer in officers_of(household)]
    kin = Kinship.objects.filter(person=person, of__in=officers, until=None).first()
    return kin.kind if kin else ""


def _known(person: Person) -> dict[str, str]:
    """What was told last of everything that rules are reckoned from."""
    return {fact.code: fact.value for fact in Fact.objects.filter(person=person).current()}


@needs("families.write", record="card")
def end(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """End a membership: death, remarriage, adoption, moved, entered by mistake."""
    household = card_of(request, card)
    shown = _person_of(request, household, person)
    if held := stop(request, household, shown):
        return held
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
