"""Bringing every encrypted value under a fresh key, while the house stays open.

Works as the keeper, who sees every row; each batch is one transaction. It may be killed at any point and run
again: what is already under the new key is left alone, and a small file says where it was. It
removes nothing; an old key leaves the ring only by ``retire``, once no value needs it. The key of the keyed
hashes is not rotated: its hashes would have to be reckoned anew from every number in one go.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection
from psycopg import sql

from anxin.ground.database.connection import write_private
from anxin.ground.database.crypto import HOUSE, SETTLED, Damaged, forget_keys, keyring, renew
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.keyring import Keyring

BATCH = 500
PASSES = 20  # rows that somebody holds are passed over and looked for again
Told = Callable[[int], None]


class NotYet(Exception):
    """A key cannot be retired. Codes: current, unknown, unfinished, needed (with how many values)."""

    def __init__(self, code: str, values: int = 0) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Column:
    """One encrypted column: its table, its key and that key's type, and the place bound into its values.
    ``entry``: the sealed value is this entry of an object in a JSON column, whose rest stays as it is."""

    table: str
    name: str
    key: str
    kind: str
    place: str
    entry: str = ""

    @property
    def mark(self) -> str:
        """What its progress is kept under."""
        return f"{self.place}.{self.entry}" if self.entry else self.place


@dataclass
class Progress:
    """How far the rotation under ``key`` has come: after which row in which column, and when it ended."""

    file: Path
    key: str = ""
    began: str = ""
    ended: str = ""
    after: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> "Progress":
        """What an earlier run left; empty when there was none."""
        return cls(file, **json.loads(file.read_text(encoding="ascii"))) if file.exists() else cls(file)

    @property
    def unfinished(self) -> bool:
        """Did an earlier run begin and not come to its end?"""
        return bool(self.key and not self.ended)

    def save(self) -> None:
        """Write it in one step."""
        kept = {name: value for name, value in vars(self).items() if name != "file"}
        write_private(self.file, json.dumps(kept))


_others: dict[str, Callable[[str], int]] = {}
_inside: dict[str, Column] = {}


def also_under(name: str, count: Callable[[str], int]) -> None:
    """Say how many things outside the columns (files) lie under a key: none may, when it is retired."""
    _others[name] = count


def sealed_inside(table: str, name: str, entries: Sequence[str], *, kind: str, place: str) -> None:
    """Say that entries of a JSON column are sealed with ``place``; ``kind`` is the type of the table's id."""
    for entry in entries:
        column = Column(table, name, "id", kind, place, entry)
        _inside[column.mark] = column


def encrypted_columns() -> list[Column]:
    """Every encrypted column of every model, and every sealed entry of a JSON column."""
    return [
        Column(
            model._meta.db_table,
            str(one.column),
            str(model._meta.pk.column),
            str(model._meta.pk.rel_db_type(connection)),
            one.place,
        )
        for model in apps.get_models()
        for one in model._meta.local_concrete_fields
        if isinstance(one, EncryptedTextField) and one.keys == HOUSE  # the door's live for days and go
    ] + list(_inside.values())


def begin(keys: Path, file: Path, algorithm: str) -> Progress:
    """Go on with an unfinished rotation, or make a fresh key and begin one."""
    progress = Progress.read(file)
    if progress.unfinished:
        return progress
    ring = Keyring.load(keys, algorithm).rotated(keys, algorithm)
    forget_keys()
    progress = Progress(file, key=ring.current.id, began=_moment())
    progress.save()
    return progress


def rotate(
    session: "psycopg.Connection[Any]",
    columns: Sequence[Column],
    progress: Progress,
    told: Told,
    batch: int = BATCH,
) -> int:
    """Bring every value under the current key. Returns how many cannot be opened and were left as they are.

    ``told`` is called with the number of values of each batch. Runs pass after pass until a count says that
    nothing is left, since others write meanwhile.
    """
    damaged = 0
    for _pass in range(PASSES):
        damaged = sum(_column(session, column, progress, told, batch) for column in columns)
        progress.after = {}
        time.sleep(SETTLED)  # a process that has not seen the new key yet may still write under the old one
        if remaining(session, columns) <= damaged:
            progress.ended = "" if damaged else _moment()
            break
    progress.save()
    return damaged


def remaining(session: "psycopg.Connection[Any]", columns: Sequence[Column]) -> int:
    """How many values are not under the current key."""
    found = count_by_key(session, columns)
    return sum(number for key, number in found.items() if key != keyring().current.id)


