"""The container, version 1: three lines that anybody may read, then what only the recipient can.

    ANXIN-PACKAGE 1
    {"for": "…", "from": "…", "id": "…", "kind": "notice", "made": "2026-11-28T10:00:00+00:00"}
    <signature, base64: Ed25519 over everything but this line>
    <age, binary: zlib of JSON {"head": the second line again, "content": …}>

Whoever opens one checks the signature before anything is decrypted. The head stands inside once more, so that
nobody whose own signature is trusted can put another's cipher text under his name. Order of the checks:
size, version, head, whom it is for, who signed, signature, cipher, size unpacked, inner head.
"""

import base64
import binascii
import json
import re
import uuid
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyrage

from .faults import BadPackage
from .keys import PublicKey, SecretKey

VERSION = 1
FIRST = re.compile(rb"ANXIN-PACKAGE ([0-9]{1,3})")
LINES = 4  # the three lines and the rest
HEAD_MOST = 1_000  # bytes of the second line
MB = 1024 * 1024
KINDS = ("notice", "report", "answer", "receipt")


@dataclass(frozen=True)
class Head:
    """The second line: the package's own id, what it is, whose it is, for whom, when it was made."""

    id: uuid.UUID
    kind: str
    sender: str
    recipient: str
    made: datetime

    def line(self) -> bytes:
        """As it is written, always in the same way."""
        told = {"id": str(self.id), "kind": self.kind, "from": self.sender, "for": self.recipient}
        return json.dumps(told | {"made": self.made.isoformat()}, sort_keys=True).encode()


@dataclass(frozen=True)
class Limits:
    """How many megabytes a package may have, packed and unpacked (limits.toml, [packages])."""

    packed_mb: int
    unpacked_mb: int


def seal(head: Head, content: Mapping[str, Any], *, by: SecretKey, to: PublicKey, limits: Limits) -> bytes:
    """The bytes of a package. BadPackage("too_large")."""
    inner = json.dumps({"head": head.line().decode(), "content": content}, ensure_ascii=False).encode()
    body = pyrage.encrypt(zlib.compress(inner), [to.recipient])
    first, second = b"ANXIN-PACKAGE %d" % VERSION, head.line()
    signature = base64.b64encode(by.signer.sign(_signed(first, second, body)))
    package = b"\n".join([first, second, signature, body])
    if len(package) > limits.packed_mb * MB or len(inner) > limits.unpacked_mb * MB:
        raise BadPackage("too_large", most=limits.packed_mb)
    return package


@dataclass(frozen=True)
class Sealed:
    """A package that was read as far as anybody can read it."""

    head: Head
    signed: bytes
    signature: bytes
    body: bytes


def read(package: bytes, limits: Limits) -> Sealed:
    """The lines. BadPackage: too_large, not_a_package, older_version, newer_version, head, signature."""
    if len(package) > limits.packed_mb * MB:
        raise BadPackage("too_large", most=limits.packed_mb)
    lines = package.split(b"\n", LINES - 1)
    _check_version(lines[0])
    if len(lines) < LINES:
        raise BadPackage("head")
    first, second, third, body = lines
    head = _head(second)
    try:
        signature = base64.b64decode(third, validate=True)
    except binascii.Error:
        raise BadPackage("signature") from None
    if base64.b64encode(signature) != third:  # one text for one signature
        raise BadPackage("signature")
    return Sealed(head, _signed(first, second, body), signature, body)


def unseal(sealed: Sealed, *, signer: PublicKey, own: SecretKey, limits: Limits) -> dict[str, Any]:
    """What a package holds, if ``signer`` signed it as it is. BadPackage: signature, cipher, unpacked,
    inner_head."""
    if not signer.has_signed(sealed.signed, sealed.signature):
        raise BadPackage("signature")
    try:
        plain = pyrage.decrypt(sealed.body, [own.identity])
    except pyrage.DecryptError:
        raise BadPackage("cipher") from None
    told = _json(
        _unpacked(plain, limits.unpacked_mb), lambda: BadPackage("unpacked", most=limits.unpacked_mb)
    )
    if set(told) != {"head", "content"} or told["head"] != sealed.head.line().decode():
        raise BadPackage("inner_head")
    if not isinstance(told["content"], dict):
        raise BadPackage("unpacked", most=limits.unpacked_mb)
    return told["content"]


def _signed(first: bytes, second: bytes, body: bytes) -> bytes:
    return b"\n".join([first, second, body])


def _check_version(first: bytes) -> None:
    found = FIRST.fullmatch(first[:40])
    if found is None:
        raise BadPackage("not_a_package")
    version = int(found[1])
    if version != VERSION:
        fault = "older_version" if version < VERSION else "newer_version"
        raise BadPackage(fault, version=version, ours=VERSION)


def _head(line: bytes) -> Head:
    if len(line) > HEAD_MOST:
        raise BadPackage("head")
    told = _json(line, lambda: BadPackage("head"))
    try:
        head = Head(
            uuid.UUID(told["id"]),
            told["kind"],
            told["from"],
            told["for"],
            datetime.fromisoformat(told["made"]),
        )
        same = head.line() == line
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadPackage("head") from None
    if not same or head.kind not in KINDS or head.made.tzinfo is None:
        raise BadPackage("head")
    return head


def _unpacked(plain: bytes, most: int) -> bytes:
    """The plain text, never more of it than allowed: a small file may claim to be a huge one."""
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(plain, most * MB)
    except zlib.error:
        raise BadPackage("unpacked", most=most) from None
    if not reader.eof or reader.unused_data:
        raise BadPackage("unpacked", most=most)
    return found


def _json(text: bytes, fault: Callable[[], BadPackage]) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise fault() from None
    if not isinstance(told, dict):
        raise fault()
    return told
