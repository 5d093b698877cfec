"""Passes: made by the office, proved at the door. Used by both halves of the room; knows no other room.

A pass is a link (a token of 256 random bits) and a code of eight digits that goes another way: read out on
the telephone or handed over on paper. Neither is kept; only whoever makes a pass sees them, once. Making one
is part of an act of the caller, who records it.
"""

import hashlib
import hmac
import json
import secrets
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.core import signing
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from anxin.ground.database.crypto import DOOR, digest
from anxin.ground.days.clock import now

from .models import TRIES, Pass, Sheet

HOURS = 72  # a pass of a desk; a family's ends with what its caller says
DIGITS = 8  # of a code: five tries in a hundred million
# Seconds after the code during which that browser may use the page: a department answers within the hour, a
# family's telephone is remembered.
STAY = {Pass.Kind.DESK.value: 3600, Pass.Kind.COLUMN.value: 3600, Pass.Kind.FAMILY.value: 180 * 86400}
SALT = "anxin.door"


class Issuer(Protocol):
    """A post at work, as far as a pass keeps it."""

    @property
    def pk(self) -> uuid.UUID: ...


def issue(
    *,
    by: Issuer,
    kind: str,
    subject: uuid.UUID,
    path: str,
    until: datetime | None = None,
    contact: uuid.UUID | None = None,
    sheet: Mapping[str, Any] | None = None,
) -> tuple[str, str]:
    """Make a pass for one matter and return its token and its code, which are never seen again. An open pass
    for the same matter ends with it. ``until``: its end (left out: in 72 hours). ``sheet``: what it shows."""
    withdraw_open(kind=kind, subject=subject, why=Pass.Why.NEWER)
    token, code = secrets.token_urlsafe(32), f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    made = Pass.objects.create(
        path=path, kind=kind, subject=subject, contact=contact, token_hash=hash_of(token),
        code_hash=_code_hash(hash_of(token), code), issued_by=by.pk, issued_at=now(),
        expires_at=until or now() + timedelta(hours=HOURS),
    )  # fmt: skip
    _write(made, sheet or {})
    return token, code


def withdraw_open(*, kind: str, subject: uuid.UUID, why: str = Pass.Why.OFFICE) -> int:
    """End the open pass for this matter, if there is one: whoever holds it is told nothing more."""
    held = Pass.objects.filter(kind=kind, subject=subject, used_at=None, withdrawn_at=None)
    return held.update(withdrawn_at=now(), withdrawn_why=why)


def write_sheet(*, kind: str, subject: uuid.UUID, content: Mapping[str, Any]) -> None:
    """Show this from now on to whoever holds an open pass for the matter."""
    for held in Pass.objects.open().filter(kind=kind, subject=subject):
        _write(held, content)


def _write(held: Pass, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, default=str)
    Sheet.objects.update_or_create(
        given=held, defaults={"path": held.path, "content_json": text, "written_at": now()}
    )


def link(token: str) -> str:
    """The address that is written down or drawn as a QR code; "" where the installation has no door."""
    return f"{settings.ANXIN_DOOR_URL}/p/{token}/" if settings.ANXIN_DOOR_URL else ""


# — At the door —


@contextmanager
def at_the_door(token: str) -> Iterator[None]:
    """One transaction that sees the rows of this token's pass and no others."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('door.token', %s, true)", [hash_of(token)])
        yield


def find(token: str) -> Pass | None:
    """The pass of this token while it lets somebody in; None for an unknown, ended or used one."""
    return Pass.objects.open().filter(token_hash=hash_of(token), path__lt="~").first()


def guessed(token: str) -> Pass | None:
    """The family's pass of this token that too many wrong codes have shut: nobody gets in, but whom to call
    is still told."""
    shut = Pass.objects.filter(kind=Pass.Kind.FAMILY, withdrawn_why=Pass.Why.TRIES, expires_at__gt=now())
    return shut.filter(token_hash=hash_of(token), path__lt="~").first()


def prove(held: Pass, code: str) -> bool:
    """Is this the code? Every try is counted before it is looked at, so that tries made at the same moment
    are all counted; the fifth wrong one withdraws the pass."""
    counted = Pass.objects.open().filter(pk=held.pk, tries__lt=TRIES).update(tries=F("tries") + 1)
    if not counted:
        return False
    if hmac.compare_digest(held.code_hash, _code_hash(held.token_hash, _digits(code))):
        moment = held.opened_at or now()
        Pass.objects.filter(pk=held.pk).update(tries=0, opened_at=moment)
        return True
    Pass.objects.open().filter(pk=held.pk, tries__gte=TRIES).update(
        withdrawn_at=now(), withdrawn_why=Pass.Why.TRIES
    )
    return False


def let_in(response: HttpResponse, held: Pass) -> None:
    """Remember in this browser, for as long as STAY says, that the code of this pass was given."""
    value = signing.dumps({"pass": held.pk.hex, "by": secrets.token_hex(8)}, salt=SALT + held.token_hash)
    response.set_cookie(
        settings.ANXIN_DOOR_COOKIE, value, max_age=STAY[held.kind], httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def opened(request: HttpRequest) -> Pass | None:
    """The pass at hand, if its code was given in this browser not too long ago."""
    held: Pass | None = getattr(request, "door_pass", None)
    value = request.COOKIES.get(settings.ANXIN_DOOR_COOKIE, "")
    if held is None or not value:
        return None
    try:
        kept = signing.loads(value, salt=SALT + held.token_hash, max_age=STAY[held.kind])
    except signing.BadSignature:
        return None
    return held if kept.get("pass") == held.pk.hex else None


def use_up(held: Pass) -> bool:
    """Say that nothing more can be said through this pass. False when that was so already: of two answers
    given at the same moment one counts."""
    return bool(Pass.objects.open().filter(pk=held.pk).update(used_at=now()))


def hash_of(token: str) -> str:
    """What is kept of a token. It is random throughout, so a plain hash gives nothing away."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _code_hash(token_hash: str, code: str) -> str:
    """A code is short: its hash is keyed by the door's key and bound to its own pass."""
    return digest(f"{token_hash}:{code}", DOOR)


def _digits(text: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if sign.isdecimal() and sign.isascii()
    )


def is_code(held: Pass, code: str) -> bool:
    """Is this the code of the pass? For the office that has just seen it; the door asks ``prove``."""
    return hmac.compare_digest(held.code_hash, _code_hash(held.token_hash, _digits(code)))
