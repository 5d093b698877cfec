"""O2: the database as second line. Were every filter of the house forgotten, no row would leave its scope.

First the catalogue: nothing in it breaks a wall, and mistakes planted in it are found. Then the eight states
in which a scope is missing: real transactions, a real log-in as the app, every personal table: no row.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import ConnectionHandler, connection, connections
from procrastinate.contrib.django import app as queue

from anxin.ground.database.scope import everywhere, scope
from anxin.ground.jobs.queue import job
from tests.cast import Tree, family, hire, plant_tree
from tests.test_row_security import OPEN

from .catalogue import COLUMNS, DEFINERS, POLICIES, exceptions

APP, OWNER, KEEPER = settings.ANXIN_ROLE_APP, settings.DATABASE_OWNER["USER"], settings.ANXIN_ROLE_KEEPER
PERSONAL = """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relrowsecurity
  AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)"""


@contextmanager
def logged_in(who: dict[str, Any]) -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own to this test's database."""
    place = {"host": who["HOST"], "port": who["PORT"], "user": who["USER"], "password": who["PASSWORD"]}
    with psycopg.connect(dbname=connection.settings_dict["NAME"], **place) as session:
        yield session
        session.rollback()


def found_by_owner(*mistakes: str, app: str = APP) -> list[str]:
    """What the check says of a catalogue with these mistakes in it; none of them stays."""
    with logged_in(settings.DATABASE_OWNER) as session, session.cursor() as cursor:
        for mistake in mistakes:
            cursor.execute(mistake)
        return exceptions(cursor, app, set(OPEN))


@pytest.mark.django_db
def test_nothing_in_the_catalogue_breaks_a_wall(record_property):
    with connection.cursor() as cursor:
        broken = exceptions(cursor, APP, set(OPEN))
        cursor.execute(PERSONAL)
        tables = len(cursor.fetchall())
    assert broken == []
    record_property(
        "O2 catalogue", f"{tables} personal tables, 0 exceptions, {len(POLICIES)} policies with a reason"
    )


@pytest.mark.django_db
def test_what_is_excused_exists_and_has_a_reason():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname FROM pg_policies")
        assert set(POLICIES) <= set(cursor.fetchall())
        cursor.execute("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relrowsecurity")
        assert set(OPEN) <= {name for (name,) in cursor.fetchall()}
    assert all({**POLICIES, **DEFINERS, **COLUMNS, **OPEN}.values())


TABLE = 'CREATE TABLE planted (path text COLLATE "C", name text)'
FORCED = "ALTER TABLE planted ENABLE ROW LEVEL SECURITY; ALTER TABLE planted FORCE ROW LEVEL SECURITY"
GRANT = f"GRANT SELECT ON planted TO {APP}"
LOW, HIGH = "path >= current_setting('app.lo', true)", "path < current_setting('app.hi', true)"
PLANTED = {
    "a table without row security": [TABLE],
    "row security that its owner passes": [TABLE, "ALTER TABLE planted ENABLE ROW LEVEL SECURITY"],
    "a table without a policy": [TABLE, FORCED],
    "a policy with one bound": [TABLE, FORCED, f"CREATE POLICY planted ON planted USING ({LOW})"],
    "a policy for everything": [TABLE, FORCED, "CREATE POLICY planted ON planted USING (true)"],
    "a policy that writes anywhere": [
        TABLE, FORCED, f"CREATE POLICY planted ON planted USING ({LOW} AND {HIGH}) WITH CHECK (true)",
    ],
    "a second policy that opens the first": [
        "CREATE POLICY planted ON families_person FOR SELECT USING (name <> '')",
    ],
    "row security switched off": ["ALTER TABLE families_person DISABLE ROW LEVEL SECURITY"],
    "a policy taken away": ["DROP POLICY in_range ON families_person"],
    "a plain view": ["CREATE VIEW planted AS SELECT * FROM families_person", GRANT],
    "a materialised view": ["CREATE MATERIALIZED VIEW planted AS SELECT * FROM families_person", GRANT],
    "a function with its owner's rights": [
        "CREATE FUNCTION planted() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
        " AS 'SELECT count(*) FROM families_person'",
    ],
    "a trigger with its owner's rights": [
        "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        " AS 'BEGIN RETURN NEW; END'",
    ],
    "a partition opened": [f"GRANT SELECT ON journal_entry_rest TO {APP}"],
    "a table for everybody": ["GRANT SELECT ON families_person TO PUBLIC"],
    "a column for the app": [f"GRANT UPDATE (details) ON journal_entry TO {APP}"],
    "a counter that can be set": [f"GRANT UPDATE ON families_searchtoken_id_seq TO {APP}"],
    "a counter that can be read": [f"GRANT SELECT ON families_searchtoken_id_seq TO {APP}"],
    "a table the app may empty": [f"GRANT TRUNCATE ON families_person TO {APP}"],
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("mistake", PLANTED)
def test_a_planted_mistake_is_found(mistake):
    assert found_by_owner() == []
    assert found_by_owner(*PLANTED[mistake]) != []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [OWNER, KEEPER])
