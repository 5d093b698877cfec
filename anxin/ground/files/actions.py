"""Keeping, opening and removing files. Removal is final; nothing here is served by a static address."""

import os
import re
import secrets
import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.http import FileResponse

from anxin.ground.database.scope import everywhere

from .models import StoredFile
from .sealing import Plain, seal_to

ORPHAN_AFTER = 3600  # seconds after which bytes without a row belong to an act that was rolled back
UNSAFE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff/\\:*?\"<>|]+")


def folder() -> Path:
    """Where the cipher texts lie: in the data directory, open to its owner alone."""
    place: Path = settings.DATA_DIR / "files"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


@transaction.atomic
def keep(
    *,
    owner: uuid.UUID,
    path: str,
    purpose: str,
    name: str,
    kind: str,
    content: IO[bytes],
    until: datetime,
) -> StoredFile:
    """Keep ``content`` encrypted until an hour; the bytes are on disk before the row says so."""
    kept = StoredFile(owner=owner, path=path, purpose=purpose, name=safe_name(name), kind=kind)
    kept.place = secrets.token_hex(24)
    handle = os.open(folder() / kept.place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        kept.size = seal_to(out, content, str(kept.pk))
        out.flush()
        os.fsync(out.fileno())
    kept.expires_at = until
    kept.save(force_insert=True)
    return kept


class Opened(Plain):
    """The plain bytes of a kept file as something to read from; the file may be removed meanwhile."""

    def __init__(self, kept: StoredFile) -> None:
        super().__init__((folder() / kept.place).open("rb"), str(kept.pk))


def safe_name(name: str) -> str:
    """A name that no header, shell or file system misreads: no path, no control or turning characters."""
    return UNSAFE.sub("_", name).strip(" .")[:120] or "file"


def served(kept: StoredFile) -> FileResponse:
    """An answer that carries the file: saved by the browser, kept by nobody on the way."""
    response = FileResponse(Opened(kept), as_attachment=True, filename=kept.name, content_type=kept.kind)
    response["Content-Length"] = str(kept.size)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@transaction.atomic
def remove(kept: StoredFile) -> None:
    """Remove row and bytes; the bytes go once the removal is certain."""
    place = folder() / kept.place
    kept.delete()
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def sweep() -> int:
    """Remove every file whose hour has come, and bytes that no row knows. Returns how many files went."""
    with everywhere():
        gone = list(StoredFile.objects.expired())
        for kept in gone:
            remove(kept)
        known = set(StoredFile.objects.values_list("place", flat=True))
    for found in folder().iterdir():
        if found.is_file() and found.name not in known and _old(found):
            found.unlink(missing_ok=True)
    return len(gone)


def _old(found: Path) -> bool:
    return time.time() - found.stat().st_mtime > ORPHAN_AFTER
