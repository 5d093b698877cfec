"""Queued and nightly work of access."""

from anxin.ground.jobs.queue import job

from .actions.leaving import leave_posts_whose_day_came
from .signin import upkeep


@job("access.posts_whose_day_came", every="5 16 * * *")  # five past midnight in Shanghai
def posts_whose_day_came() -> None:
    """Whatever a post had in hand passes on when its last day has gone by."""
    leave_posts_whose_day_came()


@job("access.tidy", every="23 18 * * *")  # 02:23 in Beijing
def tidy() -> None:
    """Remove what has ended: sessions, counters, used codes."""
    upkeep.tidy()


@job("access.disable_inactive", every="53 18 * * *")
def disable_inactive() -> None:
    """Disable accounts nobody has signed in with for as long as the profile says."""
    upkeep.disable_inactive()
