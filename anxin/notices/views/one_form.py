"""A page that is one form, as the pages about a notice show it."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Link


def form_page(request: Request, form: forms.Form, above: list[Link], **words: str | Promise) -> HttpResponse:
    """A page with one form: its title, a sentence, what its button says; ``above`` leads back."""
    context = {"form": form, "above": above, "back": above[-1].url, **words}
    return render(request, "notices/form.html", context, status=422 if form.errors else 200)
