"""The list of real help (办实事) by unit, and the catalogue of the four kinds."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt, outcome
from anxin.ground.units.models import Unit
from anxin.officers.actions import drop_help, end_help_entry, finish_help, plan_help, write_help_entry
from anxin.officers.forms.help import DONE, EndEntryForm, EntryForm, SettleForm, UnitHelpForm
from anxin.officers.models import Help, HelpEntry, HelpKind, Payment
from anxin.officers.queries import funds_over
from anxin.officers.queries import helps as helps_within

from .seen import seen

H = Help.State


@needs("officers.help")
def helps(request: Request) -> HttpResponse:
    """The list of real help within one's scope: under way or done, by kind if asked for."""
    done, kind = request.GET.get("show") == "done", request.GET.get("kind", "")
    rows = helps_within(request.reach).filter(state=H.DONE if done else H.PLANNED)
    if kind in HelpKind.values:
        rows = rows.filter(kind=kind)
    slice_ = keyset(rows, request, order=("-done_on", "id") if done else ("due", "id"))
    shown = seen(one.officer_id for one in slice_.rows)
    record("officers.helps_listed", by=request.post, path=request.reach.lo, officers=shown)
    context = {"slice": slice_, "done": done, "tabs": _tabs(done), "chips": _chips(done, kind)}
    return render(request, "officers/help/helps.html", context)


def _tabs(done: bool) -> list[Link]:
    here = reverse("officers:helps")
    return [
        Link(_("Under way"), here, current=not done),
        Link(_("Help done"), f"{here}?show=done", current=done),
    ]


def _chips(done: bool, kind: str) -> list[Link]:
    base = reverse("officers:helps") + ("?show=done&" if done else "?")
    every = Link(_("all kinds"), base.rstrip("&?"), current=kind not in HelpKind.values)
    return [
        every,
        *(Link(words, f"{base}kind={code}", current=kind == code) for code, words in HelpKind.choices),
    ]


@needs("officers.help")
def help_new(request: Request) -> HttpResponse:
    """Decide on a help for the officers of a unit that nobody had to ask for."""
    form = UnitHelpForm(request.post, Unit.objects.visible_to(request.reach), request.POST or None)
    if form.is_valid() and (
        given := outcome(
            form, lambda: plan_help(by=request.post, unit=form.cleaned_data["unit"], decided=form.said())
        )
    ):
        messages.success(request, _("It stands on the list of help."))
        return redirect("officers:help", given=given.pk)
    return render(request, "officers/help/help_new.html", {"form": form})


@needs("officers.help")
def help_(request: Request, given: uuid.UUID) -> HttpResponse:
    """One help: what, for whom, on what ground; and how it ended."""
    found = get_object_or_404(helps_within(request.reach), pk=given)
    form = None if found.settled else SettleForm(found, request.POST or None)
    if form is not None and form.is_valid() and attempt(form, lambda: _settle(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("officers:help", given=found.pk)
    record("officers.help_opened", by=request.post, on=found)
    context: dict[str, Any] = {"given": found, "form": form, "may_pay": request.post.may("officers.fund")}
    if found.officer_id and context["may_pay"]:
        context["payments"] = Payment.objects.visible_to(request.reach).filter(help=found)
        context["funds"] = [] if found.state == H.DROPPED else funds_over(request.reach, found)
    return render(request, "officers/help/help.html", context)


def _settle(request: Request, found: Help, form: SettleForm) -> Help:
    words = form.cleaned_data["words"]
    if form.cleaned_data["what"] == DONE:
        return finish_help(by=request.post, given=found, words=words)
    return drop_help(by=request.post, given=found, reason=words)


@needs("officers.help")
def catalogue(request: Request) -> HttpResponse:
    """What officers of this place are given, by the four kinds, with the ground of each."""
    entries = HelpEntry.objects.for_path(request.post.scope_root.path).select_related("unit")
    past = request.GET.get("show") == "past"
    shown = entries.exclude(until=None) if past else entries.filter(until=None)
    groups = [(words, [one for one in shown if one.kind == code]) for code, words in HelpKind.choices]
    here = reverse("officers:help_catalogue")
    tabs = [
        Link(_("in force"), here, current=not past),
        Link(_("ended"), f"{here}?show=past", current=past),
    ]
    return render(request, "officers/help/catalogue.html", {"groups": groups, "tabs": tabs, "past": past})


@needs("officers.help")
def entry_new(request: Request) -> HttpResponse:
    """Write an entry of the catalogue."""
    form = EntryForm(Unit.objects.visible_to(request.reach), request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: write_help_entry(by=request.post, unit=form.cleaned_data["unit"], offered=form.said()),
    ):
        messages.success(request, _("The entry stands in the catalogue."))
        return redirect("officers:help_catalogue")
    return render(request, "officers/help/entry_new.html", {"form": form})


@needs("officers.help")
def entry(request: Request, help_entry: uuid.UUID) -> HttpResponse:
    """One entry of the catalogue, and its end."""
    lo, hi = request.post.bounds
    rows = HelpEntry.objects.filter(unit__path__gte=lo, unit__path__lt=hi).select_related(
        "unit", "entered_by"
    )
    found = get_object_or_404(rows, pk=help_entry)
    form = EndEntryForm(found, request.POST or None) if found.until is None else None
    if (
        form is not None
        and form.is_valid()
        and attempt(form, lambda: end_help_entry(by=request.post, entry=found, **form.cleaned_data))
    ):
        messages.success(request, _("The entry has ended. Help that rests on it stands."))
        return redirect("officers:help_catalogue")
    return render(request, "officers/help/entry.html", {"entry": found, "form": form})
