"""Entering officers, saying where they stand, letting them go."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Words
from anxin.ground.ui.trying import attempt, done_or_told, outcome
from anxin.officers import actions
from anxin.officers.forms import AccountForm, EndForm, FrontForm, LeavingForm, OfficerForm
from anxin.officers.models import Officer
from anxin.officers.queries import visible


def found(request: Request, officer: UUID) -> Officer:
    """An officer within reach; else 404."""
    return get_object_or_404(visible(request.reach), pk=officer)


@needs("officers.write")
def new(request: Request) -> HttpResponse:
    """Enter an officer by hand."""
    return _entered(request, None, _("Enter an officer"), actions.add_officer)


@needs("officers.write")
def correct(request: Request, officer: UUID) -> HttpResponse:
    """Correct what is entered; another unit is a transfer."""
    one = found(request, officer)
    return _entered(request, one, _("Correct or transfer"), partial(actions.correct_officer, officer=one))


def _entered(
    request: Request, officer: Officer | None, title: Words, act: Callable[..., Officer]
) -> HttpResponse:
    """Try the act with what is entered of an officer; then the officer's page, or the form again."""
    form = OfficerForm(request.POST or None, post=request.post, officer=officer)
    if form.is_valid() and (kept := outcome(form, lambda: act(by=request.post, **form.told()))):
        return redirect("officers:officer", officer=kept.pk)
    return _page(request, officer, form, title)


@needs("officers.write")
def front(request: Request, officer: UUID) -> HttpResponse:
    """Where the officer stands from a day on."""
    return _done(request, officer, FrontForm, _("At the front from a day on"), actions.begin_front)


@needs("officers.write")
def front_end(request: Request, officer: UUID) -> HttpResponse:
    """At the front no more."""
    return _done(request, officer, EndForm, _("At the front no more"), actions.end_front)


@needs("officers.write")
def leaving(request: Request, officer: UUID) -> HttpResponse:
    """No longer an officer of the unit."""
    return _done(request, officer, LeavingForm, _("No longer an officer of the unit"), actions.let_go)


@needs("officers.write")
def leaving_back(request: Request, officer: UUID) -> HttpResponse:
    """Take back a leaving that was recorded by mistake."""
    one = found(request, officer)
    back = reverse("officers:officer", args=[one.pk])
    if request.method == "POST":
        done_or_told(request, lambda: actions.take_leaving_back(by=request.post, officer=one))
        return redirect(back)
    context = {
        "title": _("Recorded by mistake"), "action": _("Take it back"), "back": back,
        "sentence": _("The officer is at work again as before. The account is joined again by hand."),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@needs("officers.write")
def account(request: Request, officer: UUID) -> HttpResponse:
    """Whom the officer signs in as."""
    return _done(request, officer, AccountForm, _("Account for one's own care"), actions.join_account)


def _done(
    request: Request,
    officer: UUID,
    asks: Callable[..., forms.Form],
    title: Words,
    act: Callable[..., object],
) -> HttpResponse:
    """Ask about one officer and try the act with the answers; then the officer's page, or the form again."""
    one = found(request, officer)
    form = asks(request.POST if request.method == "POST" else None, officer=one)
    if form.is_valid() and attempt(form, lambda: act(by=request.post, officer=one, **form.cleaned_data)):
        return redirect("officers:officer", officer=one.pk)
    return _page(request, one, form, title)


def _page(request: Request, officer: Officer | None, form: forms.Form, title: Words) -> HttpResponse:
    context = {"form": form, "officer": officer, "title": title}
    return render(request, "officers/roster_form.html", context, status=422 if form.errors else 200)
