"""The real worker of the queue, for tests with real transactions: it does what is waiting, and ends."""

import asyncio

from django.conf import settings
from django.db import connection
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app


def work_off() -> None:
    """Run every job that waits now, as the worker process would (it logs in as the app)."""
    options = connection.get_connection_params()
    wanted = {key: options[key] for key in ("host", "port", "dbname", "user", "password") if key in options}

    async def run() -> None:
        with app.replace_connector(PsycopgConnector(kwargs=wanted)) as worker:
            async with worker.open_async():
                await worker.run_worker_async(wait=False, install_signal_handlers=False)

    assert settings.TESTING
    asyncio.run(run())
