"""What somebody with the owner's password could do to the tables; only tests log in so."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection

from anxin.ground.database.roles import JOURNAL_GIVEN, become_app, become_owner
from anxin.ground.database.scope import everywhere


@contextmanager
def owner() -> Iterator[None]:
    """Log in as the owner of the tables for the length of a block (outside any transaction)."""
    name = connection.settings_dict["NAME"]
    become_owner()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        become_app()
        connection.settings_dict["NAME"] = name


def as_owner(*statements: str) -> None:
    """Run statements as the owner, who must first lift row security from the journal."""
    with owner(), everywhere(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry NO FORCE ROW LEVEL SECURITY")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY")


def beside(statement: str) -> None:
    """Run one statement as the owner in a connection of its own, beside the test's open transaction."""
    who = settings.DATABASE_OWNER
    place = {"host": who["HOST"], "port": who["PORT"], "dbname": connection.settings_dict["NAME"]}
    with psycopg.connect(user=who["USER"], password=who["PASSWORD"], **place) as session:
        session.execute(statement)


def empty_journal() -> None:
    """Begin the journal anew: no entry, every chain at its start."""
    beside(
        "SET lock_timeout = '20s'; TRUNCATE journal_entry; UPDATE journal_head SET seq = 0, hash = ''"
        " WHERE seq > 0"
    )


@contextmanager
def no_journal() -> Iterator[None]:
    """The app may not add to the journal for the length of a block."""
    app = settings.ANXIN_ROLE_APP
    beside(f"REVOKE INSERT ({JOURNAL_GIVEN}) ON journal_entry FROM {app}")
    try:
        yield
    finally:
        beside(f"GRANT INSERT ({JOURNAL_GIVEN}) ON journal_entry TO {app}")
