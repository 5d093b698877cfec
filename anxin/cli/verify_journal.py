"""``anxin verify-journal``: every entry's hash follows from the one before it."""

import typer

from anxin.ground.database.problem import _

from .options import AsJson, DataDir
from .ready import database, late
from .screen import out, show_json
from .words import gettext


def verify_journal(data_dir: DataDir, as_json: AsJson = False) -> None:
    with database(data_dir), late("anxin.ground.database.scope").everywhere():
        verdict = late("anxin.ground.journal.verify").verify()
    if as_json:
        show_json({"entries": verdict.entries, "broken": verdict.broken})
    elif verdict.broken:
        places = ", ".join(f"{shard}/{number}" for shard, number in verdict.broken[:5])
        out.print(
            gettext(_("The journal was changed; the first places (chain/number): {places}")).format(
                places=places
            )
        )
    else:
        out.print(gettext(_("The journal is whole: {entries} entries.")).format(entries=verdict.entries))
    if verdict.broken:
        raise typer.Exit(1)
