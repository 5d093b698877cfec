"""One PostgreSQL cluster: made once, started, stopped, and brought back after a crash."""

import contextlib
import os
import secrets
import shutil
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from anxin.ground.database.connection import write_private
from anxin.ground.database.problem import Problem, _

from .binaries import Binaries
from .places import Places
from .runner import Runner

SUPERUSER = "postgres"
PORT = 5432  # only the name of the socket file: the server listens on no network
START_LIMIT = 300  # seconds; a long crash recovery must not be taken for a failure
STALE_LIMIT = 15  # seconds until a killed server's process is gone for good (a zombie still counts for it)
STOP_LIMIT = 60  # seconds

CONFIGURATION = {
    "listen_addresses": "''",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "timezone": "'Asia/Shanghai'",
    "log_timezone": "'Asia/Shanghai'",
    # A failed statement and its details carry personal data; the log gets the message only.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}
FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


@dataclass(frozen=True)
class Cluster:
    """The cluster in ``places``, run by ``runner`` with ``binaries``."""

    places: Places
    binaries: Binaries
    runner: Runner
    extra: Mapping[str, str]

    def start(self) -> None:
        """Make the cluster when there is none, and start it. The caller holds the lock ``starting``."""
        if not self.places.cluster.exists():
            self._make()
        self._check_major()
        self._configure()
        self._drop_stale_pid()
        self._start_patiently()
        self._write_pid()

    def _make(self) -> None:
        """initdb beside the final place, then one rename: an interrupted start leaves no half cluster."""
        draft = self.places.home / "cluster.new"
        shutil.rmtree(draft, ignore_errors=True)
        write_private(self.places.secret, secrets.token_urlsafe(24))
        self.runner.own(self.places.secret)
        done = self.runner.run([self.binaries.program("initdb"), *self._initdb_options(draft)])
        if done.returncode != 0:
            raise self._failure(done.stdout)
        with open(draft / "postgresql.conf", "a") as conf:
            conf.write("include 'anxin.conf'\n")
        draft.rename(self.places.cluster)

    def _initdb_options(self, folder: Path) -> list[str]:
        # C.UTF-8, never C: under C PostgreSQL takes a Chinese character for no letter at all.
        locale = ["-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=builtin"]
        login = ["-U", SUPERUSER, "-A", "scram-sha-256", f"--pwfile={self.places.secret}"]
        speed = ["--no-sync"] if {**CONFIGURATION, **self.extra}.get("fsync") == "off" else []
        return ["-D", str(folder), *login, *locale, "--data-checksums", *speed]

    def _check_major(self) -> None:
        kept = (self.places.cluster / "PG_VERSION").read_text().strip()
        if kept != str(self.binaries.major):
            raise Problem(
                _(
                    "The data in {place} is of PostgreSQL {kept}, this installation has {brought}: back it "
                    "up with the Anxin that made it (anxin backup) and restore it into a new --data-dir."
                ),
                place=self.places.data_dir,
                kept=kept,
                brought=self.binaries.major,
            )

    def _configure(self) -> None:
        """Write our settings anew at each start: the data directory may have been moved."""
        settings = {**CONFIGURATION, "unix_socket_directories": f"'{self.places.sockets}'", **self.extra}
        conf = self.places.cluster / "anxin.conf"
        conf.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
        self.runner.own(conf)

    def _drop_stale_pid(self) -> None:
        """Remove a pid file whose number now belongs to a foreign process (after a reboot, or in a copy)."""
        pid = self.places.pid()
        if pid is None or not _alive(pid) or _is_postmaster_of(pid, self.places.cluster):
            return
        (self.places.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _start_patiently(self) -> None:
        """Start; while a killed server's process is not yet gone, try again."""
        deadline = time.monotonic() + STALE_LIMIT
        while (said := self._try_to_start()) is not None:
            if "postmaster.pid" not in said and "shared memory" not in said or time.monotonic() > deadline:
                raise self._failure(said)
            time.sleep(0.25)

    def _try_to_start(self) -> str | None:
        """Return None when the server is up, else what it said."""
        before = self.places.log.stat().st_size if self.places.log.exists() else 0
        options = [
            "-D",
            str(self.places.cluster),
            "-l",
            str(self.places.log),
            "-w",
            "-t",
            str(START_LIMIT),
            "-s",
        ]
        done = self.runner.run([self.binaries.program("pg_ctl"), *options, "start"], timeout=START_LIMIT + 30)
        if done.returncode == 0:
            return None
        with open(self.places.log, errors="replace") as log:
            log.seek(before)
            return done.stdout + log.read()

    def _write_pid(self) -> None:
        (self.places.data_dir / "run" / "postgres.pid").write_text(f"{self.places.pid()}\n")

    def _failure(self, said: str) -> Problem:
        """Turn what a program of the server said into one sentence."""
        if "No space left" in said:
            return Problem(
                _("The disk of {place} is full: free some space and start again."), place=self.places.home
            )
        words = [
            line for line in said.splitlines() if "FATAL" in line or "error:" in line
        ] or said.splitlines()[-1:]
        return Problem(
            _("PostgreSQL did not start: {reason}. Its log is {log}."),
            reason=" ".join(words)[:300].rstrip("."),
            log=self.places.log,
            exit_code=1,
        )


def stop(places: Places) -> None:
    """Stop the cluster's server, fast: open sessions end, nothing committed is lost."""
    pid, record = places.pid(), places.cluster / "postmaster.pid"
    if pid is not None and _alive(pid) and _is_postmaster_of(pid, places.cluster):
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + STOP_LIMIT
        while record.exists() and _alive(pid):
            if time.monotonic() > deadline:
                raise Problem(
                    _("PostgreSQL (process {pid}) does not stop: end it with “kill {pid}”."), pid=pid
                )
            time.sleep(0.02)
    (places.data_dir / "run" / "postgres.pid").unlink(missing_ok=True)
    if places.sockets.parent != places.home:
        with contextlib.suppress(OSError):
            places.sockets.rmdir()


def _alive(pid: int) -> bool:
    """Whether the process is there at all, a zombie included, as PostgreSQL itself asks."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _is_postmaster_of(pid: int, cluster: Path) -> bool:
    """Whether ``pid`` is this cluster's server; where that cannot be seen (no /proc, a zombie), assume so."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return True
    return words == [b""] or os.fsencode(cluster) in words
