"""依据与同意: on what basis a family's data is held, whether it was told, what it agreed to."""

import uuid
from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.care.views.shared import page
from anxin.families.models import Household, Person
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt
from anxin.rights import actions
from anxin.rights.forms.basis import BasisForm, ConsentForm, NoticeForm, WithdrawalForm
from anxin.rights.models import Consent, LegalBasis, NoticeGiven, Tombstone
from anxin.rights.notice import notice_pdf

from .shared import PDF, download, form_page


def _back(household: Household) -> Link:
    words = _("Basis and consents, %(number)s") % {"number": household.number}
    return Link(words, reverse("rights:basis", kwargs={"card": household.pk}))


@needs("rights.basis", record="card")
def basis(request: Request, card: uuid.UUID) -> HttpResponse:
    """The basis, the notices, the consents of one family."""
    household = card_of(request, card)
    record("rights.basis_opened", by=request.post, on=household, cards=[household.pk])
    consents = list(Consent.objects.filter(household=household).select_related("person"))
    current = {one.pk for one in Consent.objects.filter(household=household).current(today())}
    return page(
        request, household, "rights/basis.html",
        bases=LegalBasis.objects.filter(household=household).select_related("recorded_by"),
        notices=NoticeGiven.objects.filter(household=household).select_related("by"),
        consents=[(one, one.pk in current) for one in consents],
        tombstones=Tombstone.objects.filter(household=household).select_related("request"),
        may_seal=request.post.may("rights.seal"), may_request=request.post.may("rights.request"),
    )  # fmt: skip


def _noting(
    request: Request, household: Household, form: forms.Form, act: Callable[[], object], title: str, *,
    sentence: str, consequences: Sequence[str] = (),
) -> HttpResponse:  # fmt: skip
    """The page of one form about a family; back to the page of the card when the act went through."""
    if form.is_valid() and attempt(form, act):
        messages.success(request, _("Saved."))
        return redirect("rights:basis", card=household.pk)
    return form_page(
        request, title, form, crumbs=[_back(household)], action=_("Save"), sentence=sentence,
        consequences=consequences,
    )  # fmt: skip


@needs("rights.basis", record="card")
def basis_new(request: Request, card: uuid.UUID) -> HttpResponse:
    """Record the legal basis with its document."""
    household, form = card_of(request, card), BasisForm(request.POST or None)
    return _noting(
        request, household, form,
        lambda: actions.record_basis(by=request.post, household=household, **form.cleaned_data),
        _("Record the legal basis"),
        sentence=_(
            "A statutory duty needs no consent but stays within its purpose; the notice is due all the same."
        ),
    )  # fmt: skip


@needs("rights.basis", record="card")
def notice_new(request: Request, card: uuid.UUID) -> HttpResponse:
    """Note that the family was told."""
    household, form = card_of(request, card), NoticeForm(request.POST or None)
    return _noting(
        request, household, form,
        lambda: actions.note_notice(by=request.post, household=household, **form.cleaned_data),
        _("Note that the family was told"),
        sentence=_("Print the notice, explain it, leave one copy with the family."),
    )  # fmt: skip


@needs("rights.basis", record="card")
def consent_new(request: Request, card: uuid.UUID) -> HttpResponse:
    """Record one separate consent."""
    household = card_of(request, card)
    living = Person.objects.filter(household=household, died_on=None, fallen=None)
    form = ConsentForm(living, request.POST or None)
    return _noting(
        request, household, form,
        lambda: actions.give_consent(
            by=request.post, household=household, given=form.given(), person=form.cleaned_data["person"]
        ),
        _("Record a consent"),
        sentence=_("A consent stands by itself: one matter, given freely, withdrawn at any time."),
    )  # fmt: skip


@needs("rights.basis", record="card")
def withdrawal(request: Request, card: uuid.UUID, consent: uuid.UUID) -> HttpResponse:
    """Note that a consent was withdrawn."""
    household = card_of(request, card)
    found = get_object_or_404(Consent.objects.visible_to(request.reach), pk=consent, household=household)
    form = WithdrawalForm(request.POST or None)
    return _noting(
        request, household, form,
        lambda: actions.note_withdrawal(by=request.post, consent=found, **form.cleaned_data),
        _("Note a withdrawal"),
        sentence=f"{found.get_purpose_display()}：{found.wording}",
        consequences=[_("What was done before stays lawful and stays recorded.")],
    )  # fmt: skip


@needs("rights.basis", record="card")
def notice(request: Request, card: uuid.UUID) -> HttpResponse:
    """The notice to the family, to print."""
    household = card_of(request, card)
    made = notice_pdf(household, request.post)
    record("rights.notice_printed", by=request.post, on=household, cards=[household.pk])
    return download(made, PDF, f"{household.number}-notice.pdf", inline=True)
