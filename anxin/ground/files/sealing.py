"""Bytes of a file, encrypted piece by piece: a large file never stands in memory twice.

A file begins with ``ANXF1 <algorithm> <key id> <salt>`` and a line end. Its own key follows from the key of
the ring, the salt and the file's id, so that a file copied over another one does not open. Every piece is
sealed with its number and with whether it is the last: pieces cannot be swapped, and a file that was cut
short does not pass for a whole one.
"""

import os
from collections.abc import Iterator
from typing import IO, Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from anxin.ground.database.ciphers import KEY_BYTES, TAG, Cipher, cipher
from anxin.ground.database.crypto import Damaged, forget_keys, keyring
from anxin.ground.database.keyring import Key

MARK: Final = b"ANXF1"
PIECE: Final = 2**18  # bytes of plain text in one piece
SALT: Final = 32  # bytes
HEADER: Final = 200  # bytes; no header is longer
PLACE: Final = "files_file.content"  # what Damaged names


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


def seal_to(out: IO[bytes], content: Readable, name: str) -> int:
    """Write ``content`` encrypted for the file of id ``name``; returns the number of plain bytes."""
    key, salt = keyring().current, os.urandom(SALT)
    out.write(b"%s %s %s %s\n" % (MARK, key.algorithm.encode(), key.id.encode(), salt.hex().encode()))
    machine, size = _machine(key, salt, name), 0
    piece = content.read(PIECE)
    number = 0
    while True:
        after = content.read(PIECE)
        out.write(machine.encrypt(_nonce(number), piece, _bound(number, last=not after)))
        size, number = size + len(piece), number + 1
        if not after:
            return size
        piece = after


def unseal_from(sealed: IO[bytes], name: str) -> Iterator[bytes]:
    """The plain pieces of the file of id ``name``. Raises Damaged (form, unknown_key, altered)."""
    machine = _machine(*_header(sealed), name)
    number, piece = 0, sealed.read(PIECE + TAG)
    while True:
        after = sealed.read(PIECE + TAG)
        try:
            yield machine.decrypt(_nonce(number), piece, _bound(number, last=not after))
        except InvalidTag:
            raise Damaged(PLACE, "altered") from None
        if not after:
            return
        number, piece = number + 1, after


class Plain:
    """The plain bytes of a sealed file as something to read from. Raises Damaged while it is read."""

    def __init__(self, sealed: IO[bytes], name: str) -> None:
        self._sealed, self._left = sealed, b""
        self._pieces: Iterator[bytes] = unseal_from(sealed, name)

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; all that is left for -1; b"" at the end."""
        while size < 0 or len(self._left) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._left += piece
        size = len(self._left) if size < 0 else size
        found, self._left = self._left[:size], self._left[size:]
        return found

    def close(self) -> None:
        self._sealed.close()


def key_of(sealed: IO[bytes]) -> str:
    """The id of the key that a file lies under. Raises Damaged (form)."""
    return _head(sealed)[1]


def _head(sealed: IO[bytes]) -> tuple[str, str, bytes]:
    """Algorithm, key id and salt, as the file says."""
    try:
        mark, algorithm, id_, salt = sealed.readline(HEADER).decode("ascii").split()
        salted = bytes.fromhex(salt)
    except ValueError:
        raise Damaged(PLACE, "form") from None
    if mark.encode() != MARK or len(salted) != SALT:
        raise Damaged(PLACE, "form")
    return algorithm, id_, salted


def _header(sealed: IO[bytes]) -> tuple[Key, bytes]:
    algorithm, id_, salted = _head(sealed)
    if id_ not in keyring().keys:
        forget_keys()  # another process may have rotated
    key = keyring().keys.get(id_)
    if key is None or key.algorithm != algorithm:
        raise Damaged(PLACE, "unknown_key")
    return key, salted


def _machine(key: Key, salt: bytes, name: str) -> Cipher:
    length = KEY_BYTES[key.algorithm]
    info = f"anxin file {name}".encode()
    own = HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(key.secret)
    return cipher(key.algorithm, own)


def _nonce(number: int) -> bytes:
    """A piece's number is its nonce: the key serves this one file only."""
    return number.to_bytes(12, "big")


def _bound(number: int, *, last: bool) -> bytes:
    return b"%d %s" % (number, b"last" if last else b"more")
