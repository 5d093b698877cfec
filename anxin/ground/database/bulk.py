"""Thousands of rows at once, in and out, with one parameter.

In: one INSERT of a JSON document that PostgreSQL unpacks. `bulk_create` binds each value of each row by
itself, which costs several times the insert; COPY is not allowed into tables under row security.
Out: `filter(pk__among=ids)`, one array instead of thousands of placeholders.

Rows that were inserted in the same transaction have no statistics yet, and bounds by current_setting()
have none ever: a join over them may become a nested loop over the whole scope (measured: 2.7 s for 3,000
cards, growing with the square). Ask table by table with `among` and join in Python.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields import AutoField, Field
from django.db.models.sql.compiler import SQLCompiler

ROWS = 5000  # of one statement


@models.UUIDField.register_lookup
class Among(models.Lookup):
    """The ids in a list, given as one array."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[Any]:
        return list(self.rhs)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, self.rhs)


def insert(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model. Keys are already set, or counted by the database (then they are not
    read back). Encryption and types are those of the fields; nothing else happens (no signals). Raises what
    the database raises."""
    if not rows:
        return
    fields = [field for field in rows[0]._meta.local_concrete_fields if not isinstance(field, AutoField)]
    statement = _statement(rows[0]._meta.db_table, fields)
    plain = [(str(field.column), field.attname, _prepare(field)) for field in fields]
    with connection.cursor() as cursor:
        for some in _batches(rows):
            cursor.execute(statement, [json.dumps([_plain(row, plain) for row in some])])
    for row in rows:  # a later save() updates, and does not insert again
        row._state.adding, row._state.db = False, connection.alias


def _batches(rows: Sequence[models.Model]) -> Iterator[list[models.Model]]:
    rest = iter(rows)
    while some := list(islice(rest, ROWS)):
        yield some


def _statement(table: str, fields: "Sequence[Field[Any, Any]]") -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    typed = ", ".join(f"{quote(str(field.column))} {field.db_type(connection)}" for field in fields)
    return f"INSERT INTO {quote(table)} ({names}) SELECT {names} FROM json_to_recordset(%s) AS given({typed})"


def _prepare(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    """How a value of this field is made ready for JSON; None where JSON takes it as it is."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.UUIDField):
        return lambda value: value.hex if isinstance(value, UUID) else value
    if isinstance(target, models.DateField):
        return lambda value: value.isoformat() if isinstance(value, date) else value
    plain = type(target).__module__.startswith(("django.db.models", "django.contrib.postgres"))
    if plain or isinstance(target, models.CharField):
        return None
    return lambda value: value and field.get_db_prep_save(value, connection)  # nothing to encrypt in ""


def _plain(
    row: models.Model, fields: "Sequence[tuple[str, str, Callable[[Any], Any] | None]]"
) -> dict[str, Any]:
    values = row.__dict__
    return {column: values[name] if ready is None else ready(values[name]) for column, name, ready in fields}
