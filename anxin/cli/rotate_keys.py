"""``anxin rotate-keys``: every encrypted value under a fresh key, while the house stays open."""

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

FILE = "rotation.json"
WHY_NOT = {
    "unknown": _("There is no key {key} on the ring: --status lists them."),
    "current": _("The key {key} is the one that values are written under: run rotate-keys first."),
    "unfinished": _("A rotation is not finished: run rotate-keys to its end first."),
    "needed": _("{values} values still need the key {key}: run rotate-keys first."),
}
Status = Annotated[
    bool, typer.Option("--status", help=gettext(_("Only say how many values lie under which key.")))
]
Retire = Annotated[
    str, typer.Option(metavar="KEY", help=gettext(_("Take an old key out that nothing needs.")))
]
Approval = Annotated[
    str,
    typer.Option(metavar="NUMBER", help=gettext(_("Number of a second person's agreement to the change."))),
]
Batch = Annotated[int, typer.Option(min=1, max=10_000, help=gettext(_("Values of one transaction.")))]


def rotate_keys(
    data_dir: DataDir,
    status: Status = False,
    retire: Retire = "",
    approval: Approval = "",
    batch: Batch = 500,
    as_json: AsJson = False,
) -> None:
    with database(data_dir) as connection, only_one(data_dir, "rotate-keys"), _keeper(connection) as session:
        if retire:
            _retire(session, data_dir, retire)
        elif not status:
            _agreed(data_dir, approval)
            _rotate(session, data_dir, batch)
        told = _state(session, data_dir)
    if as_json:
        show_json(told)
    else:
        _show(told)
    if told["damaged"] or (told["unfinished"] and not status):
        raise typer.Exit(1)


def _keeper(connection: Connection) -> "psycopg.Connection[Any]":
    return psycopg.connect(connection.conninfo("keeper"))


def _agreed(data_dir: Path, number: str) -> None:
    """A new rotation takes two people. One that was begun is run to its end without asking again, and a house
    in which nobody could agree yet (no security administrator) has nobody to ask."""
    if late("anxin.ground.database.rotation").Progress.read(data_dir / FILE).unfinished:
        return
    if number:
        use_agreement(number, "fields")
    elif somebody_may_agree():
        raise Problem(
            _("A change of keys takes two people: ask for it in the house, give its number with --approval.")
        )


def _rotate(session: "psycopg.Connection[Any]", data_dir: Path, batch: int) -> None:
    rotation, settings = late("anxin.ground.database.rotation"), late("django.conf").settings
    algorithm = getattr(settings, "ANXIN_CIPHER", "a1")
    columns = rotation.encrypted_columns()
    progress = rotation.begin(settings.ANXIN_KEYS, data_dir / FILE, algorithm)
    with Progress(console=err) as bar:
        task = bar.add_task(
            gettext(_("Values under the new key")), total=rotation.remaining(session, columns)
        )
        rotation.rotate(session, columns, progress, lambda n: bar.advance(task, n), batch)


def _retire(session: "psycopg.Connection[Any]", data_dir: Path, key: str) -> None:
    rotation, settings = late("anxin.ground.database.rotation"), late("django.conf").settings
    progress = rotation.Progress.read(data_dir / FILE)
    try:
        rotation.retire(session, rotation.encrypted_columns(), settings.ANXIN_KEYS, progress, key)
    except rotation.NotYet as not_yet:
        raise Problem(WHY_NOT[not_yet.code], key=key, values=not_yet.values, exit_code=1) from None


def _state(session: "psycopg.Connection[Any]", data_dir: Path) -> dict[str, Any]:
    rotation, crypto = late("anxin.ground.database.rotation"), late("anxin.ground.database.crypto")
    progress = rotation.Progress.read(data_dir / FILE)
    found = rotation.count_by_key(session, rotation.encrypted_columns())
    return {
        "current": crypto.keyring().current.id,
        "values": found,
        "unfinished": progress.unfinished,
        "damaged": sum(number for key, number in found.items() if key not in crypto.keyring().keys),
    }


def _show(told: dict[str, Any]) -> None:
    for key, number in sorted(told["values"].items(), key=lambda pair: pair[0] != told["current"]):
        words = (
            _("Key {key}, current: {number} values.")
            if key == told["current"]
            else _("Key {key}: {number} values.")
        )
        out.print(gettext(words).format(key=key, number=number))
    if told["unfinished"]:
        out.print(gettext(_("A rotation is under way or was stopped: run rotate-keys to go on.")))
