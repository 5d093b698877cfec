"""Deleting technical data whose period is over; the records of a case never are."""

from datetime import timedelta

from django.conf import settings
from django.db import connection

from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now
from anxin.ground.journal.actions import OPERATOR, record
from anxin.surveys.models import Ledger, State


def delete_what_is_over() -> None:
    """Delete workbooks never merged and finished jobs. Expired sessions, with the searches sealed into them,
    are deleted by the night job of signing in (access.tidy)."""
    limits, at = settings.LIMITS["rights"], now()
    with everywhere():
        old = Ledger.objects.filter(
            state=State.PREVIEWED, made_at__lt=at - timedelta(days=limits["keep_preview_days"])
        )
        previews = old.exclude(content="").update(content="")
        jobs = _jobs(limits["keep_job_days"])
        record("rights.tidied", by=OPERATOR, path="", previews=previews, jobs=jobs)


def _jobs(days: int) -> int:
    """Delete jobs that succeeded more than so many days ago; failed ones wait for a person."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status = 'succeeded' AND id IN"
            " (SELECT job_id FROM procrastinate_events WHERE type = 'succeeded' AND at < %s)",
            [now() - timedelta(days=days)],
        )
        return int(cursor.rowcount)
