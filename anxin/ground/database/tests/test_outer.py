"""A PostgreSQL of the installation's own, named by DATABASE_URL: here one of the wheel plays it."""

import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from anxin.ground.database.connection import Connection, Login
from anxin.ground.database.problem import Problem
from anxin.ground.database.server import ensure_server, outer, serving
from anxin.ground.database.server.places import known


@pytest.fixture(scope="module")
def administrator(hurried):
    """A server without Anxin's roles; yields a function that runs SQL as its administrator."""
    place = Path(tempfile.mkdtemp(prefix="anxin-t-", dir="/tmp"))
    place.chmod(0o755)
    with serving(place, embedded=True) as connection:
        login = Login("postgres", known(place).secret.read_text())
        conninfo = Connection(connection.host, 5432, "postgres", login, login, login).conninfo("owner")

        def run(*statements):
            with psycopg.connect(conninfo, autocommit=True) as session:
                for statement in statements:
                    session.execute(statement)

        run("DROP DATABASE anxin", "DROP ROLE anxin_app, anxin_keeper, anxin_door, anxin_owner")
        run.host, run.password = connection.host, login.password
        yield run
    shutil.rmtree(place)


@pytest.fixture
def database(administrator, monkeypatch):
    """An empty database whose owner may not create roles; DATABASE_URL names it."""
    administrator("CREATE ROLE county LOGIN PASSWORD 'p'", "CREATE DATABASE care OWNER county")
    monkeypatch.setenv("DATABASE_URL", f"postgresql://county:p@/care?host={administrator.host}")
    yield administrator
    administrator(
        "DROP DATABASE care", "DROP ROLE county", "DROP ROLE IF EXISTS anxin_app, anxin_keeper, anxin_door"
    )


def test_an_owner_who_may_not_create_roles_gets_lines_that_work(database, tmp_path):
    with pytest.raises(Problem, match="let an administrator run these lines") as told:
        ensure_server(tmp_path)
    lines = told.value.params["lines"]
    assert lines.count("\n") == 3
    database(lines)
    connection = ensure_server(tmp_path)
    assert not connection.embedded
    with psycopg.connect(connection.conninfo("keeper")) as session:
        assert session.execute(
            "SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == (True,)


def test_an_owner_who_may_create_roles_does_so(database, tmp_path, monkeypatch):
    url = f"postgresql://postgres:{database.password}@/care?host={database.host}"
    monkeypatch.setenv("DATABASE_URL", url)
    connection = ensure_server(tmp_path)
    with psycopg.connect(connection.conninfo("app")) as session:
        found = session.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert found.fetchone() == (False,)
    monkeypatch.delenv("DATABASE_URL")
    assert ensure_server(tmp_path) == connection  # the data directory remembers its database
    with pytest.raises(Problem, match="a --data-dir of its own"):
        ensure_server(tmp_path, embedded=True)


def test_roles_with_other_passwords_are_not_changed_silently(database, tmp_path):
    database("CREATE ROLE anxin_app LOGIN PASSWORD 'other'", "ALTER ROLE county CREATEROLE")
    with pytest.raises(Problem, match=r"copy connection\.json") as told:
        ensure_server(tmp_path)
    assert "ALTER ROLE anxin_app" in str(told.value)


def test_an_old_server_is_refused(database, tmp_path, monkeypatch):
    monkeypatch.setattr(outer, "FLOOR", 99)
    with pytest.raises(Problem, match="version 18: Anxin needs 99 or later"):
        ensure_server(tmp_path)


@pytest.mark.parametrize(
    ("url", "words"),
    [("mysql//x", "no address of a PostgreSQL"), ("postgresql://a:b@/c?host=/nowhere", "does not answer")],
)
def test_a_wrong_address_is_told_without_its_password(url, words, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(Problem, match=words):
        ensure_server(tmp_path)
