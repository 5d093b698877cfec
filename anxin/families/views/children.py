"""The interruption page before the file of a child under 14: why it stands there, that a look leaves a trace.

Gone past with a purpose, it stays away for this person, in this session and this post, for 15 minutes; the
session keeps ids and a moment, on the server.
"""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.families.actions import ask_for_child, child_access_of, open_child
from anxin.families.forms import AskForChildForm
from anxin.families.models import ChildAccess, Household, Person
from anxin.families.people import is_child
from anxin.ground.access.forms.reveals import PurposeForm
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused

from .card import card_of, frame

KEY, MINUTES = "children", 15


def stop(request: Request, household: Household, person: Person) -> HttpResponse | None:
    """The interruption page, or None when this request may go on: nobody under 14, or gone past just now."""
    if not is_child(person):
        return None
    access = child_access_of(request.post, person)
    if access is not None and _went_past(request, person):
        return None
    return _page(request, household, person, access)


def _went_past(request: Request, person: Person) -> bool:
    post, until = request.session.get(KEY, {}).get(person.pk.hex, ("", 0))
    return bool(post == request.post.pk.hex and until > now().timestamp())


def _page(
    request: Request, household: Household, person: Person, access: ChildAccess | None, **more: object
) -> HttpResponse:
    asked = ChildAccess.objects.filter(person=person, holder=request.post).order_by("-asked_at").first()
    context = {
        **frame(request, household),
        "person": person,
        "access": access,
        "asked": asked,
        "waits": asked is not None and asked.state == ChildAccess.State.ASKED,
        "form": PurposeForm(),
        "ask_form": AskForChildForm(),
        "minutes": MINUTES,
        **more,
    }
    status = 200 if request.method == "GET" or more else 403
    return render(request, "families/child.html", context, status=status)


def _child_of(request: Request, household: Household, person: uuid.UUID) -> Person:
    visible = Person.objects.visible_to(request.reach).select_related("household")
    return get_object_or_404(visible, pk=person, household=household)


def _to(person: Person) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("families:person", kwargs={"card": person.household_id, "person": person.pk})
    )


@needs("families.read", record="card")
@require_POST
def enter(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Go past the interruption page, with a purpose."""
    household = card_of(request, card)
    child = _child_of(request, household, person)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _page(request, household, child, child_access_of(request.post, child), form=form)
    try:
        open_child(by=request.post, person=child, purpose=form.cleaned_data["purpose"])
    except Refused as refused:
        messages.error(request, str(refused))
        return _to(child)
    until = now().timestamp() + MINUTES * 60
    kept = {key: one for key, one in request.session.get(KEY, {}).items() if one[1] > now().timestamp()}
    request.session[KEY] = {**kept, child.pk.hex: (request.post.pk.hex, until)}
    return _to(child)


@needs("families.read", record="card")
@require_POST
def ask(request: Request, card: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Ask the leader for access to one child's file."""
    household = card_of(request, card)
    child = _child_of(request, household, person)
    form = AskForChildForm(request.POST)
    if not form.is_valid():
        return _page(request, household, child, child_access_of(request.post, child), ask_form=form)
    try:
        ask_for_child(by=request.post, person=child, why=form.cleaned_data["why"])
        messages.success(request, _("Asked. Once the leader has approved, this page opens."))
    except Refused as refused:
        messages.error(request, str(refused))
    return _to(child)
