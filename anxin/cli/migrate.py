"""``anxin migrate``: the tables as this version wants them."""

from . import ready
from .options import DataDir
from .screen import Steps


def migrate(data_dir: DataDir) -> None:
    with Steps() as steps, ready.database(data_dir, steps.progress):
        ready.migrate(steps.progress)
