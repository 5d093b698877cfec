"""A PostgreSQL that somebody else runs, named by DATABASE_URL (the owner's URL)."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from anxin.ground.database.connection import Connection, Login, Role
from anxin.ground.database.problem import Problem, _

from .roles import check_chinese

BESIDE: tuple[Role, ...] = ("app", "keeper", "door")  # the roles beside the owner
ATTRIBUTES: dict[Role, str] = {
    "app": "LOGIN NOSUPERUSER NOBYPASSRLS",
    "keeper": "LOGIN BYPASSRLS IN ROLE pg_read_all_data",
    "door": "LOGIN NOSUPERUSER NOBYPASSRLS",
}
FLOOR = 15  # PostgreSQL's major version below which our SQL does not run


def ensure(url: str, kept: Connection | None, data_dir: Path) -> Connection:
    """Check the outer database and the three roles beside its owner; make them when that is allowed.

    Their passwords are invented here and kept in ``connection.json`` before anything is asked of the
    server, so that the lines of SQL printed for an administrator fit the next start. Raises Problem.
    """
    connection = _described(url, kept) if url else kept
    assert connection is not None
    if not connection.door.password:  # new, or made before there was a door
        connection = replace(connection, door=_invent(connection.door.name))
    connection.save(data_dir)
    with _owner(connection) as session:
        _check_version(session)
        if missing := _who_cannot_log_in(connection):
            _make_roles(session, connection, missing)
        _make_extension(session)
    check_chinese(connection)
    return connection


def lines_of_sql(connection: Connection, roles: Sequence[Role] = BESIDE) -> str:
    """The lines an administrator types when the owner may not create roles: one a role, and the last."""
    logins = [connection.login(role) for role in roles]
    made = [
        f"CREATE ROLE {login.name} {ATTRIBUTES[role]} PASSWORD '{login.password}';\n"
        for role, login in zip(roles, logins, strict=True)
    ]
    names = ", ".join(login.name for login in logins)
    return f'{"".join(made)}GRANT CONNECT ON DATABASE "{connection.database}" TO {names};'


def _described(url: str, kept: Connection | None) -> Connection:
    """Join the URL with the passwords kept from an earlier start, when they are of the same database."""
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError as wrong:
        raise Problem(
            _("DATABASE_URL is no address of a PostgreSQL: write postgresql://USER:PASSWORD@HOST/NAME.")
        ) from wrong
    owner = Login(parts.pop("user", ""), parts.pop("password", ""))
    place = (parts.pop("host", "localhost"), int(parts.pop("port", "5432")), parts.pop("dbname", owner.name))
    same = kept is not None and (kept.host, kept.port, kept.database) == place
    app, keeper = (
        (kept.app, kept.keeper) if kept and same else (_invent("anxin_app"), _invent("anxin_keeper"))
    )
    door = kept.door if kept and same else Connection.door
    return Connection(*place, owner, app, keeper, options=parts, embedded=False, door=door)


def _invent(name: str) -> Login:
    return Login(name, secrets.token_urlsafe(24))


def _owner(connection: Connection) -> psycopg.Connection:
    try:
        return psycopg.connect(connection.conninfo("owner"), autocommit=True)
    except psycopg.OperationalError as refused:
        raise Problem(
            _("The database {name} at {host} does not answer: check DATABASE_URL and that the server runs."),
            name=connection.database,
            host=connection.host,
        ) from refused


def _check_version(session: psycopg.Connection) -> None:
    found = session.info.server_version // 10000
    if found < FLOOR:
        raise Problem(
            _("This PostgreSQL is version {found}: Anxin needs {floor} or later, upgrade the server."),
            found=found,
            floor=FLOOR,
        )


def _make_extension(session: psycopg.Connection) -> None:
    """btree_gist holds the exclusion constraints; it is trusted, so an owner of the database may add it."""
    try:
        session.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    except psycopg.Error as refused:
        raise Problem(
            _(
                "The extension btree_gist is missing: install PostgreSQL's contrib package, or have an "
                "administrator run CREATE EXTENSION btree_gist in this database."
            )
        ) from refused


def _who_cannot_log_in(connection: Connection) -> list[Role]:
    return [role for role in BESIDE if not _logs_in(connection.conninfo(role))]


def _logs_in(conninfo: str) -> bool:
    try:
        psycopg.connect(conninfo).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_roles(session: psycopg.Connection, connection: Connection, roles: Sequence[Role]) -> None:
    """Run the lines as the owner, all or nothing; otherwise hand them to the administrator."""
    try:
        with session.transaction():
            session.execute(lines_of_sql(connection, roles).encode())
    except psycopg.errors.DuplicateObject as there:
        raise Problem(
            _(
                "The roles of this database exist with other passwords: copy connection.json of the first "
                "installation to {place}, or have an administrator run:\n{lines}"
            ),
            place="--data-dir",
            lines=lines_of_sql(connection, roles)
            .replace("CREATE ROLE", "ALTER ROLE")
            .replace(" IN ROLE pg_read_all_data", ""),
        ) from there
    except psycopg.errors.InsufficientPrivilege as refused:
        raise Problem(
            _("The owner may not create roles: let an administrator run these lines:\n{lines}"),
            lines=lines_of_sql(connection, roles),
        ) from refused
