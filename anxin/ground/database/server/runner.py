"""Who runs the server's programs: the caller, or an ordinary user when root calls.

PostgreSQL refuses to run as root. The user is ``nobody``, or the one named in ANXIN_SERVER_USER.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from anxin.ground.database.problem import Problem, _

HARMLESS = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}  # nothing of the caller's PG* reaches the server


@dataclass(frozen=True)
class Runner:
    """An ordinary user. ``other`` is true when it is not the caller itself."""

    uid: int
    gid: int
    other: bool

    @classmethod
    def of_caller(cls) -> "Runner":
        """Return the caller, or for root the ordinary user to step down to."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), other=False)
        name = os.environ.get("ANXIN_SERVER_USER", "nobody")
        try:
            entry = pwd.getpwnam(name)
        except KeyError as unknown:
            raise Problem(
                _("There is no user {name}: set ANXIN_SERVER_USER to an ordinary user of this machine."),
                name=name,
            ) from unknown
        return cls(entry.pw_uid, entry.pw_gid, other=True)

    def run(
        self, command: Sequence[str | Path], timeout: float = 330, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run ``command`` to its end as this user, from ``/``; its output is one text.

        The output goes through a pipe that a started server would keep open, so programs that leave a
        server behind must send it elsewhere (``pg_ctl -l``).
        """
        return subprocess.run(
            [str(part) for part in command],
            user=self.uid if self.other else None,
            group=self.gid if self.other else None,
            extra_groups=[] if self.other else None,
            cwd="/",
            env={**HARMLESS, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout,
            check=False,
        )

    def may_enter(self, folder: Path) -> bool:
        """Whether this user can walk into ``folder`` from the root of the file system."""
        return not self.other or self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0

    def own(self, path: Path) -> None:
        """Give ``path`` to this user."""
        if self.other:
            os.chown(path, self.uid, self.gid)
