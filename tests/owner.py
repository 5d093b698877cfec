"""What somebody with the owner's password could do to the tables; only tests log in so."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from anxin.ground.database.roles import apply_grants, become_app, become_owner
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


@contextmanager
def no_journal() -> Iterator[None]:
    """The app may not add to the journal for the length of a block."""
    with owner(), connection.cursor() as cursor:
        cursor.execute(
            "REVOKE INSERT (at, act, by, account, kind, record, cards, result, details, request_id, path)"
            " ON journal_entry FROM anxin_app"
        )
    try:
        yield
    finally:
        with owner():
            apply_grants()
