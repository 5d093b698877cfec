"""What carries a digest out of the house, one module a channel. Only the worker calls them."""

from dataclasses import dataclass


class NotSent(Exception):
    """Nobody took the digest: it may be tried again. Carries a code, never an address."""


class Unclear(Exception):
    """The other side broke off after it was told: it may have taken the digest. It is not tried again."""


@dataclass(frozen=True)
class Letter:
    """One digest as it leaves: the id of its row, where to, what it says."""

    id: str
    to: str
    subject: str
    text: str
    link: str
    count: int
