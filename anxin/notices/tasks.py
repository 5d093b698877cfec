"""What notices does without anybody waiting for it: sending them out. Counts are brought up to date by the
job of ground.units."""

import uuid

from anxin.ground.jobs.queue import job

from .delivering import deliver


@job("notices.deliver")
def deliver_notice(*, notice: str) -> None:
    """A delivery for each unit that the notice addresses."""
    deliver(uuid.UUID(notice))