def test_the_app_as_a_mightier_role_is_found(role):
    assert any("more than the app" in one or "owned by the app" in one for one in found_by_owner(app=role))


# The eight states. Each returns how many rows of all personal tables it sees without a scope.
def rows(cursor: Any) -> int:
    """How many rows of all personal tables are in sight."""
    cursor.execute(PERSONAL)
    counted = " + ".join(f'(SELECT count(*) FROM "{name}")' for (name,) in cursor.fetchall())
    cursor.execute(f"SELECT {counted}")
    return int(cursor.fetchone()[0])


def _open(cursor: Any) -> None:
    """A scope of everything, for this transaction: what is counted afterwards was there."""
    cursor.execute("SELECT set_config('app.lo', '', true), set_config('app.hi', '~', true)")
    assert rows(cursor) > 10


def _as_app() -> Any:
    return logged_in(settings.DATABASES_APP)


def never_set() -> int:
    with _as_app() as session, session.cursor() as cursor:
        return rows(cursor)


def empty() -> int:
    with _as_app() as session, session.cursor() as cursor:
        cursor.execute("SELECT set_config('app.lo', '', true), set_config('app.hi', '', true)")
        return rows(cursor)


def half() -> int:
    """One bound alone, either way."""
    seen = 0
    for name, value in (("app.lo", ""), ("app.hi", "~")):
        with _as_app() as session, session.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
            seen += rows(cursor)
    return seen


def after_commit() -> int:
    with _as_app() as session, session.cursor() as cursor:
        _open(cursor)
        session.commit()
        return rows(cursor)


def after_rollback() -> int:
    with _as_app() as session, session.cursor() as cursor:
        _open(cursor)
        session.rollback()
        return rows(cursor)


def after_an_error() -> int:
    """An act that fails inside the house's own scope, caught outside it."""
    with suppress(ZeroDivisionError), everywhere(), connection.cursor() as cursor:
        assert rows(cursor) > 10
        raise ZeroDivisionError
    with connection.cursor() as cursor:
        return rows(cursor)


def in_a_new_thread() -> int:
    seen = []

    def look() -> None:
        with connection.cursor() as cursor:
            seen.append(rows(cursor))
        connections.close_all()

    with everywhere():
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    return seen[0]


SEEN_BY_THE_JOB: list[int] = []


@job("assurance.look_without_a_scope")
def look_without_a_scope() -> None:
    with connection.cursor() as cursor:
        SEEN_BY_THE_JOB.append(rows(cursor))


def in_a_job() -> int:
    """Put into the queue inside a scope, run by the queue's own worker."""
    with everywhere():
        look_without_a_scope.defer()
    with queue.replace_connector(queue.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    return SEEN_BY_THE_JOB.pop()


def from_the_pool() -> int:
    """The second user of the one connection of a pool, as in production, after a scope of everything."""
    place = {**connection.settings_dict, "OPTIONS": {"pool": {"min_size": 1, "max_size": 1, "timeout": 3}}}
    pooled = ConnectionHandler({"default": place})["default"]
    seen, processes = 0, set()
    for round_ in range(2):
        with pooled.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            processes.add(cursor.fetchone())
            seen += rows(cursor)
            if not round_:
                cursor.execute("BEGIN")
                _open(cursor)
                cursor.execute("COMMIT")
        pooled.close()
    pooled.close_pool()
    assert len(processes) == 1, "the pool gave another connection: nothing was reused"
    return seen


STATES: dict[str, Callable[[], int]] = {
    "never set": never_set, "empty": empty, "after COMMIT": after_commit, "after ROLLBACK": after_rollback,
    "after an error": after_an_error, "in a new thread": in_a_new_thread, "in a job": in_a_job,
    "a connection used again from the pool": from_the_pool, "one bound alone": half,
}  # fmt: skip


def _standing_rows() -> Tree:
    """A family with all that hangs on it, committed."""
    tree = plant_tree()
    clerk = hire("clerk-of-o2", tree.county_office, "clerk", "沈静")
    with scope(tree.county.path):
        family(clerk, tree.county)
    return tree


@pytest.mark.django_db(transaction=True)
def test_without_a_scope_no_state_shows_a_row(record_property):
    _standing_rows()
    seen = {name: look() for name, look in STATES.items()}
    assert seen == dict.fromkeys(STATES, 0)
    record_property("O2 scope missing", f"{len(STATES) - 1} of 8 states (and one bound alone): 0 rows")
