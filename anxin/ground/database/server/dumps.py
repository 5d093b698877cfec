"""Backups: one consistent picture of the database, a digest of the file and the rows of every table."""

import hashlib
import json
import os
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from anxin.ground.database.connection import Connection, Role, write_private
from anxin.ground.database.problem import Problem, _

from .binaries import installed

DUMP, MANIFEST = "database.dump", "manifest.json"
# What opens the encrypted fields, the house's and the door's, within the data directory: never in a backup.
KEYS = ("keys.json", "door/door.key")
TABLES = """
SELECT nspname, relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind = 'r' AND nspname IN ('public', 'counselling') ORDER BY 1 DESC, 2
"""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: SHA-256 of the dump, PostgreSQL's version, rows by table."""

    sha256: str
    server: int
    rows: dict[str, int]


def dump(connection: Connection, folder: Path) -> Manifest:
    """Write the database into ``folder``, as the keeper, who sees every row. Raises Problem.

    Rows are counted in the very snapshot that is dumped. The manifest is written last: a folder without
    one is no backup.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with psycopg.connect(connection.conninfo("keeper")) as session:
        session.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        (snapshot,) = session.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        options = ["--format=custom", f"--snapshot={snapshot}", f"--file={folder / DUMP}"]
        _run(connection, "keeper", "pg_dump", *options)
        manifest = Manifest(_digest(folder / DUMP), session.info.server_version, _count(session))
    (folder / DUMP).chmod(0o600)
    write_private(folder / MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def check(folder: Path) -> Manifest:
    """Return the manifest of a backup that is whole; Problem (exit code 1) when it is damaged."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError as missing:
        raise Problem(_("{place} is no backup: it has no manifest.json."), place=folder) from missing
    except (OSError, ValueError, TypeError) as broken:
        raise _damaged(folder) from broken
    if not (folder / DUMP).is_file() or _digest(folder / DUMP) != manifest.sha256:
        raise _damaged(folder)
    return manifest


def load(connection: Connection, folder: Path, manifest: Manifest) -> None:
    """Read a checked backup into an empty database, all or nothing, and count the rows again."""
    with psycopg.connect(connection.conninfo("owner")) as session:
        if session.execute(TABLES).fetchone() is not None:
            raise Problem(
                _("The database {name} is not empty: restore into a new --data-dir or a new database."),
                name=connection.database,
            )
    options = ["--no-owner", "--no-comments", "--exit-on-error", "--single-transaction"]
    _run(connection, "owner", "pg_restore", *options, f"--dbname={connection.database}", str(folder / DUMP))
    with psycopg.connect(connection.conninfo("keeper")) as session:
        found = _count(session)
    if wrong := sorted(table for table in manifest.rows if found.get(table) != manifest.rows[table]):
        raise Problem(
            _("Rows are missing after the restore in: {tables}."), tables=", ".join(wrong), exit_code=1
        )


def _damaged(folder: Path) -> Problem:
    return Problem(_("The backup in {place} is damaged: use another one."), place=folder, exit_code=1)


def _digest(file: Path) -> str:
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _count(session: psycopg.Connection) -> dict[str, int]:
    rows = {}
    for schema, table in session.execute(TABLES).fetchall():
        place = sql.Identifier(schema, table)
        counted = session.execute(sql.SQL("SELECT count(*) FROM {}").format(place)).fetchone()
        name = table if schema == "public" else f"{schema}.{table}"
        rows[name] = int(counted[0]) if counted else 0
    return rows


def _run(connection: Connection, role: Role, program: str, *options: str) -> None:
    environ = {"PATH": os.defpath, "LC_ALL": "C", **connection.as_environment(role)}
    done = subprocess.run(
        [installed().program(program), *options],
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:  # its words may quote rows: only the first line, which names table or cause
        reason = next(iter(done.stderr.splitlines()), program)
        raise Problem(_("{program} failed: {reason}"), program=program, reason=reason[:300], exit_code=1)
