"""A counsellor's own keys: what is sealed to one of them, only that person's passphrase opens.

Each counsellor has a pair of X25519. A note is sealed to the public half: a fresh pair for each note, HKDF
over both halves, AES-256-GCM with the place it lies in bound to it. The private half lies in the database
wrapped: encrypted under a key that Argon2id makes of the passphrase (RFC 9106, second recommended option).
The house's own keys open nothing of it. A pure module: bytes and texts in, texts out; no database, no
settings, no clock.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEALED, WRAPPED, HELD = "x1", "w1", "h1"  # kinds of text, each with the version of its form
NONCE, KEY, SALT = 12, 32, 16
ITERATIONS, LANES, MEMORY_KIB = 3, 4, 64 * 1024


class Closed(Exception):
    """This key, passphrase or code does not open it, or it was altered. Which of them nobody can tell."""


@dataclass(frozen=True)
class Pair:
    """A new pair: the public half in the clear, the private half wrapped by a passphrase."""

    public: str
    wrapped: str


def new_pair(passphrase: str, place: str) -> Pair:
    """Make a pair whose private half only ``passphrase`` opens; ``place`` is bound in (the key's id)."""
    private = X25519PrivateKey.generate()
    return Pair(
        _text(private.public_key().public_bytes_raw()), wrap(private.private_bytes_raw(), passphrase, place)
    )


def wrap(private: bytes, passphrase: str, place: str) -> str:
    """Encrypt the private half under a passphrase. Takes 64 MiB and about a fifth of a second, on purpose."""
    salt = secrets.token_bytes(SALT)
    return _said(WRAPPED, salt + _encrypt(_stretched(passphrase, salt), private, f"{WRAPPED}:{place}"))


def unwrap(wrapped: str, passphrase: str, place: str) -> bytes:
    """The private half. Raises Closed for another passphrase or place."""
    data = _heard(WRAPPED, wrapped)
    salt, rest = data[:SALT], data[SALT:]
    return _decrypt(_stretched(passphrase, salt), rest, f"{WRAPPED}:{place}")


def seal_to(public: str, words: str, place: str) -> str:
    """Encrypt words so that only the private half of ``public`` opens them; ``place`` is bound in (the note's
    id). Needs no passphrase: writing is always possible."""
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    key = _agreed(once, X25519PublicKey.from_public_bytes(_bytes(public)), mine + _bytes(public))
    return _said(SEALED, mine + _encrypt(key, words.encode(), f"{SEALED}:{place}"))


def open_with(private: bytes, sealed: str, place: str) -> str:
    """The words that were sealed to this key. Raises Closed."""
    data = _heard(SEALED, sealed)
    theirs, rest = data[:KEY], data[KEY:]
    own = X25519PrivateKey.from_private_bytes(private)
    try:
        both = theirs + own.public_key().public_bytes_raw()
        key = _agreed(own, X25519PublicKey.from_public_bytes(theirs), both)
    except ValueError as broken:
        raise Closed from broken
    return _decrypt(key, rest, f"{SEALED}:{place}").decode()


def halve(private: bytes, place: str) -> tuple[str, str]:
    """Split an opened key for the length of a session: (what the server keeps, what the browser keeps).
    Neither opens anything without the other."""
    half = secrets.token_bytes(KEY)
    return _said(HELD, _encrypt(half, private, f"{HELD}:{place}")), _text(half)


def join(kept: str, half: str, place: str) -> bytes:
    """The private half out of both. Raises Closed."""
    return _decrypt(_bytes(half), _heard(HELD, kept), f"{HELD}:{place}")


def _stretched(passphrase: str, salt: bytes) -> bytes:
    kdf = Argon2id(salt=salt, length=KEY, iterations=ITERATIONS, lanes=LANES, memory_cost=MEMORY_KIB)
    return kdf.derive(passphrase.encode())


def _agreed(own: X25519PrivateKey, other: X25519PublicKey, both: bytes) -> bytes:
    shared = own.exchange(other)
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=SEALED.encode() + both).derive(shared)


def _encrypt(key: bytes, words: bytes, place: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, words, place.encode())


def _decrypt(key: bytes, data: bytes, place: str) -> bytes:
    try:
        return AESGCM(key).decrypt(data[:NONCE], data[NONCE:], place.encode())
    except (InvalidTag, ValueError) as shut:
        raise Closed from shut


def _said(kind: str, data: bytes) -> str:
    return f"{kind}:{_text(data)}"


def _heard(kind: str, text: str) -> bytes:
    head, _colon, rest = text.partition(":")
    if head != kind:
        raise Closed
    return _bytes(rest)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError) as broken:
        raise Closed from broken
