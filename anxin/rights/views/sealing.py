"""Sealing a card, the list of sealed cards, opening one again (which takes two people)."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.models import DepartmentRequest
from anxin.families.models import Household
from anxin.families.sealed import sealed_cards
from anxin.families.views.card import card_of
from anxin.ground.access.approvals import fingerprint
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Approval
from anxin.ground.access.request import Request
from anxin.ground.database.scope import store
from anxin.ground.journal.actions import record
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt
from anxin.rights import actions
from anxin.rights.actions import sealing
from anxin.rights.forms.requests import WhyForm

from .requests import desk_link, item_link, note_look, to_carry_out
from .shared import form_page


def approval_for(request: Request, kind: str, subject: dict[str, object]) -> Approval | None:
    """The last request for agreement that this post made for exactly this."""
    mine = Approval.objects.asked_from(request.post)
    return mine.filter(kind=kind, fingerprint=fingerprint(kind, subject)).first()


@needs("rights.seal", record="card", fresh=True)
def seal(request: Request, card: uuid.UUID) -> HttpResponse:
    """Seal a card, after saying what follows from it."""
    household = card_of(request, card)
    form = WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.put_away(by=request.post, household=household, why=form.cleaned_data["why"])
    ):
        messages.success(request, _("The card is sealed."))
        return redirect("rights:sealed")
    here = Link(household.number, reverse("families:card", kwargs={"card": household.pk}))
    return form_page(
        request, _("Seal the card"), form, crumbs=[here], action=_("Seal the card"),
        sentence=_("A sealed card is kept in storage only (PIPL article 47)."),
        consequences=_follows(household),
    )  # fmt: skip


def _follows(household: Household) -> list[str]:
    waiting = DepartmentRequest.objects.filter(household=household).waiting().count()
    return [
        _("It stands in no list, no search and no figure; its pages say only that it is sealed."),
        _("Rows of a ledger about this family come back and change nothing."),
        _("It is opened again only when a second person agrees."),
        *([_("Departments no longer see their open requests: %(n)d.") % {"n": waiting}] if waiting else []),
    ]


@needs("rights.seal", record="card", fresh=True)
def freeze(request: Request, card: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Carry out a request to freeze, or one to delete what the law has kept: the card is sealed."""
    asked = to_carry_out(request, card, item, "may_freeze")
    household, form = card_of(request, card), WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.freeze(by=request.post, request=asked, words=form.cleaned_data["why"])
    ):
        messages.success(request, _("The card is sealed. Next: tell the family."))
        return redirect("rights:request", card=card, item=item)
    note_look(request, asked, card)
    return form_page(
        request, _("Seal the card"), form, crumbs=[desk_link(), item_link(asked, card)],
        action=_("Seal the card"), sentence=_("A sealed card is kept in storage only (PIPL article 47)."),
        consequences=_follows(household),
    )  # fmt: skip


@needs("rights.seal")
def sealed(request: Request) -> HttpResponse:
    """Which cards are sealed, by number and day; no name."""
    with store(request.reach.lo, request.reach.hi):
        cards = list(sealed_cards(request.reach.lo, request.reach.hi))
    record("rights.sealed_listed", by=request.post, path=request.reach.lo, cards=[one.pk for one in cards])
    return render(request, "rights/sealed.html", {"cards": cards})


@needs("rights.unseal", record="card", fresh=True)
def unseal(request: Request, card: uuid.UUID) -> HttpResponse:
    """Ask a second person to agree; once somebody has, open the card."""
    household = _sealed_card(request, card)
    if household is None:
        return redirect("families:card", card=card_of(request, card).pk)  # in use, or not there at all
    subject = sealing.subject_of(household)
    approval = approval_for(request, sealing.UNSEAL, subject)
    if approval and approval.serves:
        return _open(request, household, approval)
    form = WhyForm(request.POST or None)
    waiting = approval is not None and approval.state == Approval.State.ASKED
    if (
        not waiting
        and form.is_valid()
        and attempt(
            form,
            lambda: actions.ask_unsealing(by=request.post, household=household, why=form.cleaned_data["why"]),
        )
    ):
        return redirect("rights:unseal", card=card)  # which says itself that somebody was asked
    return _ask_page(request, household, None if waiting else form, approval)


def _sealed_card(request: Request, card: uuid.UUID) -> Household | None:
    lo, hi = request.reach.lo, request.reach.hi
    with store(lo, hi):
        return sealed_cards(lo, hi).filter(pk=card).first()


def _ask_page(
    request: Request, household: Household, form: WhyForm | None, approval: Approval | None
) -> HttpResponse:
    sentence = _("Opening a sealed card takes two people. Say why it must be opened.")
    if form is None:
        sentence = _("A second person has been asked. You open the card once they agree.")
    elif approval and approval.state == Approval.State.REFUSED:
        sentence = _("The second person refused: %(why)s You may ask again.") % {"why": approval.why}
    return form_page(
        request, _("Open card %(number)s again") % {"number": household.number}, form,
        crumbs=[Link(_("Sealed cards"), reverse("rights:sealed"))],
        action=_("Ask a second person") if form else "",
        sentence=sentence,
    )  # fmt: skip


def _open(request: Request, household: Household, approval: Approval) -> HttpResponse:
    form = WhyForm({"why": approval.words})
    if request.method == "POST" and attempt(
        form, lambda: actions.open_again(by=request.post, household=household, approval=approval)
    ):
        messages.success(request, _("The card is open again."))
        return redirect("families:card", card=household.pk)
    return form_page(
        request, _("Open card %(number)s again") % {"number": household.number}, None,
        crumbs=[Link(_("Sealed cards"), reverse("rights:sealed"))], action=_("Open the sealed card"),
        sentence=_("The second person agreed. The agreement serves once and for 24 hours."),
    )  # fmt: skip
