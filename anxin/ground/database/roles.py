"""The four roles: who logs in as whom, and what the app may do."""

from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper

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

# All that the door's role (family_page) may do; whatever is not named here it may not even read. Which rows
# it sees of the first three is said by their policies: those of the pass whose token it names.
DOOR = {
    "family_page_pass": "SELECT, UPDATE (tries, opened_at, used_at, withdrawn_at, withdrawn_why)",
    "family_page_sheet": "SELECT",
    "family_page_said": "SELECT, INSERT",
    "family_page_knock": "SELECT, INSERT, UPDATE, DELETE",
    "days_officeday": "SELECT",
}

# The counsellors' own schema (officers.models.vault). A note is added, never changed or removed; the keeper
# reads cipher text, for backups alone.
COUNSELLING = {
    "counsellor_key": "SELECT, INSERT, UPDATE",
    "key_recovery": "SELECT, INSERT, UPDATE, DELETE",
    "counsellor_note": "SELECT, INSERT",
}


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
    app, keeper, door = settings.ANXIN_ROLE_APP, settings.ANXIN_ROLE_KEEPER, settings.ANXIN_ROLE_DOOR
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {app}, {keeper}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}, {keeper}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {keeper}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}",
        # Reading a counter tells how many rows there are of everybody's.
        f"REVOKE SELECT ON ALL SEQUENCES IN SCHEMA public FROM {app}",
    ]
    statements += [f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {app}, {keeper}" for table in READ_ONLY]
    statements += [
        f"REVOKE INSERT, UPDATE, DELETE ON journal_entry FROM {app}, {keeper}",
        f"GRANT INSERT ({JOURNAL_GIVEN}) ON journal_entry TO {app}, {keeper}",
        f"GRANT UPDATE (path) ON journal_entry TO {keeper}",
        f"REVOKE DELETE ON access_grant, access_approval, access_emergency FROM {app}",
    ]
    statements += [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {door}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {door}",
        f"GRANT USAGE ON SCHEMA public TO {door}",
        *(f"GRANT {rights} ON {table} TO {door}" for table, rights in DOOR.items()),
    ]
    statements += [
        f"GRANT USAGE ON SCHEMA counselling TO {app}, {keeper}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA counselling TO {keeper}",
        *(f"GRANT {rights} ON counselling.{table} TO {app}" for table, rights in COUNSELLING.items()),
    ]
    with connections["default"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        _close_functions(cursor, door, f"{app}, {keeper}")
        cursor.execute(
            "SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid"
            " WHERE inhparent = 'journal_entry'::regclass"
        )
        for (partition,) in cursor.fetchall():  # rows of a partition are reached through the journal only
            cursor.execute(f"REVOKE ALL ON {partition} FROM {app}, {keeper}")


def _close_functions(cursor: CursorWrapper, door: str, to: str) -> None:
    """What our own functions do beyond their caller's rights, and everybody may call, is for the house alone;
    what nobody may call (the journal's trigger) stays so."""
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND prosecdef AND pg_get_userbyid(proowner) = current_user"
        " AND has_function_privilege(%s, oid, 'EXECUTE')",
        [door],
    )
    for (function,) in cursor.fetchall():
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {to}")
