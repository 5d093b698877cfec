"""Requests for help: the officer's own page of them, the office's list, and the next step of one."""

import uuid

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt, done_or_told
from anxin.officers.actions import (
    agree_to_help,
    answer_request,
    ask_for_help,
    close_request,
    decline_help,
    withdraw_request,
)
from anxin.officers.actions.asking import limit
from anxin.officers.forms.help import AskForm, CloseForm, DecideForm, ToldForm, WordsForm
from anxin.officers.models import Death, HelpRequest, Leaving
from anxin.officers.queries import mine, own_requests, requests_counted, requests_of, visible
from anxin.officers.queries.help import TABS

from .seen import note_offered, seen

S = HelpRequest.State


@needs("officers.own")
def ask(request: Request) -> HttpResponse:
    """Ask for help on a telephone, and see what became of what one asked before."""
    if (officer := mine(request.user)) is None:
        return render(request, "officers/mine_none.html")
    form = AskForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: ask_for_help(by=request.post, officer=officer, asked=form.said())
    ):
        messages.success(
            request, _("Your request is with the office. It is read by those who give help, nobody else.")
        )
        return redirect("officers:ask")
    record("officers.own_asks_opened", by=request.post, on=officer)
    asked = own_requests(officer)[:20]
    context = {"form": form, "asked": asked, "days": limit("answer_working_days")}
    return render(request, "officers/help/ask.html", context)


@needs("officers.own")
@require_POST
def take_back(request: Request, ask: uuid.UUID) -> HttpResponse:
    """Take back one's own request before it is decided."""
    if (officer := mine(request.user)) is None:
        raise Http404
    asked = get_object_or_404(own_requests(officer), pk=ask)
    done_or_told(request, lambda: withdraw_request(by=request.post, request=asked))
    return redirect("officers:ask")


@needs("officers.help")
def asks(request: Request) -> HttpResponse:
    """What officers of one's scope ask for: to decide, being done, to be told, left behind, past."""
    tab = request.GET.get("show", "ask")
    tab = tab if tab in TABS else "ask"
    slice_ = keyset(requests_of(request.reach, tab), request, order=("due", "id"))
    shown = seen(one.officer_id for one in slice_.rows)
    record("officers.asks_listed", by=request.post, path=request.reach.lo, officers=shown)
    counted, here = requests_counted(request.reach), reverse("officers:asks")
    words = {"ask": _("To decide"), "do": _("Being done"), "tell": _("To be told")}
    words |= {"gone": _("No longer there"), "past": _("Past")}
    tabs = [Link(words[code], f"{here}?show={code}", counted.get(code), code == tab) for code in TABS]
    return render(request, "officers/help/asks.html", {"slice": slice_, "tabs": tabs, "tab": tab})


@needs("officers.help")
def ask_new(request: Request) -> HttpResponse:
    """Enter what an officer or his family asked for in person or by telephone."""
    officers = visible(request.reach).at_work()
    form = ToldForm(officers, request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: ask_for_help(by=request.post, officer=form.cleaned_data["officer"], asked=form.said()),
    ):
        messages.success(request, _("Written down. It stands on the list with the day of its answer."))
        return redirect("officers:asks")
    note_offered(request, form)
    return render(request, "officers/help/ask_new.html", {"form": form})


def _asked(request: Request, ask: uuid.UUID) -> HelpRequest:
    rows = HelpRequest.objects.visible_to(request.reach).select_related("officer__unit", "entered_by__unit")
    return get_object_or_404(rows.prefetch_related("steps__by__unit"), pk=ask)


@needs("officers.help")
def asked(request: Request, ask: uuid.UUID) -> HttpResponse:
    """One request: what was asked, where it stands, and the decision or the word that is due."""
    found = _asked(request, ask)
    form = _answer_form(request, found)
    if form is not None and form.is_valid() and attempt(form, lambda: _go_on(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("officers:asked", ask=found.pk)
    record("officers.ask_opened", by=request.post, on=found)
    return _page(request, found, form)


def _answer_form(request: Request, found: HelpRequest) -> DecideForm | WordsForm | None:
    if found.officer.left_why == Leaving.DIED:
        return None
    if found.state == S.ASKED:
        return DecideForm(request.post, found, request.POST or None)
    if found.state in (S.DONE, S.DECLINED):
        return WordsForm(_("What you told the officer"), request.POST or None)
    return None


def _go_on(request: Request, found: HelpRequest, form: DecideForm | WordsForm) -> object:
    if isinstance(form, DecideForm):
        return agree_to_help(by=request.post, request=found, decided=form.said())
    return answer_request(by=request.post, request=found, words=form.cleaned_data["words"])


def _page(
    request: Request, found: HelpRequest, form: DecideForm | WordsForm | None = None, **filled: Form
) -> HttpResponse:
    """The page of a request with the forms that its state leaves open; ``filled``: one that was sent."""
    left = found.is_left_behind
    death = Death.objects.filter(officer=found.officer_id).first() if left else None
    context = {
        "asked": found, "form": form, "given": getattr(found, "help", None), "steps": found.steps.all(),
        "death": death, "may_tell": request.post.may("officers.death"),
    }  # fmt: skip
    if left and (death is None or death.is_told):
        context["closing"] = CloseForm(to_card=_card_of(death))
    if found.state in (S.ASKED, S.AGREED) and found.officer.left_why != Leaving.DIED:
        context["decline"] = WordsForm(_("Why it cannot be done"))
    return render(request, "officers/help/asked.html", context | filled)


def _card_of(death: Death | None) -> bool:
    """Is there a card of the family that something may be handed on to?"""
    return death is not None and death.household_id is not None


@needs("officers.help")
def close(request: Request, ask: uuid.UUID) -> HttpResponse:
    """Decide what becomes of a request whose officer is no longer there."""
    found = _asked(request, ask)
    death = Death.objects.filter(officer=found.officer_id).first()
    form = CloseForm(request.POST or None, to_card=_card_of(death))
    if form.is_valid() and attempt(
        form, lambda: close_request(by=request.post, request=found, **form.cleaned_data)
    ):
        messages.success(request, _("Closed. It stands among the past requests, with its reason."))
        return redirect("officers:asked", ask=found.pk)
    return _page(request, found, closing=form)


@needs("officers.help")
def decline(request: Request, ask: uuid.UUID) -> HttpResponse:
    """Decide that it cannot be done, with the reason that the officer will read."""
    found = _asked(request, ask)
    form = WordsForm(_("Why it cannot be done"), request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: decline_help(by=request.post, request=found, reason=form.cleaned_data["words"])
    ):
        messages.success(request, _("Saved. Tell the officer next, in person."))
        return redirect("officers:asked", ask=found.pk)
    return _page(request, found, decline=form)
