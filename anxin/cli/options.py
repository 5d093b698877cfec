"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from anxin.ground.database.connection import data_directory
from anxin.ground.database.problem import _

from .words import gettext


def _folder(given: str) -> Path:
    return Path(given).expanduser().absolute()


DataDir = Annotated[
    Path,
    typer.Option(
        "--data-dir",
        default_factory=data_directory,
        parser=_folder,
        metavar="DIR",
        help=gettext(_("The folder where database, keys and files lie.")),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=gettext(_("Answer in JSON.")))]
