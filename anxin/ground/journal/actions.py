"""Writing the journal: in the transaction of the act or look itself. No entry, no act."""

import json
import uuid
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import connection, models, transaction

from anxin.ground.days.clock import now

request_id: ContextVar[str] = ContextVar("request_id", default="")
_look: ContextVar["models.Model | None"] = ContextVar("look", default=None)

# Place in the chain and hash are given by the database (trigger journal_chain); the app may not say them.
INSERT = """
INSERT INTO journal_entry (at, act, by, account, kind, record, cards, result, details, request_id, path)
VALUES (%s, %s, %s, %s, %s, %s, %s::uuid[], %s, %s::jsonb, %s, %s)
"""


class Actor(Protocol):
    """Who acts: a post at work, or the operator at the command line. ``acting_id`` is the account really at
    the keyboard (a colleague's, while the post is in his hands)."""

    @property
    def id(self) -> uuid.UUID | None: ...
    @property
    def acting_id(self) -> uuid.UUID | None: ...


class Operator:
    """The person at the command line of the machine itself; has no account."""

    id = None
    acting_id = None


class Nobody(Operator):
    """Somebody who has not signed in."""


OPERATOR = Operator()
NOBODY = Nobody()


def look_at(card: models.Model) -> None:
    """Say that this request shows a card. Unless an entry is recorded, the middleware notes the look."""
    _look.set(card)


def unnoted_look() -> "models.Model | None":
    """The card that was shown and about which nothing was recorded; asking forgets it."""
    card = _look.get()
    _look.set(None)
    return card


def record(
    act: str,
    *,
    by: Actor,
    on: models.Model | None = None,
    path: str | None = None,
    cards: Iterable[uuid.UUID] = (),
    result: str = "done",
    **details: Any,
) -> None:
    """Write one journal entry about ``act`` (a code such as "families.opened").

    ``on`` is the record acted on; ``cards`` are the ids of cards shown on a list page; ``details`` are
    codes, ids, numbers and dates, never names or sentences."""
    _look.set(None)
    where = path if path is not None else getattr(on, "path", "")
    kind, key = (on._meta.label, on.pk) if on is not None else ("", None)
    _write(act, by, kind, key, list(cards), result, details, where)


def denied(
    act: str,
    *,
    by: Actor,
    path: str,
    record_id: uuid.UUID | None = None,
    result: str = "refused",
    **details: Any,
) -> None:
    """Write that something was refused, in a short transaction of its own: the request's own was undone.
    ``record_id`` is the id that was asked for, whether or not such a record exists."""
    with transaction.atomic():
        _write(act, by, "", record_id, [], result, details, path)


def _write(
    act: str,
    by: Actor,
    kind: str,
    key: uuid.UUID | None,
    cards: list[uuid.UUID],
    result: str,
    details: dict[str, Any],
    path: str,
) -> None:
    said = json.dumps(details, default=str, sort_keys=True)
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT, [now(), act, by.id, by.acting_id, kind, key, cards, result, said, request_id.get(), path]
        )
