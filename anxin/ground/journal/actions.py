"""Writing the journal: in the transaction of the act or look itself. No entry, no act."""

import json
import uuid
import zlib
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import connection, models

from anxin.ground.days.clock import now

SHARDS = 32
request_id: ContextVar[str] = ContextVar("request_id", default="")
_look: ContextVar["models.Model | None"] = ContextVar("look", default=None)


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


OPERATOR = Operator()


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
    codes, ids, numbers and dates, never names or sentences. The chain's shard follows the account.
    """
    _look.set(None)
    where = path if path is not None else getattr(on, "path", "")
    kind = on._meta.label if on is not None else ""
    shard = zlib.crc32(str(by.acting_id).encode()) % SHARDS
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT journal_write(%s, %s, %s, %s, %s, %s, %s, %s::uuid[], %s, %s::jsonb, %s, %s)",
            [
                shard, now(), act, by.id, by.acting_id, kind, on.pk if on is not None else None,
                list(cards), result, json.dumps(details, default=str, sort_keys=True), request_id.get(),
                where,
            ],
        )  # fmt: skip
