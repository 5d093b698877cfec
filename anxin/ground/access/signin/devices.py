"""Known devices: a signed cookie that says for which logins this browser has signed in before.

It lets nobody in: it only gives its owner a counter of wrong tries that no stranger can fill."""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from anxin.ground.database.crypto import digest

from .profile import limits

SALT = "anxin.device"


def known(request: HttpRequest, login: str) -> str:
    """The mark this browser got when it signed in as ``login``; empty when it never did."""
    return _marks(request).get(digest(f"device of|{login}"), "")


def remember(request: HttpRequest, response: HttpResponseBase, login: str) -> None:
    """Keep on this browser that ``login`` has signed in from it."""
    marks = _marks(request)
    marks.pop(mine := digest(f"device of|{login}"), None)
    kept = dict([*marks.items()][-limits()["devices"] + 1 :]) | {mine: secrets.token_urlsafe(16)}
    response.set_cookie(
        settings.ANXIN_DEVICE_COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=_age(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        found: Any = signing.loads(
            request.COOKIES.get(settings.ANXIN_DEVICE_COOKIE, ""), salt=SALT, max_age=_age()
        )
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _age() -> int:
    return int(limits()["device_days"]) * 86_400
