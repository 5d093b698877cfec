"""``anxin seed``: a database full of invented people, the same for the same seed."""

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
    seed: Annotated[int, typer.Option("--seed", help=gettext(_("The same seed gives the same people.")))] = 1,
) -> None:
    with Steps() as steps, ready.database(data_dir, steps.progress):
        ready.migrate(steps.progress)
        ready.late("anxin.demo.seed").seed(size=size, seed=seed, progress=ready.spoken(steps.progress))
