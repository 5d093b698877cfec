"""The desk of requests: the list, entering one, its page with the next step, the letter, the copy."""

import uuid

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.families.models import Person
from anxin.families.views.card import card_of, frame
from anxin.ground.access.forms.reveals import PurposeForm
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach, gather
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import record
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.paging import pages
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt
from anxin.rights import actions
from anxin.rights.actions.copies import COPIES
from anxin.rights.actions.sealing import FREEZING
from anxin.rights.forms.requests import CopyForm, RequestForm, StepForm
from anxin.rights.holdings import packed
from anxin.rights.letters import letter_docx, letter_pdf
from anxin.rights.models import RequestStep, RightsRequest

from .shared import DOCX, PDF, download, form_page

State, Kind = RightsRequest.State, RightsRequest.Kind
VERBS = {
    State.CARRIED_OUT: actions.carry_out,
    State.ANSWERED: actions.answer,
    State.WITHDRAWN: actions.withdraw,
}


def desk_link() -> Link:
    """The way back to the list."""
    return Link(_("Data rights"), reverse("rights:requests"))


def item_link(asked: RightsRequest, card: uuid.UUID) -> Link:
    """The way back to one request."""
    words = _("Request %(code)s") % {"code": asked.code}
    return Link(words, reverse("rights:request", kwargs={"card": card, "item": asked.pk}))


def request_of(request: Request, card: uuid.UUID, item: uuid.UUID) -> RightsRequest:
    """The request within this reach, or 404. Its card may be sealed: then ``household`` is None."""
    steps = Prefetch("steps", RequestStep.objects.select_related("by"))
    rows = RightsRequest.objects.visible_to(request.reach).prefetch_related(steps)
    rows = rows.select_related("household__unit", "person", "decided_by__unit", "entered_by__unit")
    found = get_object_or_404(rows, pk=item)
    if found.household_id != card:  # asked here: as a filter it would join a card that may be out of sight
        raise Http404
    return found


def to_carry_out(request: Request, card: uuid.UUID, item: uuid.UUID, way: str) -> RightsRequest:
    """The request, if its own page offers this way of carrying it out; else there is no such page."""
    asked = request_of(request, card, item)
    if not _offers(asked, request.post)[way]:
        raise Http404
    return asked


def note_look(request: Request, asked: RightsRequest, card: uuid.UUID) -> None:
    """Note that a page about the request was seen: each of them shows the card behind it."""
    record("rights.request_opened", by=request.post, on=asked, cards=[card])


@needs("rights.request")
def requests(request: Request) -> HttpResponse:
    """Every request within reach, the overdue first."""
    done = request.GET.get("show") == "done"

    def found(reach: Reach) -> list[RightsRequest]:
        rows = RightsRequest.objects.visible_to(reach).select_related("person", "household__unit")
        return list(rows.exclude(pk__in=rows.open().values("pk")) if done else rows.open())

    rows = found(request.reach) if request.post.has_subtree else gather(request.post, found)
    rows.sort(key=lambda one: (one.due, str(one.pk)), reverse=done)
    record(
        "rights.requests_listed", by=request.post, path=request.reach.lo or request.post.unit.path,
        cards=[one.household_id for one in rows if one.household_id],
    )  # fmt: skip
    here = reverse("rights:requests")
    tabs = [
        Link(_("To do"), here, None if done else len(rows), not done),
        Link(_("Settled"), f"{here}?show=done", len(rows) if done else None, done),
    ]
    late = sum(one.due < today() for one in rows) if not done else 0
    context = {"slice": pages(rows, request), "tabs": tabs, "done": done, "late": late}
    return render(request, "rights/requests.html", context)


@needs("rights.request", record="card")
def new(request: Request, card: uuid.UUID) -> HttpResponse:
    """Enter a request on the family's behalf."""
    household = card_of(request, card)
    form = RequestForm(Person.objects.filter(household=household), request.POST or None)

    def enter() -> RightsRequest:
        return actions.receive(
            by=request.post, household=household, person=form.cleaned_data["person"], asked=form.asked()
        )

    if form.is_valid() and attempt(form, enter):
        messages.success(request, _("The request is entered. Next: check who asks."))
        return redirect("rights:requests")
    crumbs = [Link(household.number, reverse("families:card", kwargs={"card": household.pk}))]
    return form_page(
        request, _("Enter a request"), form, crumbs=crumbs, action=_("Enter"),
        sentence=_("The family has no account: you enter what it asks, in its own words."),
    )  # fmt: skip


