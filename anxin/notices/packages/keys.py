"""Keys: each installation has one to sign with (Ed25519) and one to be written to (age, X25519).

What is handed to others is one line: ``anxin-key-1 age1… <signing key in base64>``. Its fingerprint, eight
groups of four, is what two people compare by telephone.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import cached_property

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils.translation import gettext_lazy as _

from anxin.ground.jobs.refusals import Refused

MARK = "anxin-key-1"
RAW = serialization.Encoding.Raw


@dataclass(frozen=True)
class PublicKey:
    """What others know of an installation."""

    text: str

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        """The key in a line that somebody pasted. Refused: packages.no_key."""
        found = cls(" ".join(text.split()))
        try:
            mark, _recipient, _verifier = found.text.split(" ")[0], found.recipient, found.verifier
        except (ValueError, IndexError, binascii.Error, pyrage.RecipientError):
            mark = ""
        if mark != MARK or len(found.text.split(" ")) != 3:
            raise Refused(
                "packages.no_key",
                _("This is not a key: paste the whole line that begins with anxin-key-1."),
            )
        return found

    @cached_property
    def recipient(self) -> "pyrage.x25519.Recipient":
        """To whom age writes."""
        return pyrage.x25519.Recipient.from_str(self.text.split(" ")[1])

    @cached_property
    def verifier(self) -> Ed25519PublicKey:
        """By which a signature is checked."""
        raw = base64.b64decode(self.text.split(" ")[2], validate=True)
        return Ed25519PublicKey.from_public_bytes(raw)

    @property
    def fingerprint(self) -> str:
        """32 hex characters of the hash of the line."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:32]

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Was this message signed with the other half of this key?"""
        try:
            self.verifier.verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SecretKey:
    """The two secrets of an installation, in one line: ``AGE-SECRET-KEY-1… <signing key in base64>``."""

    text: str

    def __repr__(self) -> str:
        return "SecretKey(…)"

    @classmethod
    def make(cls) -> "SecretKey":
        """Fresh ones."""
        signing = Ed25519PrivateKey.generate().private_bytes(
            RAW, serialization.PrivateFormat.Raw, serialization.NoEncryption()
        )
        return cls(f"{pyrage.x25519.Identity.generate()} {base64.b64encode(signing).decode()}")

    @cached_property
    def identity(self) -> "pyrage.x25519.Identity":
        """With which age reads."""
        return pyrage.x25519.Identity.from_str(self.text.split(" ")[0])

    @cached_property
    def signer(self) -> Ed25519PrivateKey:
        """With which packages are signed."""
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.text.split(" ")[1]))

    @cached_property
    def public(self) -> PublicKey:
        """What is handed to others."""
        raw = self.signer.public_key().public_bytes(RAW, serialization.PublicFormat.Raw)
        return PublicKey(f"{MARK} {self.identity.to_public()} {base64.b64encode(raw).decode()}")


def grouped(fingerprint: str) -> str:
    """As it is read out: 3f2a 91c0 … eight groups of four."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
