"""One's inbox, and where its digest goes."""

import uuid
from typing import cast

from django.conf import settings
from django.contrib import messages as said
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anxin.ground.access.gate import needs
from anxin.ground.access.models import Account
from anxin.ground.access.request import Request
from anxin.ground.ui.paging import keyset

from .actions import choose_channels, read_messages
from .forms import ChannelsForm
from .models import Message
from .sending import last_failed


@needs("account.own")
def inbox(request: Request) -> HttpResponse:
    """What one was told, newest first. Opening a message ticks it off and goes where it leads."""
    mine = Message.objects.for_reader(cast(Account, request.user), request.post)
    if request.method == "POST":
        return _tick(request, request.POST.get("message", ""))
    known = mine.select_related("post__unit")
    context = {
        "slice": keyset(known, request, order=("-at", "id"), total=mine.count()),
        "unread": mine.unread().count(),
    }
    return render(request, "messages/inbox.html", context)


def _tick(request: Request, which: str) -> HttpResponse:
    account = cast(Account, request.user)
    if not which:
        read_messages(by=request.post, account=account)
        return redirect("messages:inbox")
    try:
        one = Message.objects.for_reader(account, request.post).filter(pk=uuid.UUID(which)).first()
    except ValueError:
        one = None
    if one is None:
        raise Http404
    read_messages(by=request.post, account=account, only=one.pk)
    return redirect(one.opens)


@needs("account.own")
def channels(request: Request) -> HttpResponse:
    """Choose where the digest of a day goes besides the inbox."""
    account = cast(Account, request.user)
    form = ChannelsForm(account, request.POST if request.method == "POST" else None)
    if form.is_valid():
        choose_channels(by=request.post, account=account, chosen=form.chosen())
        said.success(request, _("Kept. The next digest goes there."))
        return redirect("messages:channels")
    context = {"form": form, "limits": settings.LIMITS["messages"], "failed": last_failed(account)}
    return render(request, "messages/channels.html", context)
