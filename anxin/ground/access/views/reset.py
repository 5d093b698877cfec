"""Helping somebody who cannot sign in: the security administrator's page for one account."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render

from anxin.ground.access import actions
from anxin.ground.access.forms.signing import ResetForm
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Account, Post
from anxin.ground.access.request import Request
from anxin.ground.jobs.refusals import Refused


@needs("accounts.reset", fresh=True)
def reset(request: Request, account: uuid.UUID) -> HttpResponse:
    """Give an initial secret, shown once. An account of another line answers as one that does not exist."""
    post = _post_in_line(request.post, account)
    form = ResetForm(request.POST or None)
    secret = ""
    if form.is_valid():
        try:
            secret = _help(request.post, Account.objects.get(pk=account), form.cleaned_data["factors"])
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "access/reset.html", {"form": form, "whose": post, "secret": secret})


def _help(by: Post, whose: Account, factors: bool) -> str:
    secret = actions.reset_password(by=by, account=whose)
    if factors:
        actions.clear_factors(by=by, account=whose)
    return secret


def _post_in_line(by: Post, account: uuid.UUID) -> Post:
    """A post that the account holds within the administrator's line; one's own account is not helped here."""
    lo = by.scope_root.path
    held = Post.objects.current().filter(account_id=account, unit__path__gte=lo, unit__path__lt=lo + "~")
    post = held.exclude(account=by.acting).select_related("unit", "account").first()
    if post is None:
        raise Http404
    return post
