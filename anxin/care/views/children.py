"""The leader's page: who may open the files of children under 14."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.care.forms.children import DecideForm, StandingForm
from anxin.care.queries import asked_for_children, family_title, namings
from anxin.families.actions import approve_standing, decide_child_access
from anxin.families.models import ChildAccess
from anxin.families.views.card import card_of
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record


@needs("families.child_approve")
def approvals(request: Request) -> HttpResponse:
    """What waits for the leader: single requests, and people named for families with children under 14."""
    asked = asked_for_children(request.reach)
    named = namings(request.reach, today())
    record(
        "care.children_listed",
        by=request.post,
        path=request.reach.lo or request.post.unit.path,
        cards={one.household_id for one in asked} | {one.household.pk for one in named},
    )
    context = {
        "asked": [(one, family_title(one.household)) for one in asked],
        "named": [(one, family_title(one.household)) for one in named],
        "missing": sum(one.until is None for one in named),
        "decide_form": DecideForm(),
        "standing_form": StandingForm(),
    }
    return render(request, "care/children.html", context)


@needs("families.child_approve", record="card")
@require_POST
def decide(request: Request, card: uuid.UUID, access: uuid.UUID) -> HttpResponse:
    """Approve one request for some hours, or refuse it and say why."""
    household = card_of(request, card)
    asked = get_object_or_404(
        ChildAccess.objects.visible_to(request.reach), pk=access, household=household, standing=False
    )
    agree, form = request.POST.get("agree") == "yes", DecideForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    hours, why = given.get("hours") or 0, given.get("why", "")
    try:
        decide_child_access(by=request.post, access=asked, agree=agree, hours=hours, why=why)
        messages.success(request, _("Approved.") if agree else _("Refused; the one who asked reads why."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("care:children")


@needs("families.child_approve", record="card")
@require_POST
def standing(request: Request, card: uuid.UUID, holder: uuid.UUID) -> HttpResponse:
    """Approve, with an end, that somebody named for this family opens the files of its children."""
    household = card_of(request, card)
    holders = [one.post for one in namings(request.reach, today()) if one.household.pk == household.pk]
    found = get_object_or_404(Post.objects.filter(pk__in=[one.pk for one in holders]), pk=holder)
    form = StandingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the day on which the approval ends."))
        return redirect("care:children")
    try:
        approve_standing(by=request.post, household=household, holder=found, until=form.cleaned_data["until"])
        messages.success(request, _("Approved."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("care:children")
