"""Starts the database that a data directory needs, once, however many processes ask for it."""

import contextlib
import dataclasses
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from anxin.ground.database.connection import FILE, Connection
from anxin.ground.database.problem import Problem, _

from . import cluster, locks, outer, places, roles
from .binaries import runnable
from .runner import Runner

Progress = Callable[[str], None]


def silent(sentence: str) -> None:
    """Tell nobody of progress."""


def ensure_server(data_dir: Path, *, progress: Progress = silent, embedded: bool = False) -> Connection:
    """Return how to reach the database of ``data_dir``, starting the embedded server when it must run.

    DATABASE_URL, or a data directory that was used with one, means an outer server; ``embedded=True``
    (demo, tests) forbids that. Sentences about progress go to ``progress``, untranslated. A server started
    here goes on after this process; ``serving`` or ``stop_server`` end it. Raises Problem.
    """
    places.make_data_directory(data_dir)
    url = "" if embedded else os.environ.get("DATABASE_URL", "")
    kept = _kept(data_dir)
    if url or (kept and not kept.embedded and not embedded):
        return outer.ensure(url, kept, data_dir)
    if kept and not kept.embedded:
        raise Problem(
            _("{place} belongs to another database server: give the demo a --data-dir of its own."),
            place=data_dir,
        )
    return _ensure_embedded(data_dir, kept, progress, {})


def stop_server(data_dir: Path) -> None:
    """Stop the embedded server of ``data_dir``; nothing happens when none runs."""
    here = places.known(data_dir)
    if here is None:
        return
    with locks.starting(data_dir):
        cluster.stop(here)


@contextmanager
def serving(data_dir: Path, *, progress: Progress = silent, embedded: bool = False) -> Iterator[Connection]:
    """The database for the length of a block. The last block to end, in any process, stops the embedded
    server, also one that a killed process left behind."""
    places.make_data_directory(data_dir)
    with locks.using(data_dir) as lock:
        try:
            yield ensure_server(data_dir, progress=progress, embedded=embedded)
        finally:
            if locks.is_last(lock):
                stop_server(data_dir)


def ensure_for_tests(data_dir: Path) -> Connection:
    """Like ``ensure_server``, for tests: fast rather than safe, and the owner may create databases."""
    places.make_data_directory(data_dir)
    return _ensure_embedded(data_dir, _kept(data_dir), silent, cluster.FOR_TESTS)


def _kept(data_dir: Path) -> Connection | None:
    return Connection.load(data_dir) if (data_dir / FILE).exists() else None


def _ensure_embedded(
    data_dir: Path, kept: Connection | None, progress: Progress, extra: Mapping[str, str]
) -> Connection:
    if kept and _answers(data_dir, kept):
        return kept
    with locks.starting(data_dir):
        kept = _kept(data_dir)  # another process may have been first
        if kept and _answers(data_dir, kept):
            return kept
        return _start(data_dir, kept, progress, extra)


def _answers(data_dir: Path, kept: Connection) -> bool:
    """Whether the server is up. A copied data directory names the original's socket, which is not ours."""
    here = places.known(data_dir)
    if here is None or str(here.sockets) != kept.host or not kept.door.password:
        return False
    with contextlib.suppress(psycopg.OperationalError):
        psycopg.connect(kept.conninfo("app")).close()
        return True
    return False


def _start(
    data_dir: Path, kept: Connection | None, progress: Progress, extra: Mapping[str, str]
) -> Connection:
    runner = Runner.of_caller()
    here = places.settle(data_dir, runner)
    new = not here.cluster.exists()
    progress(_("Setting up the database") if new else _("Starting the database"))
    cluster.Cluster(here, runnable(here, runner), runner, extra).start()
    if new or kept is None or not kept.door.password:  # or made before there was a door
        kept = roles.furnish(here, owner_may_create=bool(extra))
    kept = dataclasses.replace(kept, host=str(here.sockets))
    roles.check_chinese(kept)
    kept.save(data_dir)
    return kept
