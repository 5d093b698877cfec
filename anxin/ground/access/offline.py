"""Without signal: the service worker's text with its version, and the server's half of a telephone's key."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse

from anxin.ground.database.crypto import digest

from .models import Account

SHELL = "access/offline.html"
SCRIPT = "ui/worker.js"
FILES = (
    "ui/tokens.css", "ui/parts.css", "ui/phone.css", "ui/print.css", "ui/icon.svg",
    "ui/vault.js", "ui/outbox.js", "ui/draft.js", "ui/shell.js",
)  # fmt: skip


@lru_cache(maxsize=1)
def worker_script() -> str:
    """What the browser runs between the pages and the network: the file worker.js, after the version and the
    addresses of all that it keeps. The version is a hash of that: it changes with any of it."""
    texts = [_bytes(name) for name in (SCRIPT, *FILES)] + [_shell_source()]
    version = hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
    known = {"VERSION": version, "SHELL": reverse("access:offline"), "FILES": [static(one) for one in FILES]}
    lines = [f"const {name} = {json.dumps(value)};" for name, value in known.items()]
    return "\n".join([*lines, _bytes(SCRIPT).decode()])


def _bytes(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()


def _shell_source() -> bytes:
    return Path(get_template(SHELL).origin.name).read_bytes()  # type: ignore[attr-defined]  # Django's own loader


def half(account: Account) -> str:
    """The server's half of the key of an account's drafts on any telephone; the other half is made there.
    The end of a session takes the joined key away; only signing in again as the same person gives it back."""
    return digest(f"offline drafts {account.pk}")
