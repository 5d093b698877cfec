"""The papers that a family is handed: contact cards, the sheet of what was agreed, the slip with the code."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.actions import print_cards
from anxin.care.models import CardPrint, Responsibility
from anxin.care.queries import family_title, responsible_by_household
from anxin.families.models import Bereavement, Household
from anxin.families.views.card import card_of
from anxin.families.views.papers import pdf_response
from anxin.family_page import passes
from anxin.family_page.agreed import agreed_sheet
from anxin.family_page.contact_cards import code_slip, contact_cards
from anxin.family_page.forms.family import CardsForm, SizeForm
from anxin.family_page.snapshots import held_by
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.contact import A_SHEET, Size, contacts_pdf, slip_pdf
from anxin.ground.paper.plain import plain_pdf
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import outcome
from anxin.ground.units.models import Unit

UNITS = 200  # units of which one may choose


def _printed(request: Request, households: list[Household], size: Size, name: str) -> HttpResponse:
    """The cards as one PDF; the act notes each of them. One family's card fills its sheet: one for the wall,
    the others for whoever lives elsewhere."""
    named = print_cards(by=request.post, households=households, size=size)
    cards = contact_cards(named)
    return pdf_response(contacts_pdf(cards * A_SHEET[size] if len(cards) == 1 else cards, size), name)


@needs("families.print", record="card")
@require_POST
def contact_card(request: Request, card: uuid.UUID) -> HttpResponse:
    """One family's contact card."""
    household = card_of(request, card)
    form = SizeForm(request.POST)
    if not form.is_valid():
        return redirect("family_page:family", card=household.pk)
    try:
        return _printed(request, [household], form.cleaned_data["size"], f"{household.number}-contact")
    except Refused as no:
        messages.warning(request, str(no))
        return redirect("family_page:family", card=household.pk)


@needs("families.print", record="card")
def agreed(request: Request, card: uuid.UUID) -> HttpResponse:
    """The sheet of what was agreed, as the family's page would read today."""
    household = card_of(request, card)
    paper = plain_pdf(agreed_sheet(household, request.post))
    record("care.agreed_printed", by=request.post, on=household, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-agreed")


@needs("care.page", record="card")
@require_POST
def slip(request: Request, card: uuid.UUID) -> HttpResponse:
    """The slip with the code: only while the page that showed it is open, since the code is kept nowhere."""
    household = card_of(request, card)
    held = held_by([household.pk]).get(household.pk)
    code = request.POST.get("code", "")
    if held is None or not passes.is_code(held, code):
        messages.warning(request, _("This code is no longer held. Give the page anew: a new code is shown."))
        return redirect("family_page:family", card=household.pk)
    paper = slip_pdf(code_slip(household, code))
    record("care.slip_printed", by=request.post, on=household, cards=[household.pk])
    return pdf_response(paper, f"{household.number}-code")


def _families(request: Request) -> tuple[QuerySet[Household], Unit | None]:
    """The cards in use that one may print, of one unit with all below it if one is chosen."""
    rows = Household.objects.visible_to(request.reach).in_use().select_related("unit")
    chosen = request.GET.get("unit", "")
    if not chosen:
        return rows, None
    try:
        unit = get_object_or_404(Unit.objects.visible_to(request.reach), pk=uuid.UUID(chosen))
    except ValueError as odd:
        raise Http404 from odd
    return rows.under(unit.path), unit


@dataclass(frozen=True)
class CardRow:
    """A family whose card may be printed: who is named on it today, and its last printing."""

    card: Household
    title: str
    named: Responsibility | None
    printed: CardPrint | None

    @property
    def is_due(self) -> bool:
        """Was it never printed, or does it name somebody else than today's responsible person?"""
        now = self.named.responsible_id if self.named else None
        return self.printed is None or self.printed.responsible_id != now


@needs("families.print")
def cards(request: Request) -> HttpResponse:
    """Contact cards of many families in one go: those of a unit, or those that are ticked."""
    rows, unit = _families(request)
    mourned = Bereavement.objects.select_related("officer__person")
    slice_ = keyset(rows.prefetch_related(Prefetch("bereavements", mourned)), request, order=("path",))
    titles = {str(one.pk): family_title(one) for one in slice_.rows}
    form = CardsForm(list(titles.items()), request.POST or None)
    if form.is_valid():
        chosen = [one for one in slice_.rows if str(one.pk) in form.cleaned_data["chosen"]]
        size = form.cleaned_data["size"]
        paper = outcome(form, lambda: _printed(request, chosen, size, "contact-cards"))
        if paper is not None:
            return paper
    record("care.cards_listed", by=request.post, path=request.reach.lo or request.post.unit.path,
           cards=[one.pk for one in slice_.rows])  # fmt: skip
    named = responsible_by_household(slice_.rows)
    printed = {one.household_id: one for one in CardPrint.objects.filter(household__in=slice_.rows).reverse()}
    shown = [CardRow(one, titles[str(one.pk)], named.get(one.pk), printed.get(one.pk)) for one in slice_.rows]
    units = Unit.objects.filter(pk__in=rows.order_by().values("unit").distinct()).order_by("path")[:UNITS]
    context = {"rows": shown, "slice": slice_, "form": form, "unit": unit, "units": units}
    return render(request, "family_page/cards.html", context)
