"""What access does every night."""

from anxin.ground.jobs.queue import job

from .actions.leaving import leave_posts_whose_day_came


@job("access.posts_whose_day_came", every="5 16 * * *")  # five past midnight in Shanghai
def posts_whose_day_came() -> None:
    """Whatever a post had in hand passes on when its last day has gone by."""
    leave_posts_whose_day_came()
