"""The three roles: who logs in as whom, and what the app may do."""

from typing import Any

from django.conf import settings
from django.db import connections

# Tables the app may only read. Everything else but the journal: all four verbs, inside row security.
READ_ONLY = (
    "django_migrations",
    "journal_head",
    "account_emailaddress",  # allauth's: nobody has an e-mail, single sign-on is in a file
    "account_emailconfirmation",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
)

# What may be said when an entry is added. Place in the chain and hash are the database's own (a trigger), so
# nobody but the owner of the tables can forge, change or remove an entry; moving a unit moves its entries.
JOURNAL_GIVEN = "at, act, by, account, kind, record, cards, result, details, request_id, path"


def become(who: dict[str, Any]) -> None:
    """Make the default connection log in as ``who`` (a Django DATABASES entry) from now on, into the database
    it is using: a test process has one of its own, and two of them must not meet in one."""
    connection = connections["default"]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    connection.settings_dict.update({key: value for key, value in who.items() if key != "NAME"})


def become_owner() -> None:
    """Log in as the owner of the tables: only to migrate, never to serve."""
    become(settings.DATABASE_OWNER)


def become_app() -> None:
    """Log in as the app again: owns nothing, bypasses nothing."""
    become(settings.DATABASES_APP)


def apply_grants() -> None:
    """Give the app its rights on every table; run as owner after each migration."""
    app, keeper = settings.ANXIN_ROLE_APP, settings.ANXIN_ROLE_KEEPER
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {app}, {keeper}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}, {keeper}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}, {keeper}",
    ]
    statements += [f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {app}, {keeper}" for table in READ_ONLY]
    statements += [
        f"REVOKE INSERT, UPDATE, DELETE ON journal_entry FROM {app}, {keeper}",
        f"GRANT INSERT ({JOURNAL_GIVEN}) ON journal_entry TO {app}, {keeper}",
        f"GRANT UPDATE (path) ON journal_entry TO {keeper}",
        f"REVOKE DELETE ON access_grant, access_approval, access_emergency FROM {app}",
    ]
    with connections["default"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(
            "SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid"
            " WHERE inhparent = 'journal_entry'::regclass"
        )
        for (partition,) in cursor.fetchall():  # rows of a partition are reached through the journal only
            cursor.execute(f"REVOKE ALL ON {partition} FROM {app}, {keeper}")
