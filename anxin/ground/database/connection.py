"""How to reach the database: the file ``connection.json`` in the data directory.

Settings read it without Django; the supervisor of the embedded server and the check of an outer
database write it. It holds passwords, so only its owner can read it.
"""

import json
import os
import pwd
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from psycopg.conninfo import make_conninfo

from .problem import Problem, _

Role = Literal["owner", "app", "keeper", "door"]
ROLES: tuple[Role, ...] = ("owner", "app", "keeper", "door")
FILE = "connection.json"
DOOR = "door"  # the folder of the door's process, within the data directory


def data_directory() -> Path:
    """Return the data directory: ANXIN_DATA_DIR, else root's or the user's own place for a demo."""
    if given := os.environ.get("ANXIN_DATA_DIR"):
        return Path(given).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/anxin/demo")
    home = os.environ.get("HOME") or pwd.getpwuid(os.geteuid()).pw_dir
    return Path(os.environ.get("XDG_DATA_HOME") or Path(home) / ".local/share") / "anxin" / "demo"


@dataclass(frozen=True)
class Login:
    """One role's name and password; the password never shows in a traceback."""

    name: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Connection:
    """Where the database is and the four roles that may log in.

    ``host`` is a socket directory (embedded) or a host name; ``options`` are libpq's, such as sslmode.
    """

    host: str
    port: int
    database: str
    owner: Login
    app: Login
    keeper: Login
    options: dict[str, str] = field(default_factory=dict)
    embedded: bool = True
    door: Login = Login("anxin_door", "")  # without a password: not made yet (an older installation)

    @classmethod
    def load(cls, data_dir: Path) -> "Connection":
        """Read ``connection.json``. Without one, return a connection that leads nowhere, so that settings
        load for work that needs no database (type checks, help). Problem when the file is damaged."""
        if not (data_dir / FILE).exists():
            nobody = Login("nobody", "")
            return cls("/no-database-yet", 5432, "anxin", *(nobody, nobody, nobody))
        try:
            kept = json.loads((data_dir / FILE).read_text(encoding="utf-8"))
            kept.setdefault("door", asdict(cls.door))
            return cls(**{**kept, **{role: Login(**kept[role]) for role in ROLES}})
        except (OSError, ValueError, KeyError, TypeError) as broken:
            raise Problem(
                _("The file {place} cannot be read: restore it from a backup or give another --data-dir."),
                place=data_dir / FILE,
            ) from broken

    def save(self, data_dir: Path) -> None:
        """Write ``connection.json`` at once or not at all, readable by its owner only."""
        write_private(data_dir / FILE, json.dumps(asdict(self), indent=1))
        if self.door.password:
            self._save_for_the_door(data_dir / DOOR)

    def _save_for_the_door(self, folder: Path) -> None:
        """The door's process is given this folder alone: in it stands its own login and no other."""
        folder.mkdir(mode=0o700, exist_ok=True)
        nobody = Login("nobody", "")
        write_private(
            folder / FILE,
            json.dumps(asdict(replace(self, owner=nobody, app=nobody, keeper=nobody)), indent=1),
        )

    def login(self, role: Role) -> Login:
        """Return name and password of ``role``."""
        login: Login = getattr(self, role)
        return login

    def user(self, role: Role) -> str:
        """Return the name under which ``role`` logs in."""
        return self.login(role).name

    def as_django(self, role: Role) -> dict[str, object]:
        """Return an entry for Django's DATABASES that logs in as ``role``."""
        login = self.login(role)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": str(self.port),
            "NAME": self.database,
            "USER": login.name,
            "PASSWORD": login.password,
            "OPTIONS": dict(self.options),
        }

    def conninfo(self, role: Role) -> str:
        """Return what ``psycopg.connect`` takes; give up after ten seconds without an answer."""
        return make_conninfo(**{"connect_timeout": "10", **self._libpq(role)})

    def _libpq(self, role: Role) -> dict[str, str]:
        login = self.login(role)
        place = {"host": self.host, "port": str(self.port), "dbname": self.database}
        return {**self.options, **place, "user": login.name, "password": login.password}

    def as_environment(self, role: Role) -> dict[str, str]:
        """Return libpq's environment variables for ``pg_dump``: no password on a command line."""
        names = {"dbname": "PGDATABASE"}
        return {names.get(key, f"PG{key.upper()}"): value for key, value in self._libpq(role).items()}


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` in one step (rename), mode 0600."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(path)
