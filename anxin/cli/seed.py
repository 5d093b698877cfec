"""``anxin seed``: a database full of invented people or a country of units, the same for the same seed."""

from typing import Annotated

import typer

from anxin.ground.database.problem import _

from . import ready
from .options import DataDir
from .screen import Steps
from .words import gettext


def seed(
    data_dir: DataDir,
    size: Annotated[int, typer.Option(min=1, help=gettext(_("Number of families.")))] = 1000,
    units: Annotated[
        int,
        typer.Option(
            min=0, help=gettext(_("Plant a whole country of so many units instead, without a family."))
        ),
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help=gettext(_("The same seed gives the same people.")))] = 1,
) -> None:
    with Steps() as steps, ready.database(data_dir, steps.progress):
        ready.migrate(steps.progress)
        told = ready.spoken(steps.progress)
        if units:
            ready.late("anxin.demo.country").plant(units=units, seed=seed, progress=told)
        else:
            ready.late("anxin.demo.seed").seed(size=size, seed=seed, progress=told)
