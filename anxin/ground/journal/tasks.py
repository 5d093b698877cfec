"""The journal's own work: its heads leave the database every five minutes."""

from anxin.ground.jobs.queue import job

from .sealing import seal_now

EVERY_MINUTES = 5


@job("journal.seal", every=f"*/{EVERY_MINUTES} * * * *")
def seal() -> None:
    """Write a seal. Run twice it writes two lines, which say the same."""
    seal_now()
