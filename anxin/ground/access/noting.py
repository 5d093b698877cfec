"""Sign-in, sign-out, a failed sign-in and what the gate refuses: each leaves an entry in the journal.

Django's own signals tell of the first three, whichever page or library signs people in. What was typed at a
failed sign-in may be a password in the wrong field: the journal keeps its keyed hash only, and the network
address goes into the technical log, never into the journal.
"""

import logging
import uuid
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from anxin.ground.journal.actions import NOBODY, Actor, denied, record

from .directory import mark_of
from .models import Account, Post

log = logging.getLogger(__name__)
TYPED = ("login", "username", "email")  # under which names libraries hand on what was typed
REFUSED = {403: "access.refused", 404: "access.not_found"}


class Person:
    """An account before it acts in a post."""

    id = None

    def __init__(self, account: Account) -> None:
        self.acting_id: uuid.UUID | None = account.pk


def signed_in(sender: object, *, user: Account, **more: Any) -> None:
    """Somebody signed in."""
    by, path = _of(user)
    record("access.signed_in", by=by, path=path)


def signed_out(sender: object, *, user: Account | None = None, **more: Any) -> None:
    """Somebody signed out; a session that had ended before says nothing."""
    if isinstance(user, Account):
        by, path = _of(user)
        record("access.signed_out", by=by, path=path)


def sign_in_failed(
    sender: object, *, credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any
) -> None:
    """A sign-in failed. The unit whose login was tried, if there is such a login, reads of it."""
    typed = next((str(credentials[name]) for name in TYPED if credentials.get(name)), "")
    post = Post.objects.current().filter(account__login=typed).select_related("unit").first()
    denied("access.sign_in_failed", by=NOBODY, path=post.unit.path if post else "", login=mark_of(typed))
    log.warning("sign-in failed", extra={"request": request} if request else None)


def note_refusal(request: HttpRequest, post: Post | None, status: int) -> None:
    """A page that was refused (403), or not found within one's reach (404), to somebody signed in. Which of
    the two ids were real is not said: both leave the same entry."""
    route = request.resolver_match
    if post is None or route is None or status not in REFUSED:
        return
    asked = next((value for value in route.kwargs.values() if isinstance(value, uuid.UUID)), None)
    denied(
        REFUSED[status], by=post, path=post.unit.path, record_id=asked, route=route.view_name,
        method=(request.method or "").lower() if request.method in ("GET", "HEAD", "POST") else "other",
    )  # fmt: skip


def _of(account: Account) -> tuple[Actor, str]:
    """Who acts, and whose line reads of it: the post held first, else the bare account."""
    post = Post.objects.current().filter(account=account).select_related("unit").first()
    return (post, post.unit.path) if post else (Person(account), "")


def connect() -> None:
    """Listen (once, at start-up)."""
    user_logged_in.connect(signed_in, dispatch_uid="anxin.noting.in")
    user_logged_out.connect(signed_out, dispatch_uid="anxin.noting.out")
    user_login_failed.connect(sign_in_failed, dispatch_uid="anxin.noting.failed")
