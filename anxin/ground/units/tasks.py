"""What is counted of units is brought up to date without anybody waiting for it."""

from anxin.ground.jobs.queue import job

from .tallying import Tallies


@job("units.fold", every="* * * * *")
def bring_up_to_date() -> None:
    """What has changed in the last minute goes into the tallies, of every kind."""
    for kind in Tallies.kinds:
        kind.fold()
