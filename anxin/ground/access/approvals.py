"""Acts that need a second person (two-person rule, check O10): what kinds there are and who decides each.

A room registers its kinds at start-up; ``actions.ask``, ``decide`` and ``use`` do the rest.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from .models import Post

Words = str | Promise
Subject = Mapping[str, Any]


@dataclass(frozen=True)
class ApprovalKind:
    """One kind of act for two.

    ``permission`` is what the one who decides must hold, ``asks`` what the one who asks must hold, both
    when they say it and again when it is used. ``count`` counts afresh, at use, how many rows the subject
    now holds; ``tells`` puts the subject into words for the one who decides (never a family's whole name);
    it is called within the request's part of the tree."""

    code: str
    permission: str
    words: Words
    asks: str = ""
    count: Callable[[Post, Subject], int] | None = None
    tells: Callable[[Subject], Words] | None = None
    at_command_line: bool = False  # the act itself is a command of the operator's, done in the asker's name


_kinds: dict[str, ApprovalKind] = {}


def kind(
    code: str,
    *,
    permission: str,
    words: Words,
    asks: str = "",
    count: Callable[[Post, Subject], int] | None = None,
    tells: Callable[[Subject], Words] | None = None,
    at_command_line: bool = False,
) -> ApprovalKind:
    """Register a kind (once, at start-up). A kind that is unknown can neither be asked for nor used."""
    _kinds[code] = ApprovalKind(code, permission, words, asks, count, tells, at_command_line)
    return _kinds[code]


def kinds() -> dict[str, ApprovalKind]:
    """Every kind by its code."""
    return dict(_kinds)


def canonical(subject: Subject) -> str:
    """The subject as one text, whatever the order it was built in. Ids, codes, numbers and dates only."""
    return json.dumps(subject, default=str, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def fingerprint(code: str, subject: Subject) -> str:
    """What was asked for, as 64 hex characters: of another kind or another subject it is another."""
    return hashlib.sha256(f"{len(code)}:{code}{canonical(subject)}".encode()).hexdigest()
