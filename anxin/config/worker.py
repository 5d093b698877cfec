"""What runs the queue: ``python -m anxin.config.worker``. One process; several jobs at once, in threads."""

import os

import django

JOBS_AT_ONCE = 2


def main() -> None:
    """Work until told to stop (SIGTERM): the job under way is ended first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anxin.config.settings")
    django.setup()
    from procrastinate.contrib.django import app  # noqa: PLC0415  # its tables' models need django.setup

    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(concurrency=JOBS_AT_ONCE, delete_jobs="successful")


if __name__ == "__main__":
    main()
