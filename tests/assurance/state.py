"""The state of the house: a fingerprint of every table, and randomness and a clock that can be held."""

import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from unittest.mock import patch

import time_machine
from django.db import connection

from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now

# Who looked is meant to be written down; a session is renewed by every request; the queue notes of its jobs
# with the database's own clock and counter.
LOOKS = ("journal_entry", "journal_head", "access_session", "procrastinate_events")
TABLES = """SELECT c.relname, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id'
    AND a.atttypid IN ('bigint'::regtype, 'integer'::regtype))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid) ORDER BY 1"""


def state() -> dict[str, str]:
    """Table → hash of all its rows; counters apart, which a transaction taken back does not put back."""
    with everywhere(), connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [row for row in cursor.fetchall() if row[0] not in LOOKS]
        parts = [
            f"SELECT '{name}', md5(coalesce(string_agg(row, chr(10) ORDER BY row), ''))"
            f" FROM (SELECT ({'to_jsonb(t) - ' + repr('id') if counted else 't'})::text AS row"
            f' FROM "{name}" t) AS every'
            for name, counted in tables
        ]
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The tables in which something changed."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


@cache
def instant() -> datetime:
    """The moment at which the clock is held: one until the next ``hold_from_now``."""
    return now()


def hold_from_now() -> None:
    """Hold the clock later than whatever has been made so far: a row that begins after the held moment could
    not end at it, and the act that ends it would fail for a reason of the test's own."""
    instant.cache_clear()


@contextmanager
def held() -> Iterator[None]:
    """The same clock and the same chance: two equal acts leave equal rows, ids and ciphers too."""
    chance, mine, real = random.Random(20170412), threading.get_ident(), os.urandom

    def urandom(size: int) -> bytes:
        # Only of the thread that asks: a live server of another test may answer a browser meanwhile, and
        # what it drew would shift every token of the page that is compared.
        return chance.randbytes(size) if threading.get_ident() == mine else real(size)

    with (
        time_machine.travel(instant(), tick=False),
        patch.object(os, "urandom", urandom),
        patch.object(random, "_urandom", urandom),
    ):
        yield
