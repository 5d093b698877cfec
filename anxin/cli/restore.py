"""``anxin restore``: a backup back into an empty database, then compared with what was saved."""

from pathlib import Path
from typing import Annotated

import typer

from anxin.ground.database.problem import _
from anxin.ground.database.server import dumps

from . import ready
from .options import DataDir
from .screen import Steps, out
from .words import gettext


def restore(source: Annotated[Path, typer.Argument(metavar="FROM")], data_dir: DataDir) -> None:
    manifest = dumps.check(source)  # before anything is started or written
    with Steps() as steps, ready.database(data_dir, steps.progress, keys=False) as connection:
        steps.progress(_("Reading the backup"))
        dumps.load(connection, source, manifest)
        ready.migrate(steps.progress)
    told = gettext(_("{rows} rows of {tables} tables are back."))
    out.print(told.format(rows=sum(manifest.rows.values()), tables=len(manifest.rows)))
    if missing := [name for name in dumps.KEYS if not (data_dir / name).exists()]:
        words = _("Before the house opens, put these of the old installation into {place}: {keys}.")
        out.print(gettext(words).format(place=data_dir, keys=", ".join(missing)), soft_wrap=True)
