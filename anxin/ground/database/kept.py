"""Questions that a process keeps as SQL: written once for a shape, asked with each reader's own values.

Django takes far longer to write the question of a whole day than to send it. What a kept question holds is
made of stand-ins alone, never of a reader's data: it is written twice, with two sets of invented values that
have no character and no length in common, and both writings are laid beside each other. A parameter that is
alike in both is the same for every reader; one that is the stand-in itself becomes the reader's own value;
whatever else differs was derived from a value (``Unkept``), and such a question is written anew each time.

Sessions of the database keep it too, as a prepared statement (``prepared``): what is the same for every
reader stands in its words, so that the planner knows it, and the reader's own values are bound with each
call. A plan is good for ranges of one size only: what is best for 300 families took twelve times as long as
need be for 30,000. So a range that is asked about as a whole (``whole``) has a statement of its own, whose
bounds stand in its words too; single cards are alike and share one.
"""

import copy
import re
import uuid
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from threading import Lock
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import QuerySet
from psycopg.types.json import Jsonb

from . import prepared

T = TypeVar("T")
Own = Mapping[str, Any]  # what differs between readers, by name
# Invented values, of which no two share a character at any place or a length, nor equal anything real.
STAND_INS: tuple[Own, Own] = (
    {
        "post": uuid.UUID(int=0xA1 << 100), "unit": uuid.UUID(int=0xA2 << 100),
        "lo": "{lo:one", "hi": "{hi:one!",
    },
    {
        "post": uuid.UUID(int=0xB1 << 90), "unit": uuid.UUID(int=0xB2 << 90),
        "lo": "<LOWER=TWO#", "hi": "<UPPER=TWO?##",
    },
)  # fmt: skip

TYPES = {"post": "uuid", "unit": "uuid", "lo": "text", "hi": "text"}  # of them, in the order they are bound
BOUNDS = ("lo", "hi")
PLACE = re.compile("%[%s]")  # of a parameter; a doubled sign is one of its own


class Unkept(Exception):
    """This question holds something of its reader that is not simply put in: it is not kept."""


@dataclass(frozen=True)
class Written:
    """One question as SQL, with the place of each value of the reader's own. No SQL: nothing matches."""

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: Sequence[Any]
    places: Mapping[int, str]
    words: str  # tells it from others

    def bound_to(self, own: Own) -> tuple[Any, ...]:
        """The parameters for this reader; a KeyError if one of the values is not given."""
        return tuple(own[self.places[n]] if n in self.places else one for n, one in enumerate(self.params))

    def ask(self, own: Own, *, whole: bool) -> list[Any]:
        """The rows for this reader, as the query's own iteration gives them. Nothing shared is changed.
        ``whole``: it is planned for this range by itself."""
        if not self.sql:
            return []
        stands = {name: own[name] for name in BOUNDS} if whole else {}
        name = prepared.name_of(self.words, *stands.values())
        asked = prepared.call(name, lambda: self._numbered(stands), TYPES, own)
        compiler = copy.copy(self.compiler)
        compiler.as_sql = lambda *_args, **_kwargs: asked
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(rows)

    def _numbered(self, stands: Own) -> str:
        """The same SQL with $1, $2 … for the reader's own values but those that stand in it, and everything
        else in its place."""
        at, names, rest = count(), list(TYPES), list[Any]()

        def put(found: re.Match[str]) -> str:
            if found[0] == "%%":
                return found[0]
            n = next(at)
            name = self.places.get(n)
            if name and name not in stands:
                return f"${names.index(name) + 1}"
            rest.append(stands[name] if name else self.params[n])
            return found[0]

        return mogrify(PLACE.sub(put, self.sql), rest, connection)


def write(first: QuerySet[Any, Any], second: QuerySet[Any, Any]) -> Written:
    """The question that was made with each set of stand-ins; Unkept if it holds what is derived from one."""
    one, other = STAND_INS
    compiler, sql, params = _as_sql(first)
    _compiler, other_sql, other_params = _as_sql(second)
    if sql != other_sql or len(params) != len(other_params):
        raise Unkept("the SQL itself depends on the reader")
    if any(isinstance(value, datetime) for value in params):
        raise Unkept("a moment passes")
    places = {}
    for n, (here, there) in enumerate(zip(params, other_params, strict=True)):
        if not _same(here, there):
            places[n] = _name(one, here)
            if places[n] != _name(other, there):
                raise Unkept("two values of the reader changed places")
    kept = tuple(None if n in places else value for n, value in enumerate(params))
    return Written(first, compiler, sql, kept, places, f"{sql} {kept!r}")


def agrees(written: Written, rows: QuerySet[Any, Any], own: Own) -> bool:
    """Is a kept question, with this reader's values put in, what Django writes for this very reader?"""
    _compiler, sql, params = _as_sql(rows)
    bound = written.bound_to(own) if written.sql else ()
    return sql == written.sql and len(params) == len(bound) and all(map(_same, params, bound))


def _as_sql(rows: QuerySet[Any, Any]) -> tuple[Any, str, tuple[Any, ...]]:
    compiler = rows.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:  # nothing can ever match
        sql, params = "", ()
    return compiler, sql, tuple(params)


def _same(one: Any, other: Any) -> bool:
    """Alike in kind and value, all the way down: 1 is not True."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Jsonb):  # knows no likeness of its own
        return _same(one.obj, other.obj)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _name(own: Own, value: Any) -> str:
    for name, stand_in in own.items():
        if _same(stand_in, value):
            return name
    raise Unkept("a value is derived from the reader's own")


class Shelf(Generic[T]):
    """At most so many things by key, those used last; threads share it."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._things: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """What lies under this key."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
            return self._things.get(key)

    def put(self, key: Hashable, thing: T) -> None:
        """Lay it there; the one longest unused goes."""
        with self._lock:
            self._things[key] = thing
            self._things.move_to_end(key)
            while len(self._things) > self._most:
                self._things.popitem(last=False)

    def clear(self) -> None:
        """Take everything away."""
        with self._lock:
            self._things.clear()
