"""What a session still owes before it may go on: a new password, the second factor, a fresh proof."""

import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from anxin.ground.access.models import Account, Post
from anxin.ground.access.rights import ADMINISTRATORS, matrix

from .profile import limits
from .sessions import PASSWORD_DUE

STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# Permissions that show no personal data, or nobody's but one's own. Whatever is not named here counts as
# personal.
IMPERSONAL = frozenset(
    {"desk.open", "notices.read", "exemplars.read", "gallery.open", "account.own", "access.rights",
     "access.delegate", "officers.own", "officers.leave_ask", "officers.book"}
)  # fmt: skip
PASSWORD, FACTOR, AGAIN = "password", "factor", "again"  # the pages that stand before all others


def sees_persons(role: str) -> bool:
    """Does this role reach personal data, or govern those who do?"""
    return role in ADMINISTRATORS or any(
        role in roles for permission, roles in matrix().items() if permission not in IMPERSONAL
    )


def needs_factor(account: Account, posts: list[Post]) -> bool:
    """Must this person sign in with a second factor? Marked demo accounts in a marked house need not."""
    if account.demo and settings.ANXIN_DEMO:
        return False
    return any(sees_persons(post.role) for post in posts)


def due(request: HttpRequest, account: Account, posts: list[Post], early: str) -> HttpResponseRedirect | None:
    """Lead to what is owed first, unless ``early`` says that this page is the one."""
    if request.session.get(PASSWORD_DUE):
        return None if early == PASSWORD else HttpResponseRedirect(reverse("account_change_password"))
    if early == AGAIN or has_proved(request, account) or not needs_factor(account, posts):
        return None
    if is_mfa_enabled(account, STRONG):
        return again(request, "mfa_reauthenticate")
    return None if early == FACTOR else HttpResponseRedirect(reverse("access:factor"))


def has_proved(request: HttpRequest, account: Account) -> bool:
    """Has this session shown the second factor?"""
    return any(one.get("method") == "mfa" for one in get_authentication_records(request, account))


def is_fresh(request: HttpRequest, account: Account) -> bool:
    """Was password or second factor shown within the last minutes (limits.toml)?"""
    newest = max((float(one["at"]) for one in get_authentication_records(request, account)), default=0.0)
    return time.time() - newest < float(limits()["fresh_minutes"]) * 60


def again(request: HttpRequest, page: str = "account_reauthenticate") -> HttpResponseRedirect:
    """Ask for a proof and come back. What was posted is not kept: the page says so, and the way leads back to
    the form."""
    asked: dict[str, Any] = {"next": request.get_full_path()}
    if request.method == "POST":
        asked = {"next": _came_from(request), "lost": "1"}
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode(asked)}")


def _came_from(request: HttpRequest) -> str:
    before = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(before, {request.get_host()}):
        return urlsplit(before).path or "/"
    return "/"
