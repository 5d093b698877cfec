"""Jobs of oversight: making an export, ending those that nobody fetched. Arguments are ids only."""

from anxin.ground.jobs.queue import job
from anxin.oversight.actions import making


@job("exports.make")
def make_export(*, export: str) -> None:
    """Make the file of one export."""
    making.make(export)


@job("exports.expire", every="*/5 * * * *")
def expire_exports() -> None:
    """Every five minutes."""
    making.expire()
