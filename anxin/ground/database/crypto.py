"""Encryption of personal fields, and the keyed hash by which equal values are found without being read.

A stored value is ``<algorithm>:<key id>:<base64 of nonce, cipher text and tag>``. Algorithm, key id and the
column (`place`, "table.column") are bound in as associated data: in another column a value does not open.
Nothing here logs, and no exception carries a plain value.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
import time
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from django.conf import settings

from anxin.ground.database.ciphers import TAG
from anxin.ground.database.keyring import Key, Keyring

NONCE: Final = (
    12  # bytes; random, so a key serves some four thousand million values before it must be rotated
)
RELOAD: Final = 1.0  # seconds after which a process looks whether the keyring was replaced
SETTLED: Final = (
    2 * RELOAD
)  # after this long no process that lives writes under a key that is no longer current
HOUSE: Final = "ANXIN_KEYS"  # the settings that name the two keyrings: the house's own …
DOOR: Final = "ANXIN_DOOR_KEYS"  # … and the door's (family_page), all that its process can open
_looked: dict[str, tuple[float, tuple[int, int] | None]] = {}
_NOISE = re.compile(r"[\s\-\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060\ufeff]+")


class Damaged(Exception):
    """A stored value does not open: altered, moved, or its key is missing. Carries place and code only.

    Codes: form, unknown_key, altered.
    """

    def __init__(self, place: str, code: str) -> None:
        super().__init__(f"{place}: {code}")
        self.place: Final = place
        self.code: Final = code


def seal(plain: str, place: str, of: str = HOUSE) -> str:
    """The encrypted form of a text for one column, under the current key; different at every call."""
    key = keyring(of).current
    nonce = os.urandom(NONCE)
    sealed = nonce + key.cipher.encrypt(nonce, _utf8(plain, place), _bound(key, place))
    return f"{key.algorithm}:{key.id}:{base64.b64encode(sealed).decode('ascii')}"


def unseal(sealed: str, place: str, of: str = HOUSE) -> str:
    """The text of an encrypted value. Raises Damaged."""
    algorithm, id_, data = _pieces(sealed, place)
    key = _key(id_, of)
    if key is None or key.algorithm != algorithm:
        raise Damaged(place, "unknown_key")
    try:
        return key.cipher.decrypt(data[:NONCE], data[NONCE:], _bound(key, place)).decode()
    except (InvalidTag, UnicodeDecodeError):
        raise Damaged(place, "altered") from None


def renew(sealed: str, place: str, of: str = HOUSE) -> str:
    """The same text under the current key; the value itself when it already is. Raises Damaged."""
    current = keyring(of).current
    if sealed.startswith(f"{current.algorithm}:{current.id}:"):
        return sealed
    return seal(unseal(sealed, place, of), place, of)


def digest(text: str, of: str = HOUSE) -> str:
    """A keyed hash (HMAC-SHA-256, 64 hex characters) for equality; "" for an empty text: it equals nothing.

    Width, case, spaces and hyphens do not count: 9901… x and 9901…Ｘ are equal.
    """
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not plain:
        return ""
    return hmac.new(keyring(of).digest_key, plain.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def keyring(of: str = HOUSE) -> Keyring:
    """The keys of this installation (or of its door). Every process sees a fresh key within a second."""
    path = os.fspath(getattr(settings, of))
    if time.monotonic() - _looked.get(path, (0.0, None))[0] > RELOAD:
        _look_again(path)
    return _loaded(path)


def make_door_keys() -> None:
    """Make the door's first key beside its login, so that its folder is whole before the door opens."""
    if Path(settings.ANXIN_DOOR_KEYS).parent.exists():
        keyring(DOOR)


def forget_keys() -> None:
    """Reads the keyring anew at the next use: after rotation, or in tests."""
    _loaded.cache_clear()


def _look_again(path: str) -> None:
    """Read the keyring anew if its file was replaced since it was last looked at."""
    found = os.stat(path) if os.path.exists(path) else None
    mark = (found.st_ino, found.st_mtime_ns) if found else None
    if mark != _looked.get(path, (0.0, None))[1]:
        forget_keys()
    _looked[path] = (time.monotonic(), mark)


@lru_cache(maxsize=4)
def _loaded(path: str) -> Keyring:
    return Keyring.load(Path(path), getattr(settings, "ANXIN_CIPHER", "a1"))


def _key(id_: str, of: str) -> Key | None:
    """A key by its id. An unknown one may come from a rotation by another process: look once more."""
    found = keyring(of).keys.get(id_)
    if found is None:
        forget_keys()
        found = keyring(of).keys.get(id_)
    return found


def _pieces(sealed: str, place: str) -> tuple[str, str, bytes]:
    try:
        algorithm, id_, text = sealed.split(":")
        data = binascii.a2b_base64(text, strict_mode=True)
    except (ValueError, binascii.Error):
        raise Damaged(place, "form") from None
    if len(data) < NONCE + TAG:
        raise Damaged(place, "form")
    return algorithm, id_, data


def _utf8(plain: str, place: str) -> bytes:
    try:
        return plain.encode()
    except UnicodeEncodeError:  # its own words and its `object` would carry the text
        raise ValueError(f"{place}: a lone surrogate is no text") from None


def _bound(key: Key, place: str) -> bytes:
    return f"{key.algorithm}:{key.id}:{place}".encode()
