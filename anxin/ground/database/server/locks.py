"""Two locks of a data directory: one to start or stop the server, one that counts who uses it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def starting(data_dir: Path) -> Iterator[None]:
    """Hold the only right to start or stop the server of ``data_dir``; waits for another holder."""
    with open(data_dir / "run" / "server.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def using(data_dir: Path) -> Iterator[IO[str]]:
    """Be counted as a user of the server for the length of the block. A killed process is not counted."""
    with open(data_dir / "run" / "users.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield lock


def is_last(lock: IO[str]) -> bool:
    """Whether nobody else uses the server. Call once, on leaving: a losing call gives up its own count,
    so of two that leave at once the second finds itself alone."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
