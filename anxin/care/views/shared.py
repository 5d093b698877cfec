"""What every page of care does alike: show a card's frame, try an act, turn a refusal into a form error."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from anxin.families.models import Household
from anxin.families.views.card import frame
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused

T = TypeVar("T")


def page(request: Request, household: Household, template: str, **context: object) -> HttpResponse:
    """A page of one family's card."""
    return render(request, template, {**frame(request, household), **context})


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Did the act go through? A rule that says no becomes an error of the form, and nothing was changed."""
    return outcome(form, act) is not None


def outcome(form: forms.Form, act: Callable[[], T]) -> T | None:
    """What the act gave, or None when a rule said no."""
    try:
        return act()
    except Refused as no:
        form.add_error(None, str(no))
        return None
