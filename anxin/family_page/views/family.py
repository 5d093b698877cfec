"""A family's page from the office's side: who holds it, giving it, taking it back, what it shows."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.models import CardPrint
from anxin.care.queries import responsibility_of
from anxin.care.views.shared import page
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.family_page import passes
from anxin.family_page.actions.family import Given, give_page, withdraw_page
from anxin.family_page.forms.family import GiveForm, SizeForm
from anxin.family_page.models import Pass
from anxin.family_page.snapshots import held_by, page_of, was_guessed
from anxin.family_page.telling import SAID_STEPS, STEPS, told
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import local_day, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.pdf import qr_svg
from anxin.ground.ui.trying import outcome


def _overview(request: Request, household: Household, form: GiveForm) -> HttpResponse:
    held = held_by([household.pk]).get(household.pk)
    printed = CardPrint.objects.filter(household=household).select_related("by", "responsible").first()
    named = responsibility_of(household).responsible
    context = {
        "form": form, "sizes": SizeForm(), "held": held, "printed": printed, "door": bool(passes.link("-")),
        "stale": printed is not None and printed.responsible != named, "named": named,
        "guessed": held is None and was_guessed(household.pk), "says": _says(household, held),
    }  # fmt: skip
    return page(request, household, "family_page/family.html", **context)


def _says(household: Household, held: Pass | None) -> str:
    """What the page says where nothing is agreed: it names a day, and somebody has to keep it."""
    return told(page_of(household, local_day(held.issued_at)), today()).nothing if held else ""


@needs("care.page", record="card")
def family(request: Request, card: uuid.UUID) -> HttpResponse:
    """The family's side of one card: contact card, sheet of what was agreed, page and who holds it."""
    household = card_of(request, card)
    form = GiveForm(household, request.POST or None)
    given = outcome(form, lambda: _give(request, household, form)) if form.is_valid() else None
    if given is not None:
        return _given(request, household, given)
    return _overview(request, household, form)


def _give(request: Request, household: Household, form: GiveForm) -> Given:
    return give_page(by=request.post, household=household, holder=form.name)


def _given(request: Request, household: Household, given: Given) -> HttpResponse:
    """The code and the QR code, shown this once and kept nowhere else."""
    context = {"given": given, "qr": qr_svg(given.link), "digits": f"{given.code[:4]} {given.code[4:]}"}
    response = page(request, household, "family_page/given.html", **context)
    response["Cache-Control"] = "no-store"
    return response


@needs("care.page", record="card")
@require_POST
def withdraw(request: Request, card: uuid.UUID) -> HttpResponse:
    """Take a family's page back."""
    household = card_of(request, card)
    try:
        withdraw_page(by=request.post, household=household)
        messages.success(request, _("Taken back. Neither the QR code nor any telephone opens it now."))
    except Refused as no:
        messages.warning(request, str(no))
    return redirect("family_page:family", card=household.pk)


@needs("care.page", record="card")
def preview(request: Request, card: uuid.UUID) -> HttpResponse:
    """Exactly what the family's page shows, or would show if it were given today."""
    household = card_of(request, card)
    record("care.page_opened", by=request.post, on=household, cards=[household.pk])
    return render(request, "family_page/preview.html", {"card": household, **preview_of(request, household)})


def preview_of(request: HttpRequest, household: Household) -> dict[str, object]:
    """The page from the snapshot that a family holds; from a fresh one where it holds none."""
    held = held_by([household.pk]).get(household.pk)
    content = page_of(household, local_day(held.issued_at) if held else None)
    return {"page": told(content, today()), "steps": STEPS, "said_steps": SAID_STEPS, "held": held}
