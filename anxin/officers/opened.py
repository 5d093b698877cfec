"""A counsellor's opened key for the length of half an hour: one half in the session, one in the browser.

The session's half lies with the server, the other in a cookie of its own that no script reads; neither opens
anything alone. So whoever holds the database, with the session in it and all the house's keys, still opens no
note; and a browser left open closes by itself.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse

from anxin.ground.access.request import Request
from anxin.ground.days.clock import now

from .models import Counsellor
from .sealing import Closed, halve, join

PLACE = "counsel"
COOKIE = settings.SESSION_COOKIE_NAME.replace("session", "counsel")


def keep_open(request: Request, response: HttpResponse, counsellor: Counsellor, private: bytes) -> None:
    """Keep the key open for this browser, for so long as limits.toml says."""
    minutes = settings.LIMITS["mind"]["open_minutes"]
    kept, half = halve(private, _place(counsellor))
    until = (now() + timedelta(minutes=minutes)).timestamp()
    request.session[PLACE] = {"key": str(counsellor.key), "kept": kept, "until": until}
    response.set_cookie(
        COOKIE, half, max_age=60 * minutes, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Strict",
    )  # fmt: skip


def opened(request: Request, counsellor: Counsellor) -> bytes | None:
    """The opened key; None when it is closed, belongs to another key, or its time is over."""
    kept = request.session.get(PLACE)
    if kept is None or kept["key"] != str(counsellor.key) or now().timestamp() > kept["until"]:
        return None
    try:
        return join(kept["kept"], request.COOKIES.get(COOKIE, ""), _place(counsellor))
    except Closed:
        return None


def close(request: Request, response: HttpResponse) -> None:
    """Close it: both halves are forgotten."""
    request.session.pop(PLACE, None)
    response.delete_cookie(COOKIE, samesite="Strict")


def _place(counsellor: Counsellor) -> str:
    """What the halves are bound to."""
    return f"{counsellor.pk}:{counsellor.key}"
