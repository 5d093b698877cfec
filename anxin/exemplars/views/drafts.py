"""Profiles under way: begun, written, handed in, decided, published."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.exemplars.actions import (
    approve,
    begin_draft,
    drop_passage,
    give_up,
    hand_in,
    note_consent,
    publish,
    rewrite_head,
    send_back,
    write_passage,
)
from anxin.exemplars.content.shapes import Told
from anxin.exemplars.forms import ConsentForm, DecideForm, HeadForm, PassageForm, ReasonForm
from anxin.exemplars.forms.drafts import APPROVE
from anxin.exemplars.models import Draft, Part, Theme
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt, outcome

from .one_form import form_page, pressed

READ, WRITE, DECIDE = "exemplars.draft", "exemplars.write", "exemplars.approve"


@needs(READ)
def drafts(request: Request) -> HttpResponse:
    """Versions under way, and those that were settled, the newest first."""
    rows = Draft.objects.of_area(request.reach).select_related("unit", "entered_by")
    slice_ = keyset(rows, request, order=("-entered_at", "id"))
    record("exemplars.drafts_listed", by=request.post, path=request.post.scope_root.path)
    return render(request, "exemplars/drafts.html", {"slice": slice_, "may_write": request.post.may(WRITE)})


def _draft(request: Request, draft: uuid.UUID) -> Draft:
    rows = Draft.objects.of_area(request.reach).select_related(
        "unit", "entered_by", "approved_by", "exemplar"
    )
    return get_object_or_404(rows, pk=draft)


@needs(WRITE)
def draft_new(request: Request) -> HttpResponse:
    """Begin the profile of a local exemplar."""
    form = HeadForm(data=request.POST or None)
    unit = request.post.scope_root
    if form.is_valid() and (
        made := outcome(form, lambda: begin_draft(by=request.post, unit=unit, head=form.said()))
    ):
        messages.success(request, _("The draft is open. Add deeds, posts and honours, each with its source."))
        return redirect("exemplars:draft", draft=made.pk)
    return form_page(
        request, form, title=_("Begin a profile"), small=unit.label, button=_("Begin the draft"),
        sentence=_("Somebody of your units to learn from. It is published once the leader has approved it."),
        back=reverse("exemplars:drafts"), crumbs=[(_("Profiles under way"), reverse("exemplars:drafts"))],
    )  # fmt: skip


@needs(READ)
def draft(request: Request, draft: uuid.UUID) -> HttpResponse:
    """One version: what it tells, what it lacks, and the next step."""
    found = _draft(request, draft)
    record("exemplars.draft_opened", by=request.post, on=found)
    profile = found.profile
    writes = request.post.may(WRITE)
    context = {
        "draft": found, "profile": profile, "themes": dict(Theme.choices),
        "parts": [(part, part.label, profile.of(part)) for part in Part],
        "writes": writes and found.is_open,
        "to_decide": found.state == Draft.State.HANDED_IN and request.post.may(DECIDE),
        "to_publish": found.state == Draft.State.APPROVED and writes,
    }  # fmt: skip
    return render(request, "exemplars/draft.html", context)


def _form(request: Request, found: Draft, form: forms.Form, **words: Any) -> HttpResponse:
    """A page with one form about a version."""
    here = reverse("exemplars:draft", kwargs={"draft": found.pk})
    name = found.profile.name.zh
    crumbs = [(_("Profiles under way"), reverse("exemplars:drafts")), (name, here)]
    return form_page(request, form, small=name, crumbs=crumbs, back=here, **words)


def _back(request: Request, found: Draft, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("exemplars:draft", draft=found.pk)


@needs(WRITE)
def head(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Write anew who it is about."""
    found = _draft(request, draft)
    form = HeadForm(found.profile, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: rewrite_head(by=request.post, draft=found, head=form.said())
    ):
        return _back(request, found, _("Saved."))
    return _form(request, found, form, title=_("Name, line and source"), button=_("Save"))


