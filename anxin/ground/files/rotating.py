"""Sealing kept files anew under the current key (see database.rotation): what is kept for years would hold
its old key for as long.

A file is written anew beside itself and put in its place in one step, while its row is locked: whoever reads
it reads the old bytes or the new ones, a removal waits, and a run that is killed leaves nothing but a file
without a row, which the sweep takes away. Plain bytes never lie on the disk.
"""

import os
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from anxin.ground.database.crypto import Damaged, keyring

from .actions import folder
from .sealing import Plain, key_of, seal_to

NEW = ".new"  # behind the name of a file that is being sealed anew
ROWS = 500  # rows read at a time
FIRST = str(uuid.UUID(int=0))  # no file has it
FOUND = "SELECT id::text, place FROM files_file WHERE id > %s::uuid ORDER BY id LIMIT %s"
LOCKED = "SELECT 1 FROM files_file WHERE id = %s FOR UPDATE"


class KeptFiles:
    """The kept files, for whoever rotates keys."""

    def by_key(self) -> dict[str, int]:
        """Of the files on the disk, with a row or still without one."""
        found = (one for one in folder().iterdir() if one.is_file() and one.suffix != NEW)
        keys = Counter(_key(one) for one in found)
        del keys[""]
        return dict(keys)

    def waiting(self, session: "psycopg.Connection[Any]") -> int:
        """Of the files that have a row."""
        return sum(1 for _id in _under_another(session, ""))

    def renew(self, session: "psycopg.Connection[Any]", after: str) -> Iterator[tuple[str, bool]]:
        """One by one. A file that was removed meanwhile is passed over."""
        for id_, place in _under_another(session, after):
            try:
                if session.execute(LOCKED, [id_]).fetchone():
                    yield id_, _renewed(place, id_)
            finally:
                session.rollback()


def _under_another(session: "psycopg.Connection[Any]", after: str) -> Iterator[tuple[str, Path]]:
    """Files with a row, on the disk under another key than the current one, in the order of their ids."""
    while rows := session.execute(FOUND, [after or FIRST, ROWS]).fetchall():
        session.rollback()
        after = rows[-1][0]
        for id_, name in rows:
            place = folder() / name
            if place.exists() and _key(place) != keyring().current.id:
                yield id_, place
    session.rollback()


def _renewed(place: Path, id_: str) -> bool:
    """Seal one file anew. False: it does not open, and stays as it is."""
    fresh = place.with_name(place.name + NEW)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out, place.open("rb") as sealed:
            seal_to(out, Plain(sealed, id_), id_)
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, place)
    except Damaged:
        fresh.unlink()
        return False
    return True


def _key(found: Path) -> str:
    """The key that a file lies under; "" for one that opens under none, or ended meanwhile."""
    try:
        with found.open("rb") as sealed:
            return key_of(sealed)
    except (Damaged, FileNotFoundError):
        return ""
