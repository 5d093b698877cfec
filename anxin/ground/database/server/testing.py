"""The cluster of one test run, shared by all its processes and gone when the last of them ends."""

import fcntl
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anxin.ground.database.connection import Connection

from . import locks, places
from .supervisor import ensure_for_tests, stop_server

KEY = "ANXIN_TEST_CLUSTER"  # inherited by the processes of pytest-xdist
PREFIX = "anxin-tests-"
YOUNG = 60  # seconds in which another run may be between making its folder and locking it


@contextmanager
def testing_cluster() -> Iterator[tuple[Path, Connection]]:
    """The data directory and the connection of this test run's server.

    Enter it in every process of the run: the first starts the server, the others join it, the last one to
    leave stops it and removes the folder. It is fast and forgets everything in a crash (fsync off), and its
    owner may create databases.
    """
    _sweep()
    data_dir = Path(os.environ.setdefault(KEY, _fresh_name()))
    places.make_data_directory(data_dir)
    with locks.using(data_dir) as lock:
        try:
            yield data_dir, ensure_for_tests(data_dir)
        finally:
            if locks.is_last(lock):
                _remove(data_dir)


def _fresh_name() -> str:
    return str(Path(tempfile.gettempdir()) / f"{PREFIX}{os.geteuid()}-{secrets.token_hex(4)}")


def _sweep() -> None:
    """Remove what killed test runs left behind: folders of ours that nobody uses."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}{os.geteuid()}-*"):
        try:  # another run may remove its folder at any moment
            if time.time() - folder.stat().st_mtime < YOUNG:
                continue
            with open(folder / "run" / "users.lock") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove(folder)
        except OSError:
            continue


def _remove(data_dir: Path) -> None:
    stop_server(data_dir)
    shutil.rmtree(data_dir, ignore_errors=True)
