"""``anxin backup``: the whole database in one folder, with what is needed to prove that it is whole."""

from pathlib import Path

from anxin.ground.database.problem import Problem, _
from anxin.ground.database.server import dumps, serving

from .options import DataDir
from .screen import Steps, out
from .words import gettext


def backup(to: Path, data_dir: DataDir) -> None:
    with Steps() as steps, serving(data_dir, progress=steps.progress) as connection:
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            raise Problem(_("{place} is not empty: name a new folder for the backup."), place=to)
        steps.progress(_("Writing the backup"))
        manifest = dumps.dump(connection, to)
        steps.done()
    told = gettext(
        _("{rows} rows of {tables} tables are in {place}. Keep the keys of encrypted fields apart: {keys}.")
    )
    counts = manifest.rows
    keys = ", ".join(str(data_dir / name) for name in dumps.KEYS)
    out.print(told.format(rows=sum(counts.values()), tables=len(counts), place=to, keys=keys), soft_wrap=True)
