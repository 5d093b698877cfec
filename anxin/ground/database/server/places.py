"""Where the cluster lives: in the data directory, unless the ordinary user cannot get there."""

import hashlib
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from anxin.ground.database.problem import Problem, _

from .runner import Runner

LONGEST_SOCKET = 100  # bytes of an address; the kernel's limit is 107 on Linux, 103 on macOS
ROOM = 300 * 2**20  # bytes of free disk that a new cluster needs (initdb, binaries, first migration)
ROOM_TO_START = 50 * 2**20  # bytes of free disk below which starting would only end in a crash


@dataclass(frozen=True)
class Places:
    """The folders and files of one cluster; ``home`` belongs to the ordinary user."""

    data_dir: Path
    home: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def secret(self) -> Path:
        """The password of the cluster's superuser, used only to make roles and the database."""
        return self.home / "superuser.secret"

    @property
    def sockets(self) -> Path:
        """The socket's folder: in the cluster's home, or a short one when that path is too long."""
        if len(os.fsencode(self.home / "s" / ".s.PGSQL.5432.lock")) < LONGEST_SOCKET:
            return self.home / "s"
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path("/tmp") / f"anxin-{name}"

    def pid(self) -> int | None:
        """The postmaster's process, as its own file says (it may be a stale file)."""
        try:
            return int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None


def known(data_dir: Path) -> Places | None:
    """Return the places of ``data_dir``'s cluster, or None when it has none yet."""
    home = data_dir / "postgres"
    return Places(data_dir, home.resolve()) if home.exists() else None


def settle(data_dir: Path, runner: Runner) -> Places:
    """Return the cluster's places, making the folders that are missing."""
    places = known(data_dir) or _new(data_dir, runner)
    for folder in (places.home, places.sockets):
        _private_folder(folder, runner)
    _need_room(places)
    return places


def make_data_directory(data_dir: Path) -> None:
    """Make the data directory with its ``run`` folder; Problem when that is not allowed."""
    try:
        (data_dir / "run").mkdir(parents=True, exist_ok=True)
        probe = data_dir / "run" / f".probe.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as refused:
        raise Problem(
            _("{place} cannot be written ({reason}): give a folder of your own with --data-dir."),
            place=data_dir,
            reason=refused.strerror,
        ) from refused


def _new(data_dir: Path, runner: Runner) -> Places:
    """Choose the cluster's home. Root's data directory may lie where the ordinary user cannot enter (a home
    of mode 0700); opening its parents would expose them, so the home then stands elsewhere, linked."""
    link = data_dir / "postgres"
    if runner.may_enter(data_dir):
        return Places(data_dir, link.absolute())
    temporary = Path(tempfile.gettempdir())
    base = temporary if data_dir.resolve().is_relative_to(temporary) else Path("/var/lib/anxin/clusters")
    base.mkdir(parents=True, exist_ok=True)
    home = base / f"anxin-{secrets.token_hex(4)}"
    _private_folder(home, runner)
    link.unlink(missing_ok=True)
    link.symlink_to(home)
    return Places(data_dir, home)


def _private_folder(folder: Path, runner: Runner) -> None:
    """Make ``folder`` with mode 0700 for the ordinary user; refuse one that belongs to another."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        runner.own(folder)
    if folder.stat().st_uid != runner.uid:
        raise Problem(
            _("{place} belongs to another user: run as that user or give another --data-dir."),
            place=folder,
        )
    folder.chmod(0o700)


def _need_room(places: Places) -> None:
    needed = ROOM_TO_START if places.cluster.exists() else ROOM
    if shutil.disk_usage(places.home).free < needed:
        raise Problem(
            _("The disk of {place} is nearly full: free {megabytes} MB or give another --data-dir."),
            place=places.home,
            megabytes=needed // 2**20,
        )