def count_by_key(session: "psycopg.Connection[Any]", columns: Sequence[Column]) -> dict[str, int]:
    """How many values lie under each key, over all columns; keys of the ring without any count 0."""
    found = dict.fromkeys(keyring().keys, 0)
    for column in columns:
        rows = session.execute(_sql(column, COUNT)).fetchall()
        for key, number in rows:
            found[key] = found.get(key, 0) + number
    session.rollback()
    return found


def retire(
    session: "psycopg.Connection[Any]", columns: Sequence[Column], keys: Path, progress: Progress, key: str
) -> None:
    """Take an old key out of the ring. Raises NotYet while anything needs it."""
    ring = Keyring.load(keys)
    if key not in ring.keys:
        raise NotYet("unknown")
    if key == ring.current.id:
        raise NotYet("current")
    if progress.unfinished:
        raise NotYet("unfinished")
    values = count_by_key(session, columns).get(key, 0) + _elsewhere(session, key)
    if values:
        raise NotYet("needed", values)
    ring.without(keys, key)
    forget_keys()


COUNT = "SELECT split_part({value}, ':', 2), count(*) FROM {table} WHERE {value} <> '' GROUP BY 1"
PICK = (
    "SELECT {key}::text, {value} FROM {table} WHERE {value} <> '' AND split_part({value}, ':', 2) <> %(now)s"
    " AND {key} > coalesce(%(after)s::{kind}, {lowest}) ORDER BY {key}"
    " LIMIT %(batch)s FOR NO KEY UPDATE SKIP LOCKED"
)
PUT = (
    "UPDATE {table} SET {name} = {put} FROM unnest(%(keys)s::{kind}[], %(new)s::text[]) AS told(key, new)"
    " WHERE {table}.{key} = told.key"
)
LOWEST = {"uuid": "'00000000-0000-0000-0000-000000000000'::uuid", "bigint": "0::bigint"}


# What lies sealed outside the columns and is not rotated: the sessions of today, which end by themselves.
ELSEWHERE = (
    (
        "access_session",
        "SELECT count(*) FROM access_session WHERE expire_date > now() AND session_data LIKE %s",
    ),
)


def _elsewhere(session: "psycopg.Connection[Any]", key: str) -> int:
    """How many things outside the columns still need a key. They are not rotated; they keep the key alive."""
    found = sum(count(key) for count in _others.values())
    for table, asked in ELSEWHERE:
        row = session.execute("SELECT to_regclass(%s) IS NOT NULL", [table]).fetchone()
        if row and row[0]:
            found += (session.execute(asked, [f"%:{key}:%"]).fetchone() or (0,))[0]
    session.rollback()
    return found


def _column(
    session: "psycopg.Connection[Any]", column: Column, progress: Progress, told: Told, batch: int
) -> int:
    """One pass through one column. Returns how many values do not open."""
    damaged = 0
    for rows in _batches(session, column, progress, batch):
        new = {key: fresh for key, old in rows if (fresh := _renewed(old, column.place))}
        damaged += len(rows) - len(new)
        session.execute(_sql(column, PUT), {"keys": list(new), "new": list(new.values())})
        session.commit()
        progress.after[column.mark] = rows[-1][0]
        progress.save()
        told(len(new))
    return damaged


def _batches(
    session: "psycopg.Connection[Any]", column: Column, progress: Progress, batch: int
) -> Iterator[list[tuple[str, str]]]:
    """Rows still under another key, by their ids, from where an earlier run was; locked until committed."""
    while True:
        asked = {"now": keyring().current.id, "after": progress.after.get(column.mark), "batch": batch}
        rows = session.execute(_sql(column, PICK), asked).fetchall()
        if not rows:
            session.rollback()
            return
        yield rows


def _renewed(old: str, place: str) -> str:
    """The value under the current key; "" when it does not open."""
    try:
        return renew(old, place)
    except Damaged:
        return ""


def _sql(column: Column, words: str) -> sql.Composed:
    names = {"table": column.table, "name": column.name, "key": column.key}
    words = words.replace("{kind}", column.kind).replace("{lowest}", LOWEST[column.kind])
    value, put = "{table}.{name}", "told.new"
    if column.entry:
        value, put = (
            "({table}.{name} ->> {entry})",
            "jsonb_set({table}.{name}, ARRAY[{entry}], to_jsonb(told.new))",
        )
    words = words.replace("{value}", value).replace("{put}", put)
    quoted = {name: sql.Identifier(given) for name, given in names.items()}
    return sql.SQL(words).format(**quoted, entry=sql.Literal(column.entry))


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
