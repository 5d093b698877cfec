"""The job that ends files whose hour has come."""

from anxin.ground.jobs.queue import job

from .actions import sweep


@job("files.sweep", every="*/10 * * * *")
def sweep_files() -> None:
    """Every ten minutes."""
    sweep()
