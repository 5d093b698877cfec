"""Statements that a session of the database knows by name: it plans them once and not with every question.

A question of a whole day has dozens of parts; to plan it takes PostgreSQL longer than to answer it for a
small county. A prepared statement belongs to its session, lives through transactions and their end, and row
security is looked at with every call, by the bounds that hold then. It needs a session of its own: behind a
pooler, one that pools sessions.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

MOST = 128  # in one session; the one longest unused goes
_known: "WeakKeyDictionary[Any, OrderedDict[str, None]]" = WeakKeyDictionary()


def name_of(*words: str) -> str:
    """The name of a statement that is told from others by these words."""
    return f"kept_{hashlib.sha256(chr(0).join(words).encode()).hexdigest()[:40]}"


def call(
    name: str, sql: Callable[[], str], types: Mapping[str, str], values: Mapping[str, Any]
) -> tuple[str, tuple[Any, ...]]:
    """What to execute for these values, by name, and its parameters. ``sql`` is asked for only where the
    session does not know the statement yet; in it $1, $2 … stand for the values in the order of ``types``."""
    known = _of_session()
    if name not in known:
        _prepare(name, f"({', '.join(types.values())}) AS {sql()}", known)
    known.move_to_end(name)
    places = ", ".join(f"%s::{one}" for one in types.values())
    return f"EXECUTE {name} ({places})", tuple(values[one] for one in types)


@contextmanager
def planned_once() -> Iterator[None]:
    """Within a transaction: one plan for every value. By itself PostgreSQL plans a statement anew for values
    that might profit, which for one small range after the other costs more than the answers (a township
    officer's day with 30 families: 160 ms of the database's CPU, 63 with one plan)."""
    _plan("force_generic_plan")
    yield
    if not connection.needs_rollback:
        _plan("auto")


def _plan(mode: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('plan_cache_mode', %s, true)", [mode])


def _of_session() -> "OrderedDict[str, None]":
    connection.ensure_connection()
    return _known.setdefault(connection.connection, OrderedDict())


def _prepare(name: str, rest: str, known: "OrderedDict[str, None]") -> None:
    with connection.cursor() as cursor:
        if len(known) >= MOST:
            oldest, _none = known.popitem(last=False)
            cursor.execute(f"DEALLOCATE {oldest}")
        cursor.execute(f"PREPARE {name} {rest}")
    known[name] = None


def forget() -> None:
    """Take it that this session knows nothing: somebody else took its statements away."""
    _of_session().clear()
