"""Pages on exemplars: public to every post."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.exemplars.actions import renew_exemplar, withdraw_exemplar
from anxin.exemplars.content.liao_junbo import PROFILE
from anxin.exemplars.doors import tabs
from anxin.exemplars.forms import ReasonForm
from anxin.exemplars.models import Exemplar, Material, Part, Passage, Theme
from anxin.exemplars.thoughts import thoughts
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.database.tongues import told as in_tongue
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt

from .one_form import form_page


@needs("exemplars.read")
def exemplars(request: Request) -> HttpResponse:
    """The list of exemplars: the house's own first, then those of units in the order of the tree."""
    rows = Exemplar.objects.published().select_related("unit").prefetch_related("passages")
    slice_ = keyset(rows, request, order=("path", "name", "id"))
    context = {
        "slice": slice_,
        "tabs": tabs(request, "exemplars:list"),
        "may_write": request.post.may("exemplars.write"),
        "may_read_drafts": request.post.may("exemplars.draft"),
    }
    return render(request, "exemplars/list.html", context)


def _exemplar(exemplar: uuid.UUID) -> Exemplar:
    return get_object_or_404(Exemplar.objects.published().select_related("unit"), pk=exemplar)


def _told(exemplar: Exemplar) -> Mapping[str, list[Passage]]:
    """Its passages by part, each with the quality it is told under."""
    passages = list(exemplar.passages.all())
    return {part: [one for one in passages if one.part == part] for part in Part.values}


@needs("exemplars.read")
def profile(request: Request, exemplar: uuid.UUID) -> HttpResponse:
    """One exemplar's profile."""
    found = _exemplar(exemplar)
    lo, hi = request.post.area
    context = {
        "exemplar": found, "told": _told(found), "mine": found.unit_id is not None and lo <= found.path < hi,
        "materials": found.materials.in_use()[:20],
        "may_write": request.post.may("exemplars.write"),
    }  # fmt: skip
    return render(request, "exemplars/profile.html", context)


@needs("exemplars.read")
def aloud(request: Request, exemplar: uuid.UUID) -> HttpResponse:
    """The profile to be read aloud: large letters, one thought a paragraph, nothing else on the page."""
    found = _exemplar(exemplar)
    told = _told(found)
    spoken = [
        (one.heading_label, thoughts(one.label)) for part in (Part.DEED, Part.QUALITY) for one in told[part]
    ]
    return render(request, "exemplars/aloud.html", {"exemplar": found, "told": told, "spoken": spoken})


@needs("exemplars.read")
def themes(request: Request) -> HttpResponse:
    """The four qualities: what the notice says of each, who showed it, and with what one can study it."""
    context = {
        "themes": {theme.value: _theme(theme) for theme in Theme},
        "source": in_tongue(PROFILE.source.zh, PROFILE.source.en),
        "tabs": tabs(request, "exemplars:themes"),
    }
    return render(request, "exemplars/themes.html", context)


def _theme(theme: Theme) -> dict[str, Any]:
    """One quality: the notice's words, and what units tell and provide under it."""
    told = next(one for one in PROFILE.of(Part.QUALITY) if one.theme == theme)
    shown = Passage.objects.filter(part=Part.DEED, theme=theme, exemplar__withdrawn_on=None)
    return {
        "label": theme.label,
        "heading": in_tongue(told.heading.zh, told.heading.en),
        "words": in_tongue(told.words.zh, told.words.en),
        "deeds": shown.select_related("exemplar").order_by("exemplar__path", "order")[:20],
        "materials": Material.objects.in_use().filter(theme=theme)[:10],
    }


def _own(request: Request, exemplar: uuid.UUID) -> Exemplar:
    """A published local one of the units that the post answers for."""
    lo, hi = request.post.area
    rows = Exemplar.objects.published().exclude(unit=None).filter(path__gte=lo, path__lt=hi)
    return get_object_or_404(rows.select_related("unit"), pk=exemplar)


@needs("exemplars.write")
def renew(request: Request, exemplar: uuid.UUID) -> HttpResponse:
    """Begin the next version."""
    found = _own(request, exemplar)
    under_way = found.drafts.open().first()
    if under_way is not None or request.method != "POST":
        return redirect("exemplars:draft", draft=under_way.pk) if under_way else _ask_to_renew(request, found)
    draft = renew_exemplar(by=request.post, exemplar=found)
    messages.success(request, _("The next version is open. The published one stands until this one is."))
    return redirect("exemplars:draft", draft=draft.pk)


def _ask_to_renew(request: Request, found: Exemplar) -> HttpResponse:
    context = {
        "title": _("Write the next version"), "action": _("Begin it"),
        "sentence": _("It begins with what is published and goes to the leader before it takes its place."),
        "back": reverse("exemplars:profile", kwargs={"exemplar": found.pk}),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@needs("exemplars.write")
def withdraw(request: Request, exemplar: uuid.UUID) -> HttpResponse:
    """Take a local profile back."""
    found = _own(request, exemplar)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: withdraw_exemplar(by=request.post, exemplar=found, reason=form.cleaned_data["words"]),
    ):
        messages.success(request, _("Taken back. Nobody reads it here any more."))
        return redirect("exemplars:list")
    back = reverse("exemplars:profile", kwargs={"exemplar": found.pk})
    return form_page(
        request, form, title=_("Take the profile back"), small=found.name_label, button=_("Take it back"),
        sentence=_("As when consent ends. What was printed is printed; here it is gone at once."),
        back=back, crumbs=[(found.name_label, back)],
    )  # fmt: skip