@needs("rights.request", record="card")
def item(request: Request, card: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """One request: what is asked, how it stands, what has been done, and the next step."""
    asked = request_of(request, card, item)
    form = StepForm(asked, request.post, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _step(request, asked, form)):
        messages.success(request, _("Saved."))
        return redirect("rights:request", card=card, item=item)
    note_look(request, asked, card)
    context = {
        "asked": asked,
        "form": form if form.moves else None,
        "card": card,
        "may_reveal": asked.household is not None and request.post.may("families.reveal"),
        "tombstones": asked.tombstones.all() if asked.kind == Kind.DELETION else [],
        **_offers(asked, request.post),
    }
    return render(request, "rights/request.html", context, status=422 if form.errors else 200)


def _offers(asked: RightsRequest, by: Post) -> dict[str, bool]:
    """Which ways of carrying it out the page offers: by kind, state and permission."""
    kind, ready = asked.kind, asked.is_granted
    again = asked.state in (State.CARRIED_OUT, State.ANSWERED) and asked.decision != State.REFUSED
    person, card = asked.person is not None, asked.household is not None
    return {
        "may_copy": (ready or again) and person and kind in COPIES and by.may("rights.copy"),
        "may_freeze": ready and card and kind in FREEZING and by.may("rights.seal"),
        "may_erase": ready and person and kind == Kind.DELETION and by.may("rights.erase"),
        "may_correct": ready and card and kind == Kind.CORRECTION and by.may("families.write"),
    }


def _step(request: Request, asked: RightsRequest, form: StepForm) -> RightsRequest:
    """Make the step that was chosen."""
    by, to, words = request.post, form.cleaned_data["step"], form.cleaned_data["words"]
    if to == State.CHECKED:
        return actions.check_identity(by=by, request=asked, papers=words)
    if to in (State.GRANTED, State.PARTLY, State.REFUSED):
        return actions.decide_request(by=by, request=asked, decision=to, reason=words)
    return VERBS[to](by=by, request=asked, words=words)


@needs("rights.request", record="card")
def letter(request: Request, card: uuid.UUID, item: uuid.UUID, kind: str) -> HttpResponse:
    """The answer to the family, on A4 or as a Word document the office can still edit."""
    asked = request_of(request, card, item)
    if not asked.decision:
        messages.info(request, _("First decide: the letter tells the decision."))
        return redirect("rights:request", card=card, item=item)
    made = letter_docx(asked, request.post) if kind == "docx" else letter_pdf(asked, request.post)
    record("rights.letter_made", by=request.post, on=asked, cards=[card], form=kind)
    return download(made, DOCX if kind == "docx" else PDF, f"{asked.code}.{kind}", inline=kind == "pdf")


@needs("families.reveal", record="card")
def contact(request: Request, card: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Ask what for, then show once how to reach the one who asks."""
    asked = request_of(request, card, item)
    if asked.household is None or not asked.contact:
        raise Http404
    form, value = PurposeForm(request.POST or None), ""
    if form.is_valid():
        value = actions.reveal_contact(by=request.post, request=asked, purpose=form.cleaned_data["purpose"])
    else:
        note_look(request, asked, card)
    context = {
        **frame(request, asked.household), "form": form, "label": _("How to reach them"), "value": value,
        "masked": masked_text(asked.contact),
        "back": reverse("rights:request", kwargs={"card": card, "item": item}),
    }  # fmt: skip
    return render(request, "families/reveal.html", context)


@needs("rights.copy", record="card", fresh=True)
def copy(request: Request, card: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Make the copy: everything held about the person, as PDF and JSON, in an archive the family can open."""
    asked = request_of(request, card, item)
    form = CopyForm(request.POST or None)
    if form.is_valid() and asked.person and asked.household:
        made, count = packed(asked.person, request.post, form.cleaned_data["password"])
        if attempt(form, lambda: actions.hand_over(by=request.post, request=asked, sections=count)):
            return download(made, "application/zip", f"{asked.code}.zip")
    note_look(request, asked, card)
    return form_page(
        request, _("Make the copy"), form, crumbs=[desk_link(), item_link(asked, card)],
        action=_("Make the copy"),
        sentence=_("Everything held about this person, to read and for programs, in one archive."),
        consequences=[
            _("Other members of the family stand in it by their family name only."),
            _("That the copy was made is noted; the word that opens it is not."),
        ],
    )  # fmt: skip
