"""Work that happens later: queued in the same transaction as the act that asks for it, or at set times.

A room puts its jobs into a module ``tasks``; procrastinate finds it. A job's arguments are ids and codes
only: the queue's tables have no row security. A job opens its own scope, may run twice (a worker can die
after the work and before saying so), and must then leave the same state.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from anxin.ground.days import workdays

TRIES = 5  # after that a job is parked as failed; others go on
WAIT = 10  # seconds before the second try; each later one waits longer

Job = Task[..., None, Any]


def job(name: str, *, every: str = "") -> Callable[[Callable[..., None]], Job]:
    """Register a function as the job ``name``; put one into the queue with ``function.defer(argument=…)``.

    ``every``: a cron line in UTC (minute hour day month weekday) for work that nobody asks for; such a
    function takes no arguments."""

    def register(function: Callable[..., None]) -> Job:
        @wraps(function)
        def run(**arguments: Any) -> None:
            arguments.pop("timestamp", None)  # when a periodic job was due; no job of ours depends on it
            close_old_connections()
            workdays.look_again()
            try:
                function(**arguments)
            finally:
                close_old_connections()

        task: Job = app.task(name=name, retry=RetryStrategy(max_attempts=TRIES, exponential_wait=WAIT))(run)
        return app.periodic(cron=every)(task) if every else task

    return register
