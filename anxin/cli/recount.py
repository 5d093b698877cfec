"""``anxin recount``: what is kept counted of units is counted afresh from the records themselves."""

from anxin.ground.database.problem import _

from .options import DataDir
from .ready import database, late
from .screen import out
from .words import gettext


def recount(data_dir: DataDir) -> None:
    with database(data_dir):
        for kind in late("anxin.ground.units.tallying").Tallies.kinds:
            kind.rebuild()
            out.print(gettext(_("Counted afresh: {table}")).format(table=kind.table))