def _passage(found: Draft, key: uuid.UUID) -> tuple[str, Told]:
    """A passage of a version and the part it stands in."""
    profile = found.profile
    for part in Part.values:
        for told in profile.of(part):
            if told.key == str(key):
                return part, told
    raise Http404


@needs(WRITE)
def passage_new(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Add a passage."""
    return _write(request, _draft(request, draft), PassageForm(data=request.POST or None), _("Add a passage"))


@needs(WRITE)
def passage(request: Request, draft: uuid.UUID, passage: uuid.UUID) -> HttpResponse:
    """Write a passage anew."""
    found = _draft(request, draft)
    part, told = _passage(found, passage)
    form = PassageForm(told, part, request.POST or None)
    return _write(request, found, form, _("Write the passage anew"), told.key)


def _write(request: Request, found: Draft, form: PassageForm, title: str, key: str = "") -> HttpResponse:
    if form.is_valid():
        part, told = form.cleaned_data["part"], form.said()
        if attempt(form, lambda: write_passage(by=request.post, draft=found, part=part, told=told, key=key)):
            return _back(request, found, _("Saved."))
    return _form(request, found, form, title=title, button=_("Save"))


@needs(WRITE)
@require_POST
def passage_drop(request: Request, draft: uuid.UUID, passage: uuid.UUID) -> HttpResponse:
    """Take a passage out."""
    found = _draft(request, draft)
    _part, told = _passage(found, passage)

    def act() -> object:
        return drop_passage(by=request.post, draft=found, key=told.key)

    return pressed(request, act, _("Taken out."), "exemplars:draft", draft=found.pk)


@needs(WRITE)
def consent(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Note who agreed."""
    found = _draft(request, draft)
    form = ConsentForm(found, request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: note_consent(by=request.post, draft=found, consent=form.said())
    ):
        return _back(request, found, _("Noted."))
    sentence = _(
        "While somebody lives, the person agrees; afterwards the family. Without consent nothing is told."
    )
    return _form(request, found, form, title=_("Consent"), button=_("Note consent"), sentence=sentence)


@needs(WRITE)
@require_POST
def hand(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Ask the leader to approve it."""
    found = _draft(request, draft)
    said = _("Handed in. The leader finds it under profiles under way.")
    return pressed(
        request, lambda: hand_in(by=request.post, draft=found), said, "exemplars:draft", draft=found.pk
    )


@needs(DECIDE)
def decide(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Approve it, or give it back."""
    found = _draft(request, draft)
    form = DecideForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _decided(request, found, form)):
        return _back(request, found, _("Saved."))
    sentence = _("What is approved can be published for every post of this house to read.")
    return _form(
        request, found, form, title=_("Decide on the profile"), button=_("Decide on it"), sentence=sentence
    )


def _decided(request: Request, found: Draft, form: DecideForm) -> Draft:
    if form.cleaned_data["what"] == APPROVE:
        return approve(by=request.post, draft=found)
    return send_back(by=request.post, draft=found, reason=form.cleaned_data["words"])


@needs(WRITE)
def publish_(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Publish an approved version; asked once more before, as everybody reads it from then on."""
    found = _draft(request, draft)
    form = forms.Form(request.POST if request.method == "POST" else None)  # one button, no field
    if form.is_valid() and (exemplar := outcome(form, lambda: publish(by=request.post, draft=found))):
        messages.success(request, _("Published. Every post reads it now."))
        return redirect("exemplars:profile", exemplar=exemplar.pk)
    context = {
        "title": _("Publish the profile"), "form": form, "action": _("Publish"),
        "sentence": _("Every post reads it from now on. It can be taken back when consent ends."),
        "back": reverse("exemplars:draft", kwargs={"draft": found.pk}),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@needs(WRITE)
def drop(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Give a version up."""
    found = _draft(request, draft)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: give_up(by=request.post, draft=found, reason=form.cleaned_data["words"])
    ):
        return _back(request, found, _("Given up."))
    sentence = _("What was published before stands.")
    return _form(
        request, found, form, title=_("Give the version up"), button=_("Give it up"), sentence=sentence
    )
