"""Installations made once in a test run and copied ever after: making the tables takes a minute, a copy a
second, and a copied data directory is one that the house knows how to open (``database.server``)."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WHERE = "TESTS_READY"  # the folder of what is ready, one for all workers of a run


def begin() -> None:
    """Before the first worker starts: make the folder that all of them share."""
    os.environ[WHERE] = str(folder("anxin-ready-"))


def end() -> None:
    """After the last worker."""
    shutil.rmtree(os.environ.pop(WHERE))


@contextmanager
def installation(name: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """A data directory of one's own, a copy of what ``make`` left in the first one and stopped."""
    own = folder("anxin-t-")
    try:
        subprocess.run(
            ["cp", "-a", f"{_ready(name, make)}/.", own], check=True
        )  # -a: to whom each file belongs
        yield own
    finally:
        shutil.rmtree(own)


def _ready(name: str, make: Callable[[Path], None]) -> Path:
    """Whoever asks first makes it; the other workers wait, which is quicker than making one each."""
    kept = Path(os.environ[WHERE], name)
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            begun = folder(f"{name}-", within=kept.parent)
            make(begun)
            begun.rename(kept)
    return kept


def folder(prefix: str, within: Path = Path("/tmp")) -> Path:
    """A short path that the database's ordinary user may enter, so that the cluster lies in it."""
    place = Path(tempfile.mkdtemp(prefix=prefix, dir=within))
    place.chmod(0o755)
    return place
