"""The nightly work of leave: with the month a tier may rise, new officers have their year. Each batch is a
transaction of its own, so that a night cut short goes on where it stopped."""

import uuid

from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today

from .actions import keep_years
from .models import Officer

BATCH = 1000
BEFORE_ALL = uuid.UUID(int=0)


def keep_all_years() -> None:
    """Keep with every officer at work what the calculation says of this year. May run twice."""
    after = BEFORE_ALL
    while True:
        with everywhere():
            people = Officer.objects.at_work().filter(pk__gt=after).order_by("pk")
            batch = list(people[:BATCH])
            if not batch:
                return
            keep_years(batch, today().year)
        after = batch[-1].pk
