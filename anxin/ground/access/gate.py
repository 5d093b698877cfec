"""The gate: no view is open unless it says what it needs."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.translation import gettext as _

from anxin.ground.database.scope import as_guest, narrow

from . import emergency
from .models import Account, Grant, Post
from .models.grants import EMERGENCY
from .reach import Reach
from .request import Request
from .signin import standing

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True)
class Needs:
    """What a view needs: a permission, the URL part that names the record access may be given to, a fresh
    proof of who acts; and whether it is one of the pages that stand before all others."""

    permission: str | None
    record: str | None = None
    fresh: bool = False
    early: str = ""


PUBLIC = Needs(None)
# No OPTIONS: a view that does not know it would show its whole page, and nobody would note the look.
METHODS = ["GET", "HEAD", "POST"]


def needs(
    permission: str, *, record: str | None = None, fresh: bool = False, early: str = ""
) -> Callable[[V], V]:
    """Declare the permission a view needs. ``record``: the URL argument (a card's or request's id) for
    which access may have been given; the request's scope then narrows to that record's range. ``fresh``:
    password or second factor must have been shown within the last ten minutes (limits.toml); put it on the
    page with the form too, so that nothing typed is lost. ``early``: what this page settles (standing.py)."""

    def declare(view: V) -> V:
        view.needs = Needs(permission, record, fresh, early)  # type: ignore[attr-defined]  # read by the gate
        return view

    return declare


def public(view: V) -> V:
    """Declare that anybody may call this view: sign-in, language, health."""
    view.needs = PUBLIC  # type: ignore[attr-defined]
    return view


def opens(post: Post, url: str) -> bool:
    """Does the page at an address of this site stand open to this post at all, whatever the record?"""
    wanted: Needs = resolve(urlsplit(url).path).func.needs  # type: ignore[attr-defined]  # every view declares it
    return wanted.permission is None or post.may(wanted.permission)


def check(request: Request, view: Callable[..., Any], kwargs: dict[str, Any]) -> HttpResponseBase | None:
    """Let the request pass (None), or answer it: sign-in page, "no post", or PermissionDenied."""
    wanted: Needs | None = getattr(view, "needs", None)
    if wanted is None:
        raise PermissionDenied("this view declares no permission")
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if wanted.permission is None:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(
            request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
        )
    if answer := _check_post(request, request.user, wanted):
        return answer
    if wanted.record and isinstance(kwargs.get(wanted.record), uuid.UUID):
        return _follow_grant(request, request.post, kwargs[wanted.record], wanted.permission)
    return None


def _check_post(request: Request, account: Account, wanted: Needs) -> HttpResponseBase | None:
    """Is there a post at work, is all that signing in asks for done, does the post hold the permission?"""
    post: Post | None = getattr(request, "post", None)
    if post is None:
        return render(request, "ui/no_post.html", status=403)
    if request.post_lost and request.method == "POST":  # written for the post that ended, not for this one
        messages.warning(request, _("The post you acted in has ended meanwhile; nothing was changed."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    if owed := standing.due(request, account, request.posts, wanted.early):
        return owed
    if wanted.permission is None or not post.may(wanted.permission):
        raise PermissionDenied
    if wanted.fresh and not standing.is_fresh(request, account):
        return standing.again(request)
    return None


def _follow_grant(request: Request, post: Post, record: uuid.UUID, permission: str) -> HttpResponse | None:
    """Narrow this request to the card that access was given to, unless it lies in the post's own scope.
    Access opened in an emergency comes last and reads only: anything else is answered with that."""
    held = Grant.objects.held_by(post).current().filter(record=record)
    grant = min(held, key=lambda one: one.part == EMERGENCY, default=None)
    if grant is None or request.reach.holds(grant.path):
        return None
    if grant.part == EMERGENCY:
        if not emergency.allows(request.method, permission):
            return render(request, "access/emergency_only.html", {"card": record}, status=403)
        post.only = emergency.READS | emergency.REVEALS
    request.reach = Reach.through(post, grant)
    narrow(request.reach.lo, request.reach.hi)
    as_guest(True)
    return None
