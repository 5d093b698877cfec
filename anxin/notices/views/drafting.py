"""What every page on a notice on its way out does: find it, show one form about it, try an act."""

import uuid
from collections.abc import Callable

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import outcome
from anxin.notices.models import Notice

from .one_form import form_page


def found_draft(request: Request, draft: uuid.UUID) -> Notice:
    """A notice of the post's own unit that is not out yet; 404 for any other."""
    own = Notice.objects.readable_by(request.post).filter(unit=request.post.unit)
    return get_object_or_404(own.select_related("unit", "parent", "approved_by"), pk=draft)


def open_draft(request: Request, draft: uuid.UUID) -> Notice:
    """The same, as long as it is written in."""
    found = found_draft(request, draft)
    if not found.is_open_to_write:
        raise Http404
    return found


def draft_page(
    request: Request, form: forms.Form, notice: Notice | None, **words: str | Promise
) -> HttpResponse:
    """A page with one form about a notice."""
    above = [Link(_("On the way out"), reverse("notices:drafts:list"))]
    if notice:
        above.append(Link(notice.document, reverse("notices:drafts:draft", args=[notice.pk])))
    return form_page(request, form, above, **words)


def tried(request: Request, form: forms.Form, act: Callable[[], object]) -> bool:
    """Was the form sent, is it filled in, and did the act go through?"""
    return request.method == "POST" and form.is_valid() and outcome(form, act) is not None
