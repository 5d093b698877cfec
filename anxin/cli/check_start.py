"""``anxin check-start``: what must hold before real people's data are served."""

import ipaddress
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from anxin.ground.database.problem import Problem, _

from .advisories import known_holes
from .options import AsJson, DataDir
from .ready import database, late
from .screen import out, show_json, tell
from .words import gettext

FLOOR = 150000  # PostgreSQL 15, as the server counts
SHORTEST_KEY = 40  # characters
SECRETS = (
    "secret.key", "keys.json", "connection.json", "accounts.json", "oidc.json", "messages.toml",
    "seal.key",
    "door/door.key", "door/connection.json", "door/secret.key",
)  # fmt: skip


def check_start(
    data_dir: DataDir,
    as_json: AsJson = False,
    host: Annotated[str, typer.Option(help=gettext(_("Address to listen on.")))] = "127.0.0.1",
) -> None:
    with database(data_dir):
        found = findings(host)
    if as_json:
        show_json([{"sentence": problem.sentence, "told": str(problem)} for problem in found])
    for problem in () if as_json else found:
        tell(problem)
    if found:
        raise typer.Exit(1)
    if not as_json:
        out.print(gettext(_("This installation may serve.")))


def findings(host: str) -> list[Problem]:
    """Return what forbids serving on ``host``, worst first; empty when nothing does."""
    return [
        *_of_the_database(),
        *_of_the_parts(settings.DATA_DIR),
        *_of_the_address(host),
        *of_the_door(settings.ANXIN_DOOR_URL),
        *_of_the_keys(settings.DATA_DIR),
    ]


def _of_the_database() -> Iterator[Problem]:
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        (strong, owns, version) = cursor.fetchone() or (True, True, 0)
    if strong:
        yield Problem(
            _("The app logs in as a role that passes row security: ALTER ROLE … NOSUPERUSER NOBYPASSRLS.")
        )
    if owns:
        yield Problem(_("The app logs in as the owner of tables: only the owner's role may own them."))
    if version < FLOOR:
        yield Problem(_("This PostgreSQL is older than version 15: upgrade the server."))
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Problem(_("The tables are of an older version: run “anxin migrate”."))
    elif late("anxin.ground.journal.months").left() < late("anxin.ground.journal.months").FEW:
        yield Problem(_("The journal has no tables for the coming months: run “anxin migrate”."))


def _of_the_parts(data_dir: Path) -> Iterator[Problem]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        (number,) = cursor.fetchone() or (0,)  # 150014 is 15.14
    yield from known_holes(data_dir, f"{number // 10000}.{number % 10000}")


ROLE = """
SELECT bool_or(r.rolsuper OR r.rolbypassrls),
       EXISTS (SELECT FROM pg_class c WHERE pg_has_role(current_user, c.relowner, 'MEMBER')
               AND c.relnamespace = 'public'::regnamespace),
       current_setting('server_version_num')::int
FROM pg_roles r WHERE pg_has_role(current_user, r.oid, 'MEMBER')
"""


def _of_the_address(host: str) -> Iterator[Problem]:
    named = urlsplit(settings.BASE_URL)
    if settings.DEBUG:
        yield Problem(_("ANXIN_DEBUG shows the inside of the program: unset it before serving others."))
    if is_loopback(host) and is_loopback(named.hostname or "localhost"):
        return
    if settings.ANXIN_DEMO:
        yield Problem(_("This data directory holds a demo: it is served on 127.0.0.1 only."))
    if named.scheme != "https":
        yield Problem(_("ANXIN_BASE_URL must begin with https:// when others are served."))


def of_the_door(address: str) -> Iterator[Problem]:
    """A link and a code in the clear could be read by everybody on the way."""
    named = urlsplit(address)
    if address and named.scheme != "https" and not is_loopback(named.hostname or ""):
        yield Problem(_("ANXIN_DOOR_URL must begin with https:// when others are served."))


def _of_the_keys(data_dir: Path) -> Iterator[Problem]:
    if len(settings.SECRET_KEY) < SHORTEST_KEY or settings.SECRET_KEY.startswith("django-insecure"):
        yield Problem(
            _("The key in {place} is too weak: remove the file and start again."),
            place=data_dir / "secret.key",
        )
    for name in SECRETS:
        file = data_dir / name
        if file.exists() and file.stat().st_mode & 0o077:
            yield Problem(_("Others can read {place}: run “chmod 600 {place}”."), place=file)


def is_loopback(host: str) -> bool:
    """Whether ``host`` is reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
