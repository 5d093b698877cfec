"""Seals: the heads of all chains, signed and written down outside the database.

An owner of the tables can rewrite a whole chain so that it is consistent again. He cannot rewrite what was
signed and laid down elsewhere before. One line a seal, in one file a month, each line carrying the hash of
the line before it; a line names the heads that moved since the last one, a file's first line names all.
"""

import base64
import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

Heads = dict[int, tuple[int, bytes]]  # shard → number and hash of its last entry


@dataclass(frozen=True)
class Seal:
    """One line: when, and which heads had moved."""

    number: int
    at: datetime
    heads: Heads


@dataclass(frozen=True)
class Torn:
    """A line of the seal files that does not hold: file, line, and a code (form, signature, order, copy)."""

    file: str
    line: int
    code: str


class SealKey:
    """The signing key: made once, kept in the data directory, apart from the database, mode 0600."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self.private = private

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read the key, or make it when there is none yet."""
        if not file.exists():
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as out:
                out.write(base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode())
        return cls(Ed25519PrivateKey.from_private_bytes(base64.b64decode(file.read_text(encoding="ascii"))))

    @property
    def public(self) -> str:
        """The public key in base64: whoever holds it can check seals and make none."""
        return base64.b64encode(self.private.public_key().public_bytes_raw()).decode()

    def sign(self, text: bytes) -> str:
        return base64.b64encode(self.private.sign(text)).decode()


def holds(public: str, text: bytes, signature: str) -> bool:
    """Was ``text`` signed by the holder of this key?"""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
        key.verify(base64.b64decode(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True)
class SealBook:
    """The folder of seals, the key's file, and a second folder (a mounted share) for a copy."""

    folder: Path
    key_file: Path
    copy: Path | None = None

    @classmethod
    def of_settings(cls) -> Self:
        return cls(settings.SEALS_DIR, settings.SEAL_KEY, settings.SEALS_COPY)

    def write(self, heads: Heads, at: datetime) -> Seal:
        """Add one seal, on the disk before this returns, then bring the copy up to date. OSError when the
        copy's folder is out of reach: the seal is then kept here, and the next one brings both."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._alone():
            last = _Last(self)
            file = self.folder / f"{at:%Y-%m}.jsonl"
            moved = heads if not file.exists() else {n: h for n, h in heads.items() if last.heads.get(n) != h}
            seal = Seal(last.number + 1, at, moved)
            _append(file, self._line(seal, last.hash))
            if self.copy:
                self._bring_copy(file)
        return seal

    def read(self) -> Iterator[Seal | Torn]:
        """Every seal in order, and every line that does not hold."""
        public, before, number = SealKey.load(self.key_file).public, "", 0
        for file in self.files():
            for place, line in enumerate(file.read_bytes().splitlines(), 1):
                seal, code = _parse(line, public, before, number)
                yield Torn(file.name, place, code) if code or seal is None else seal
                before, number = _hash(line), seal.number if seal else number + 1

    def differing(self) -> Iterator[Torn]:
        """Files whose copy says something else: one of the two was changed."""
        for file in self.files() if self.copy and self.copy.exists() else ():
            twin = self.copy / file.name if self.copy else file
            said = twin.read_bytes() if twin.exists() else b""
            if not file.read_bytes().startswith(said):
                yield Torn(file.name, 0, "copy")
        for twin in sorted(self.copy.glob("*.jsonl")) if self.copy and self.copy.exists() else ():
            if not (self.folder / twin.name).exists():
                yield Torn(twin.name, 0, "copy")

    def files(self) -> list[Path]:
        """The files, a month each, in order."""
        return sorted(self.folder.glob("*.jsonl"))

    def _line(self, seal: Seal, before: str) -> bytes:
        heads = {str(shard): [number, hash_.hex()] for shard, (number, hash_) in sorted(seal.heads.items())}
        said = {"n": seal.number, "at": seal.at.isoformat(), "heads": heads, "prev": before}
        return _plain({**said, "sig": SealKey.load(self.key_file).sign(_plain(said))})

    def _bring_copy(self, file: Path) -> None:
        """Append to the copy what it lacks. A copy that says something else is left alone: it is evidence."""
        assert self.copy is not None
        self.copy.mkdir(parents=True, exist_ok=True, mode=0o700)
        twin, mine = self.copy / file.name, file.read_bytes()
        said = twin.read_bytes() if twin.exists() else b""
        if mine.startswith(said) and mine != said:
            _append(twin, mine[len(said) :].removesuffix(b"\n"))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two workers must not write the same number."""
        with open(self.folder / ".lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@dataclass
class _Last:
    """Where the book stands: the number and hash of its last line, the heads as sealed so far."""

    book: SealBook
    number: int = 0
    hash: str = ""
    heads: Heads = field(default_factory=dict)

    def __post_init__(self) -> None:
        for file in self.book.files()[-1:]:
            for line in file.read_bytes().splitlines():
                said = json.loads(line)
                self.number, self.hash = said["n"], _hash(line)
                self.heads.update(_heads(said["heads"]))


def public_key() -> str:
    """The public key of this installation's seals."""
    return SealKey.load(settings.SEAL_KEY).public


def sealed_places(seals: Iterable[Seal]) -> Iterator[tuple[int, int, bytes]]:
    """Shard, number and hash of every entry that a seal names."""
    for seal in seals:
        for shard, (number, hash_) in seal.heads.items():
            if number:
                yield shard, number, hash_


def _append(file: Path, line: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as out:
        out.write(line + b"\n")
        out.flush()
        os.fsync(out.fileno())


def _plain(said: dict[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _heads(said: dict[str, list[Any]]) -> Heads:
    return {int(shard): (int(number), bytes.fromhex(hash_)) for shard, (number, hash_) in said.items()}


def _parse(line: bytes, public: str, before: str, number: int) -> tuple[Seal | None, str]:
    """The seal of a line, and what is wrong with it (a code, or nothing)."""
    try:
        said = json.loads(line)
        signature = said.pop("sig")
        seal = Seal(said["n"], datetime.fromisoformat(said["at"]), _heads(said["heads"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, "form"
    if not holds(public, _plain(said), signature):
        return seal, "signature"
    if said["prev"] != before or seal.number != number + 1:
        return seal, "order"
    return seal, ""
