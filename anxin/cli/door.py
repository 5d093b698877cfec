"""``anxin door``: the pages that departments and families reach from outside; a process of its own."""

import os
from pathlib import Path
from typing import Annotated

import typer

from anxin.ground.database.connection import DOOR, FILE
from anxin.ground.database.problem import Problem, _

from .check_start import of_the_door
from .options import DataDir
from .processes import Door, free_port, stoppable
from .screen import out
from .words import gettext

LOOPBACK = ("127.0.0.1", "localhost", "::1")
KEY = "door.key"


def door(
    data_dir: DataDir,
    host: Annotated[str, typer.Option(help=gettext(_("Address to listen on.")))] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help=gettext(_("Port of the pages; 0: any free one.")))
    ] = 8001,
    folder: Annotated[
        Path | None,
        typer.Option(help=gettext(_("The door's folder, copied from the data directory's folder “door”."))),
    ] = None,
) -> None:
    home = (folder or data_dir / DOOR).absolute()
    check(home, host)
    (home / "run").mkdir(exist_ok=True)
    with stoppable():
        port = free_port(host, port, home)
        process = Door(home, home, host, port)
        try:
            process.wait_until_ready()
            out.print(gettext(_("The door is open at {address}")).format(address=f"http://{host}:{port}/"))
            process.process.wait()
            raise process.failure()
        finally:
            process.stop()


def check(home: Path, host: str) -> None:
    """Refuse to open a door that has no login or no keys, or invented people to another machine."""
    missing = [name for name in (FILE, KEY) if not (home / name).exists()]
    if missing:
        raise Problem(
            _("{place} is no folder of a door ({names} missing): copy it from the data directory's “door”."),
            place=home,
            names=", ".join(missing),
        )
    if (home / "demo.marked").exists() and host not in LOOPBACK:
        raise Problem(_("The demo's door is open to this machine alone: leave --host out."))
    for found in of_the_door(os.environ.get("ANXIN_DOOR_URL", "")):
        raise found
