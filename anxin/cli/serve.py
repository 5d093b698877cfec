"""``anxin serve``: the pages of an installation, after its checks."""

import os
from typing import Annotated

import typer

from anxin.ground.database.problem import Problem, _

from .check_start import findings
from .options import DataDir
from .processes import end_leftover, free_port, only_one, stoppable, web_server
from .ready import database
from .screen import Steps, out
from .words import gettext


def serve(
    data_dir: DataDir,
    host: Annotated[str, typer.Option(help=gettext(_("Address to listen on.")))] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help=gettext(_("Port of the pages; 0: any free one.")))
    ] = 8000,
    door_port: Annotated[
        int,
        typer.Option(
            min=0,
            max=65535,
            help=gettext(_("Port of the door; 0: it runs elsewhere (anxin door), or not at all.")),
        ),
    ] = 8001,
    workers: Annotated[int, typer.Option(min=1, help=gettext(_("Number of web processes.")))] = 2,
) -> None:
    with stoppable(), Steps() as steps, database(data_dir, steps.progress), only_one(data_dir, "serve"):
        end_leftover(data_dir)
        port = free_port(host, port, data_dir)
        if found := findings(host):
            raise Problem(found[0].sentence, exit_code=1, **found[0].params)
        wanted = door_port and os.environ.get("ANXIN_DOOR_URL")  # without an address nobody is sent there
        door_port = free_port(host, door_port, data_dir) if wanted else 0
        with web_server(data_dir, host, port, workers, door_port) as house:
            steps.done()
            out.print(gettext(_("Anxin is open at {address}")).format(address=f"http://{host}:{port}/"))
            house.watch()
