"""What the pages of rights do alike."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Link

Words = str | Promise
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def form_page(
    request: Request, title: Words, form: forms.Form | None, *, crumbs: Sequence[Link], action: Words,
    sentence: Words = "", consequences: Sequence[Words] = (),
) -> HttpResponse:  # fmt: skip
    """A page with one form: what it does, what follows from it, one button."""
    context = {
        "title": title, "form": form, "crumbs": crumbs, "action": action, "sentence": sentence,
        "consequences": consequences, "back": crumbs[-1].url,
    }  # fmt: skip
    return render(request, "rights/form.html", context, status=422 if form and form.errors else 200)


def download(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file that no browser keeps; its name never holds a person's."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
