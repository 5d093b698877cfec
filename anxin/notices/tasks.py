"""What notices does without anybody waiting for it: sending them out, and bringing the counts up to date."""

import uuid

from anxin.ground.jobs.queue import job

from .delivering import deliver
from .tallying import fold


@job("notices.deliver")
def deliver_notice(*, notice: str) -> None:
    """A delivery for each unit that the notice addresses."""
    deliver(uuid.UUID(notice))


@job("notices.fold", every="* * * * *")
def bring_up_to_date() -> None:
    """What has changed in the last minute goes into the tallies."""
    fold()
