"""Bringing every encrypted value and file under a fresh key, while the house stays open.

Works as the keeper, who sees every row; each batch is one transaction. It may be killed at any point and run
again: what is already under the new key is left alone, and a small file says where it was. It
removes nothing; an old key leaves the ring only by ``retire``, once nothing needs it. The key of the keyed
hashes is not rotated: its hashes would have to be reckoned anew from every number in one go.

The house and its door have a keyring each (crypto.HOUSE, crypto.DOOR), rotated apart: ``of`` says which.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

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
    ``entry``: the sealed value is this entry of an object in a JSON column, whose rest stays as it is.
    ``of``: the keyring that its values lie under."""

    table: str
    name: str
    key: str
    kind: str
    place: str
    entry: str = ""
    of: str = HOUSE

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


class Outside(Protocol):
    """Things of the house that lie sealed outside the columns: files."""

    def by_key(self) -> dict[str, int]:
        """How many lie under each key; none may under one that is retired."""

    def waiting(self, session: "psycopg.Connection[Any]") -> int:
        """How many are to be sealed anew: known to the database, and under another key than the current."""

    def renew(self, session: "psycopg.Connection[Any]", after: str) -> Iterator[tuple[str, bool]]:
        """Seal them anew one by one, in the order of their ids, beyond ``after``: the id of each that was
        under another key, once it is done, and whether it opened. A transaction each."""


_outside: dict[str, Outside] = {}
_inside: dict[str, Column] = {}


def sealed_outside(name: str, things: Outside) -> None:
    """Say what lies sealed outside the columns; ``name`` is what its progress is kept under."""
    _outside[name] = things


def sealed_inside(table: str, name: str, entries: Sequence[str], *, kind: str, place: str) -> None:
    """Say that entries of a JSON column are sealed with ``place``; ``kind`` is the type of the table's id."""
    for entry in entries:
        column = Column(table, name, "id", kind, place, entry)
        _inside[column.mark] = column


def encrypted_columns(of: str = HOUSE) -> list[Column]:
    """Every column of every model that lies under these keys, and every sealed entry of a JSON column."""
    inside = list(_inside.values()) if of == HOUSE else []
    return [
        Column(
            model._meta.db_table,
            str(one.column),
            str(model._meta.pk.column),
            str(model._meta.pk.rel_db_type(connection)),
            one.place,
            of=of,
        )
        for model in apps.get_models()
        for one in model._meta.local_concrete_fields
        if isinstance(one, EncryptedTextField) and one.keys == of
    ] + inside


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
    of: str = HOUSE,
) -> int:
    """Bring everything under the current key. Returns how much cannot be opened and was left as it is.

    ``told`` is called with the number of values of each batch, and after each file. Runs pass after pass
    until a count says that nothing is left, since others write meanwhile.
    """
    damaged = 0
    for _pass in range(PASSES):
        damaged = sum(_column(session, column, progress, told, batch) for column in columns)
        damaged += sum(_things(session, name, progress, told) for name in _outside_of(of))
        progress.after = {}
        time.sleep(SETTLED)  # a process that has not seen the new key yet may still write under the old one
        if remaining(session, columns, of) <= damaged:
            progress.ended = "" if damaged else _moment()
            break
    progress.save()
    return damaged


def remaining(session: "psycopg.Connection[Any]", columns: Sequence[Column], of: str = HOUSE) -> int:
    """How many values and files are not under the current key."""
    found, current = count_by_key(session, columns, of), keyring(of).current.id
    values = sum(number for key, number in found.items() if key != current)
    return values + sum(_outside[name].waiting(session) for name in _outside_of(of))


def count_by_key(
    session: "psycopg.Connection[Any]", columns: Sequence[Column], of: str = HOUSE
) -> dict[str, int]:
    """How many values lie under each key, over all columns; keys of the ring without any count 0."""
    found = dict.fromkeys(keyring(of).keys, 0)
    for column in columns:
        rows = session.execute(_sql(column, COUNT)).fetchall()
        for key, number in rows:
            found[key] = found.get(key, 0) + number
    session.rollback()
    return found


def files_by_key(of: str = HOUSE) -> dict[str, int]:
    """How many files lie under each key."""
    found: Counter[str] = Counter()
    for name in _outside_of(of):
        found.update(_outside[name].by_key())
    return dict(found)


def retire(
    session: "psycopg.Connection[Any]",
    columns: Sequence[Column],
    keys: Path,
    progress: Progress,
    key: str,
    of: str = HOUSE,
) -> None:
    """Take an old key out of the ring. Raises NotYet while anything needs it."""
    ring = Keyring.load(keys)
    if key not in ring.keys:
        raise NotYet("unknown")
    if key == ring.current.id:
        raise NotYet("current")
    if progress.unfinished:
        raise NotYet("unfinished")
    values = count_by_key(session, columns, of).get(key, 0) + files_by_key(of).get(key, 0)
    values += _sessions(session, key) if of == HOUSE else 0
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


# The sessions of today lie sealed too. They are not rotated: they end by themselves, and the key waits.
SESSIONS = "SELECT count(*) FROM access_session WHERE expire_date > now() AND session_data LIKE %s"


def _sessions(session: "psycopg.Connection[Any]", key: str) -> int:
    """How many sessions still need a key."""
    row = session.execute("SELECT to_regclass('access_session') IS NOT NULL").fetchone()
    found = session.execute(SESSIONS, [f"%:{key}:%"]).fetchone() if row and row[0] else None
    session.rollback()
    return found[0] if found else 0


def _outside_of(of: str) -> list[str]:
    """What lies outside the columns under these keys: files are the house's own."""
    return list(_outside) if of == HOUSE else []


def _things(session: "psycopg.Connection[Any]", name: str, progress: Progress, told: Told) -> int:
    """One pass through what lies outside the columns. Returns how many do not open."""
    damaged = 0
    for id_, opened in _outside[name].renew(session, progress.after.get(name, "")):
        damaged += not opened
        progress.after[name] = id_
        progress.save()
        told(int(opened))
    return damaged


def _column(
    session: "psycopg.Connection[Any]", column: Column, progress: Progress, told: Told, batch: int
) -> int:
    """One pass through one column. Returns how many values do not open."""
    damaged = 0
    for rows in _batches(session, column, progress, batch):
        new = {key: fresh for key, old in rows if (fresh := _renewed(old, column))}
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
        asked = {
            "now": keyring(column.of).current.id,
            "after": progress.after.get(column.mark),
            "batch": batch,
        }
        rows = session.execute(_sql(column, PICK), asked).fetchall()
        if not rows:
            session.rollback()
            return
        yield rows


def _renewed(old: str, column: Column) -> str:
    """The value under the current key; "" when it does not open."""
    try:
        return renew(old, column.place, column.of)
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
