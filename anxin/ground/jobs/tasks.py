"""Nightly upkeep of the keys of forms."""

from .keys import forget_old
from .queue import job


@job("jobs.forget_keys", every="41 18 * * *")  # 02:41 in Beijing
def forget_keys() -> None:
    """Keys that no telephone can still hold."""
    forget_old()
