"""``anxin rotate-keys``: every encrypted value and file under a fresh key, while the house stays open; with
``--door`` what the door may read, under a fresh key of the door."""

from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer
from rich.progress import Progress

from anxin.ground.database.connection import Connection
from anxin.ground.database.problem import Problem, _

from .options import AsJson, DataDir
from .processes import only_one
from .ready import database, late
from .screen import err, out, show_json
from .second_person import somebody_may_agree, use_agreement
from .words import gettext

FILES = {"ANXIN_KEYS": "rotation.json", "ANXIN_DOOR_KEYS": "rotation-door.json"}  # keyring → how far it is
WHY_NOT = {
    "unknown": _("There is no key {key} on the ring: --status lists them."),
    "current": _("The key {key} is the one that values are written under: run rotate-keys first."),
    "unfinished": _("A rotation is not finished: run rotate-keys to its end first."),
    "needed": _("{values} values or files still need the key {key}: run rotate-keys first."),
}
Status = Annotated[
    bool, typer.Option("--status", help=gettext(_("Only say how many values and files lie under which key.")))
]
Retire = Annotated[
    str, typer.Option(metavar="KEY", help=gettext(_("Take an old key out that nothing needs.")))
]
Approval = Annotated[
    str,
    typer.Option(metavar="NUMBER", help=gettext(_("Number of a second person's agreement to the change."))),
]
Door = Annotated[
    bool,
    typer.Option(
        "--door",
        help=gettext(
            _("The keys of the door instead. A door on another machine: stop it, then copy door.key.")
        ),
    ),
]
Batch = Annotated[int, typer.Option(min=1, max=10_000, help=gettext(_("Values of one transaction.")))]


def rotate_keys(
    data_dir: DataDir,
    status: Status = False,
    retire: Retire = "",
    door: Door = False,
    approval: Approval = "",
    batch: Batch = 500,
    as_json: AsJson = False,
) -> None:
    of = "ANXIN_DOOR_KEYS" if door else "ANXIN_KEYS"
    with database(data_dir) as connection, only_one(data_dir, "rotate-keys"), _keeper(connection) as session:
        ring = _Ring(data_dir, of, session)
        if retire:
            ring.retire(retire)
        elif not status:
            _agreed(ring, approval)
            ring.rotate(batch)
        told = ring.state()
    if as_json:
        show_json(told)
    else:
        _show(told)
    if told["damaged"] or (told["unfinished"] and not status):
        raise typer.Exit(1)


def _keeper(connection: Connection) -> "psycopg.Connection[Any]":
    return psycopg.connect(connection.conninfo("keeper"))


class _Ring:
    """One keyring with all that lies under it: the house's or the door's."""

    def __init__(self, data_dir: Path, of: str, session: "psycopg.Connection[Any]") -> None:
        self._of, self._session, self._file = of, session, data_dir / FILES[of]
        self._settings = late("django.conf").settings
        self._keys: Path = getattr(self._settings, of)
        self._rotation = late("anxin.ground.database.rotation")
        self._columns = self._rotation.encrypted_columns(of)

    @property
    def unfinished(self) -> bool:
        """Did an earlier run begin and not come to its end?"""
        return bool(self._rotation.Progress.read(self._file).unfinished)

    def rotate(self, batch: int) -> None:
        """Go on with a rotation, or begin one, and tell how far it is."""
        progress = self._rotation.begin(self._keys, self._file, getattr(self._settings, "ANXIN_CIPHER", "a1"))
        with Progress(console=err) as bar:
            total = self._rotation.remaining(self._session, self._columns, self._of)
            task = bar.add_task(gettext(_("Values and files under the new key")), total=total)
            self._rotation.rotate(
                self._session, self._columns, progress, lambda n: bar.advance(task, n), batch, self._of
            )

    def retire(self, key: str) -> None:
        """Take an old key out. Raises Problem while anything needs it."""
        progress = self._rotation.Progress.read(self._file)
        try:
            self._rotation.retire(self._session, self._columns, self._keys, progress, key, self._of)
        except self._rotation.NotYet as not_yet:
            raise Problem(WHY_NOT[not_yet.code], key=key, values=not_yet.values, exit_code=1) from None

    def state(self) -> dict[str, Any]:
        """What lies under which key."""
        ring = late("anxin.ground.database.crypto").keyring(self._of)
        values = self._rotation.count_by_key(self._session, self._columns, self._of)
        files = dict.fromkeys(ring.keys, 0) | self._rotation.files_by_key(self._of)
        return {
            "current": ring.current.id,
            "values": values,
            "files": files,
            "unfinished": self.unfinished,
            "damaged": sum(
                n for found in (values, files) for key, n in found.items() if key not in ring.keys
            ),
        }


def _agreed(ring: _Ring, number: str) -> None:
    """A new rotation takes two people. One that was begun is run to its end without asking again, and a house
    in which nobody could agree yet (no security administrator) has nobody to ask."""
    if ring.unfinished:
        return
    if number:
        use_agreement(number, "fields")
    elif somebody_may_agree():
        raise Problem(
            _("A change of keys takes two people: ask for it in the house, give its number with --approval.")
        )


def _show(told: dict[str, Any]) -> None:
    for key in sorted({**told["values"], **told["files"]}, key=lambda one: one != told["current"]):
        words = (
            _("Key {key}, current: {values} values, {files} files.")
            if key == told["current"]
            else _("Key {key}: {values} values, {files} files.")
        )
        values, files = told["values"].get(key, 0), told["files"].get(key, 0)
        out.print(gettext(words).format(key=key, values=values, files=files))
    if told["unfinished"]:
        out.print(gettext(_("A rotation is under way or was stopped: run rotate-keys to go on.")))
