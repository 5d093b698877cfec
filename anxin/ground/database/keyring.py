"""The keys of personal fields: one file in the data directory, readable by its owner alone.

Whoever holds a backup of the database without this file can read no encrypted field; whoever loses it has
lost those fields for good. It is therefore backed up apart from the database.
"""

import base64
import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Self

from anxin.ground.database.ciphers import KEY_BYTES, Cipher, cipher


class KeysUnusable(Exception):
    """The keyring cannot be read, or others may read it. Carries the path and a reason, never a key."""


@dataclass(frozen=True)
class Key:
    """One encryption key."""

    id: str
    algorithm: str
    secret: bytes = field(repr=False)

    @classmethod
    def fresh(cls, algorithm: str) -> Self:
        """A new random key."""
        return cls(secrets.token_hex(4), algorithm, secrets.token_bytes(KEY_BYTES[algorithm]))

    @cached_property
    def cipher(self) -> Cipher:
        """The cipher with this key, made once."""
        return cipher(self.algorithm, self.secret)


@dataclass(frozen=True)
class Keyring:
    """The current key, the old keys that still open old values, and the key of the hashes."""

    current: Key
    keys: dict[str, Key]
    digest_key: bytes = field(repr=False)

    @classmethod
    def load(cls, path: Path, algorithm: str = "a1") -> Self:
        """Reads the keyring; makes it, with a first key, when there is none. Raises KeysUnusable."""
        if not path.exists():
            first = Key.fresh(algorithm)
            cls(first, {first.id: first}, secrets.token_bytes(32))._write_new(path)
        return cls._read(path)

    def rotated(self, path: Path, algorithm: str = "a1") -> Self:
        """Writes a keyring with a fresh current key beside all old ones, and returns it.

        Values under old keys stay readable; `crypto.renew` brings them under the new one.
        """
        key = Key.fresh(algorithm)
        ring = replace(self, current=key, keys={**self.keys, key.id: key})
        ring._write(path, os.replace)
        return ring

    def without(self, path: Path, key: str) -> Self:
        """Writes a keyring without an old key, and returns it: what lies under that key is lost from now on.
        ValueError for the current key; KeyError for one that is not on the ring."""
        if key == self.current.id:
            raise ValueError("the current key stays")
        ring = replace(self, keys={id_: one for id_, one in self.keys.items() if one != self.keys[key]})
        ring._write(path, os.replace)
        return ring

    def _write_new(self, path: Path) -> None:
        """Two processes may start at once: the first file to appear is the keyring of both."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            self._write(path, os.link)

    def _write(self, path: Path, put: Callable[[str, Path], None]) -> None:
        """Never a half-written keyring: a private file beside it, flushed, then put in place."""
        with NamedTemporaryFile("w", encoding="ascii", dir=path.parent, delete=False) as out:  # mode 0600
            json.dump(self._as_json(), out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        try:
            put(out.name, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(out.name)

    def _as_json(self) -> dict[str, object]:
        keys = {key.id: {"algorithm": key.algorithm, "key": _text(key.secret)} for key in self.keys.values()}
        return {"version": 1, "current": self.current.id, "keys": keys, "digest": _text(self.digest_key)}

    @classmethod
    def _read(cls, path: Path) -> Self:
        _close_to_others(path)
        try:
            stored = json.loads(path.read_text(encoding="ascii"))
            keys = {
                id_: Key(id_, k["algorithm"], base64.b64decode(k["key"])) for id_, k in stored["keys"].items()
            }
            return cls(keys[stored["current"]], keys, base64.b64decode(stored["digest"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise KeysUnusable(f"{path}: {type(problem).__name__}") from None


def _close_to_others(path: Path) -> None:
    """A restored or copied keyring often comes back readable by all; close it, or refuse to use it."""
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
        if path.stat().st_mode & 0o077:
            raise KeysUnusable(f"{path}: readable by others")


def _text(secret: bytes) -> str:
    return base64.b64encode(secret).decode("ascii")
