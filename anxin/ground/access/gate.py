"""The gate: no view is open unless it says what it needs."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anxin.ground.database.scope import as_guest, narrow

from . import emergency
from .models import Grant, Post
from .models.grants import EMERGENCY
from .reach import Reach
from .request import Request

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True)
class Needs:
    """What a view needs: a permission, and the URL part that names the record access may be given to."""

    permission: str | None
    record: str | None = None


PUBLIC = Needs(None)
# No OPTIONS: a view that does not know it would show its whole page, and nobody would note the look.
METHODS = ["GET", "HEAD", "POST"]


def needs(permission: str, *, record: str | None = None) -> Callable[[V], V]:
    """Declare the permission a view needs. ``record``: the URL argument (a card's or request's id) for
    which access may have been given; the request's scope then narrows to that record's range."""

    def declare(view: V) -> V:
        view.needs = Needs(permission, record)  # type: ignore[attr-defined]  # read by the gate
        return view

    return declare


def public(view: V) -> V:
    """Declare that anybody may call this view: sign-in, language, health."""
    view.needs = PUBLIC  # type: ignore[attr-defined]
    return view


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
    post: Post | None = getattr(request, "post", None)
    if post is None:
        return render(request, "ui/no_post.html", status=403)
    if request.post_lost and request.method == "POST":  # written for the post that ended, not for this one
        messages.warning(request, _("The post you acted in has ended meanwhile; nothing was changed."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    if not post.may(wanted.permission):
        raise PermissionDenied
    if wanted.record and isinstance(kwargs.get(wanted.record), uuid.UUID):
        _follow_grant(request, post, kwargs[wanted.record], wanted.permission)
    return None


def _follow_grant(request: Request, post: Post, record: uuid.UUID, permission: str) -> None:
    """Narrow this request to the card that access was given to, unless it lies in the post's own scope.
    Access opened in an emergency comes last and reads only."""
    held = Grant.objects.held_by(post).current().filter(record=record)
    grant = min(held, key=lambda one: one.part == EMERGENCY, default=None)
    if grant is None or request.reach.holds(grant.path):
        return
    if grant.part == EMERGENCY:
        if not emergency.allows(request.method, permission):
            raise PermissionDenied
        post.only = emergency.READS | emergency.REVEALS
    request.reach = Reach.through(post, grant)
    narrow(request.reach.lo, request.reach.hi)
    as_guest(True)
