"""The database ``anxin``, its four roles and the one extension, made by the cluster's superuser."""

import secrets

import psycopg
from psycopg import sql

from anxin.ground.database.connection import Connection, Login
from anxin.ground.database.problem import Problem, _

from .cluster import PORT, SUPERUSER
from .places import Places

DATABASE = "anxin"
ATTRIBUTES = {  # DESIGN.md section 4
    "anxin_owner": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE",
    "anxin_app": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "anxin_keeper": "LOGIN NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB",
    "anxin_door": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
}


def furnish(places: Places, *, owner_may_create: bool) -> Connection:
    """Make roles, database and extension where they are missing and return how to log in.

    ``owner_may_create`` lets the owner create databases, which only the tests need. Repeating it is safe:
    the roles then get new passwords.
    """
    logins = {name: Login(name, secrets.token_urlsafe(24)) for name in ATTRIBUTES}
    with _superuser(places, "postgres") as session:
        for login in logins.values():
            _make_role(session, login)
        session.execute(
            sql.SQL("ALTER ROLE anxin_owner {}").format(
                sql.SQL("CREATEDB" if owner_may_create else "NOCREATEDB")
            )
        )
        session.execute("GRANT pg_read_all_data TO anxin_keeper")
    with _superuser(places, "template1") as session:  # every database made from now on has it
        session.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    with _superuser(places, "postgres") as session:
        _make_database(session)
    owner, app, keeper, door = logins.values()
    return Connection(str(places.sockets), PORT, DATABASE, owner, app, keeper, door=door)


def check_chinese(connection: Connection) -> None:
    """Refuse a database whose locale takes Chinese characters for no letters: search would find nothing."""
    with psycopg.connect(connection.conninfo("app")) as session:
        row = session.execute("SELECT '张伟' ~ '^[[:alpha:]]{2}$' AND length('张伟') = 2").fetchone()
    if row != (True,):
        raise Problem(
            _(
                "The database {name} does not know Chinese characters as letters: create it with "
                "ENCODING 'UTF8' and the locale C.UTF-8 (or any UTF-8 locale), never C."
            ),
            name=connection.database,
        )


def _superuser(places: Places, database: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(places.sockets),
        port=PORT,
        dbname=database,
        user=SUPERUSER,
        password=places.secret.read_text(),
        autocommit=True,
    )


def _make_role(session: psycopg.Connection, login: Login) -> None:
    name, password = sql.Identifier(login.name), sql.Literal(login.password)
    if session.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login.name]).fetchone() is None:
        session.execute(sql.SQL("CREATE ROLE {}").format(name))
    words = sql.SQL(ATTRIBUTES[login.name])
    session.execute(sql.SQL("ALTER ROLE {} {} PASSWORD {}").format(name, words, password))


def _make_database(session: psycopg.Connection) -> None:
    if session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        session.execute(sql.SQL("CREATE DATABASE {} OWNER anxin_owner").format(sql.Identifier(DATABASE)))
    session.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE)))
    session.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO anxin_app, anxin_keeper, anxin_door").format(
            sql.Identifier(DATABASE)
        )
    )
