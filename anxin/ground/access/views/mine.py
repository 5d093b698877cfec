"""One's own posts: which they are, in whose hands they are for a time, and what they may do."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.actions import delegate, end_delegation
from anxin.ground.access.forms.accounts import DelegationForm
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Delegation, DelegationQuerySet, Post
from anxin.ground.access.request import Request
from anxin.ground.access.rights import Role, table
from anxin.ground.ui.trying import attempt


@needs("access.delegate")
def mine(request: Request) -> HttpResponse:
    """The posts one acts in, and what is handed on: given and taken."""
    form = DelegationForm(request.post, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _hand_on(request, form)):
        messages.success(request, _("Handed on. It ends by itself, and you may end it before."))
        return redirect("access:mine")
    me, standing = request.post.acting_id, _known(request).standing().select_related("post__unit", "to")
    given = [one for one in standing if one.post.account_id == me]
    context = {
        "form": form,
        "given": _with_names(given),
        "taken": [one for one in standing if one.to_id == me],
        "may_ask": request.post.may("approvals.ask"),
    }
    return render(request, "access/mine.html", context)


def _with_names(given: list[Delegation]) -> list[Delegation]:
    """Each with the colleague's name as his own post tells it; accounts have no names."""
    posts = Post.objects.current().filter(account__in=[one.to_id for one in given])
    names = dict(posts.values_list("account", "name"))
    for one in given:
        one.colleague = names.get(one.to_id, one.to.login)
    return given


def _hand_on(request: Request, form: DelegationForm) -> Delegation:
    given = dict(form.cleaned_data)
    return delegate(by=request.post, to=given.pop("to").account, **given)


def _known(request: Request) -> DelegationQuerySet:
    """The delegations that concern whoever is at the keyboard: of his posts, or to him."""
    me = request.post.acting_id
    return Delegation.objects.filter(Q(post__account=me) | Q(to=me))


@needs("access.delegate")
@require_POST
def take_back(request: Request, delegation: uuid.UUID) -> HttpResponse:
    """End a delegation before its day."""
    found = get_object_or_404(_known(request).standing(), pk=delegation)
    end_delegation(by=request.post, delegation=found)
    messages.success(request, _("Ended."))
    return redirect("access:mine")


@needs("access.rights")
def rights(request: Request) -> HttpResponse:
    """Who may do what (权限表): the very table that the gate reads; on a telephone role by role,
    one's own open."""
    of_role = [
        (code, role, [right for right in table() if code in right.roles]) for code, role in Role.choices
    ]
    of_role.sort(key=lambda one: one[0] != request.post.role)
    context = {"roles": Role.choices, "rows": table(), "of_role": of_role}
    return render(request, "access/rights.html", context)
