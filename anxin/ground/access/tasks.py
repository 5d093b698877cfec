"""What is done every night for accounts and sessions."""

from anxin.ground.jobs.queue import job

from .signin import upkeep


@job("access.tidy", every="23 18 * * *")  # 02:23 in Beijing
def tidy() -> None:
    """Remove what has ended: sessions, counters, used codes."""
    upkeep.tidy()


@job("access.disable_inactive", every="53 18 * * *")
def disable_inactive() -> None:
    """Disable accounts nobody has signed in with for as long as the profile says."""
    upkeep.disable_inactive()
