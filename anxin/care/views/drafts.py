"""Drafts of visits: kept from any device, sent once, two versions side by side; nothing written is lost."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.actions import Crossed, drop_draft
from anxin.care.drafting import Writing, changed_since, key_of, merged, writing_of
from anxin.care.models import VisitDraft
from anxin.care.queries import own_drafts
from anxin.families.models import Household
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .writing import keep_or_compare, keep_writing, send_form, visit_form


@needs("care.visit", record="card")
@require_POST
def keep(request: Request, card: uuid.UUID) -> HttpResponse:
    """A field changed on some device: keep it. 200 with the new version, 409 if another device was faster."""
    household = card_of(request, card)
    writing = writing_of(request.POST, visit_form(request, household))
    try:
        return JsonResponse(_told(keep_writing(request, household, writing)))
    except Crossed as crossed:
        return JsonResponse({"version": crossed.draft.version, "said": [str(crossed)]}, status=409)
    except Refused as no:
        return JsonResponse({"said": [str(no)], "sent": no.code == "care.draft_sent"}, status=422)


def _told(draft: VisitDraft) -> dict[str, object]:
    return {"key": str(draft.key), "version": draft.version}


@needs("care.visit", record="card")
@require_POST
def send(request: Request, card: uuid.UUID) -> HttpResponse:
    """A form that waited on a telephone: recorded once, or kept as a draft with what is wrong with it."""
    household = card_of(request, card)
    form = visit_form(request, household, request.POST)
    writing = writing_of(request.POST, form)
    try:
        if form.is_valid():
            if not send_form(request, household, writing, form).again:  # else it was said the first time
                messages.success(
                    request,
                    _("The visit is recorded. What was promised stands on the desk of whoever does it."),
                )
            return JsonResponse({"sent": reverse("care:visits", kwargs={"card": household.pk})})
        said = changed_since(form, household, writing.said) or [_("Something is missing in it.")]
    except Refused as no:
        said = [str(no)]
    return _kept_instead(request, household, writing, said)


def _kept_instead(request: Request, household: Household, writing: Writing, said: list[str]) -> HttpResponse:
    answer: dict[str, object] = {
        "said": said,
        "open": reverse("care:visit_new", kwargs={"card": household.pk}),
    }
    try:
        answer |= _told(keep_writing(request, household, writing))
    except Refused as no:  # crossed too: the telephone keeps it and shows both
        return JsonResponse(answer | {"said": [*said, str(no)]}, status=409)
    return JsonResponse(answer, status=422)


@needs("care.visit", record="card")
@require_POST
def compare(request: Request, card: uuid.UUID) -> HttpResponse:
    """Two versions of one draft, field by field; what was picked becomes the next version."""
    household = card_of(request, card)
    form = visit_form(request, household, request.POST)
    mine = writing_of(request.POST, form)
    own = VisitDraft.objects.visible_to(request.reach).own(request.post).filter(household=household)
    kept = own.filter(pk=mine.key).first()
    picked = request.POST.get("picked", "")
    if kept is not None and picked.isdigit():
        mine = Writing(mine.key, int(picked), merged(mine.said, kept.said, request.POST))
    return keep_or_compare(request, household, mine, form) or redirect("care:visit_new", card=household.pk)


@needs("care.visit", record="card")
@require_POST
def drop(request: Request, card: uuid.UUID) -> HttpResponse:
    """Throw one's own draft away. One that is gone already, sent or thrown away twice, is as it should be."""
    household = card_of(request, card)
    rows = VisitDraft.objects.visible_to(request.reach).own(request.post).filter(household=household)
    if draft := rows.filter(pk=key_of(request.POST.get("key", ""))).first():
        drop_draft(by=request.post, draft=draft)
    messages.success(request, _("The draft is gone."))
    return redirect("care:visit_new", card=household.pk)


@needs("care.visit")
def drafts(request: Request) -> HttpResponse:
    """One's own drafts, of every family one may visit, the last touched first."""
    rows = own_drafts(request.post)
    shown = [row.draft.household_id for row in rows]
    place = request.reach.lo or request.post.unit.path
    record("care.drafts_listed", by=request.post, path=place, cards=shown)
    return render(request, "care/drafts.html", {"rows": rows})
