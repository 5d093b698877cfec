"""A page that is one form or one button, as the pages about exemplars and study show it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anxin.ground.access.request import Request
from anxin.ground.ui.trying import done_or_told


def pressed(request: Request, act: Callable[[], object], said: str, back: str, **kwargs: Any) -> HttpResponse:
    """What a button asks: done, or told why not, and back to a page."""
    done_or_told(request, act, said)
    return redirect(reverse(back, kwargs=kwargs))


def form_page(request: Request, form: forms.Form, **words: Any) -> HttpResponse:
    """A page that is one form: ``title``, ``small``, ``sentence``, ``button``, ``crumbs``, ``back``."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "exemplars/form_page.html", {"form": form, **words}, status=status)
