"""Trying an act from a page: a rule that says no becomes words on it."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from anxin.ground.jobs.refusals import Refused

T = TypeVar("T")


def attempt(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Did the act go through, whatever it gave? A rule that says no becomes an error of the form, and nothing
    was changed."""
    return outcome(form, lambda: (act(),)) is not None


def outcome(form: forms.BaseForm, act: Callable[[], T]) -> T | None:
    """What the act gave, or None when a rule said no, which the form then says. For an act that may itself
    give None, ``attempt`` tells the two apart."""
    try:
        return act()
    except Refused as no:
        form.add_error(None, str(no))
        return None


def done_or_told(request: HttpRequest, act: Callable[[], object], said: str = "") -> None:
    """Do what a button asks, and say how it went; ``said``: what stands for "Saved."."""
    try:
        act()
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, said or _("Saved."))
