"""The three roles: who logs in as whom, and what the app may do."""

from typing import Any

from django.conf import settings
from django.db import connections

# Tables the app may only add to, or only read. Everything else: all four verbs, inside row security.
ADD_ONLY = ("journal_entry",)
READ_ONLY = (
    "django_migrations",
    "account_emailaddress",  # allauth's: nobody has an e-mail, single sign-on is in a file
    "account_emailconfirmation",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
)


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
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {keeper}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}",
        # Reading a counter tells how many rows there are of everybody's.
        f"REVOKE SELECT ON ALL SEQUENCES IN SCHEMA public FROM {app}",
    ]
    statements += [f"REVOKE UPDATE, DELETE ON {table} FROM {app}" for table in ADD_ONLY]
    statements += [f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {app}" for table in READ_ONLY]
    statements += [
        f"REVOKE DELETE ON access_grant, access_approval, access_emergency FROM {app}",
        f"REVOKE INSERT, DELETE ON journal_head FROM {app}",
    ]
    with connections["default"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(
            "SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid"
            " WHERE inhparent = 'journal_entry'::regclass"
        )
        for (partition,) in cursor.fetchall():  # rows of a partition are reached through the journal only
            cursor.execute(f"REVOKE ALL ON {partition} FROM {app}")
