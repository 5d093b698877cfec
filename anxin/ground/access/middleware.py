"""One post a session, one scope a request. Stands last, inside the views' own transaction rules."""

import uuid
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string

from anxin.ground.database.scope import as_guest, holder, scope
from anxin.ground.days import workdays
from anxin.ground.days.clock import now
from anxin.ground.journal.actions import record, request_id, unnoted_look

from . import gate
from .models import Account, Post, posts_in_hand
from .noting import note_refusal
from .reach import Reach, grants_kept
from .request import Request
from .signin.sessions import end_if_over

SESSION_KEY = "post"
READING = ("GET", "HEAD")  # requests that change nothing
SHOWN = (200, 422)  # answers that are a page of the record asked for


class RequestIdMiddleware:
    """Take X-Request-ID in (or make one), keep it for journal and log, and send it back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        mine = given if given.isascii() and given.replace("-", "").isalnum() and len(given) <= 64 else ""
        request.request_id = mine or uuid.uuid4().hex  # type: ignore[attr-defined]  # read by config.logs
        token = request_id.set(request.request_id)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class ScopeMiddleware:
    """Open the transaction with the bounds of the post at work; the gate decides who passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        workdays.look_again()
        unnoted_look()  # what an earlier request of this thread left behind
        request = cast(Request, request)
        end_if_over(request)
        request.posts = _posts_held(request)
        post = _post_at_work(request)
        bounds = post.bounds if post else ("", "")
        if post:
            request.post, request.reach = post, Reach(post, *bounds)
        with scope(*bounds), grants_kept() if request.method in READING else nullcontext():
            if post:
                holder(str(post.id), str(post.unit_id), post.papers)
            else:
                holder("", "")
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                if post and request.reach.grant:
                    as_guest(False)
                _note_look(request, post, response)
        if post and request.reach.grant and request.reach.grant.ends_at:
            _leave_at(response, request.reach.grant.ends_at)
        note_refusal(request, post, response.status_code)
        if isinstance(response, HttpResponseNotAllowed):  # Django leaves it empty: a dead end for a person
            response["Content-Type"] = "text/html; charset=utf-8"
            response.content = render_to_string("405.html", request=request)
        if post and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"  # no browser keeps a page of somebody signed in
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        return gate.check(cast(Request, request), view, kwargs)


def _note_look(request: Request, post: Post | None, response: HttpResponseBase) -> None:
    """A page that showed a card and recorded nothing is noted all the same: no look without a trace. A form
    that comes back with its mistakes shows the card too, whatever its status."""
    card = unnoted_look()
    if post is not None and card is not None and response.status_code in SHOWN:
        record("access.page_opened", by=post, on=card, cards=[card.pk])


def _leave_at(response: HttpResponseBase, moment: datetime) -> None:
    """A page that may be read until a moment leaves the screen by itself then, even if nobody touches it."""
    response["Refresh"] = f"{max(int((moment - now()).total_seconds()), 0) + 1}; url=/access/emergency/"


def _posts_held(request: HttpRequest) -> list[Post]:
    """The posts in which the person signed in may act today."""
    user = request.user
    if not isinstance(user, Account) or not user.is_active:
        return []
    return posts_in_hand(user)


def _post_at_work(request: Request) -> Post | None:
    """The post chosen in this session if it is still held, else the first one held, which the session keeps
    from then on. ``post_lost`` says that the chosen one is no longer held."""
    chosen = request.session.get(SESSION_KEY)
    held = request.posts
    post = next((post for post in held if str(post.id) == chosen), None)
    request.post_lost = chosen is not None and post is None
    if post is None and held:
        post = held[0]
        request.session[SESSION_KEY] = str(post.id)
    return post
