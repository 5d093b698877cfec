"""The one clock. Whoever wants "now" or "today" asks here, so that a test or the demo can move the day."""

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present instant, aware, in UTC. On a moved day: that day, at the present time of day in China."""
    instant = datetime.now(UTC)
    moved = _moved_day()
    if moved is None:
        return instant
    return datetime.combine(moved, instant.astimezone(SHANGHAI).timetz()).astimezone(UTC)


def today() -> date:
    """The present day in China (Asia/Shanghai). Legal facts are days, never instants."""
    return _moved_day() or datetime.now(SHANGHAI).date()


def local_day(instant: datetime) -> date:
    """The day in China on which an aware instant falls."""
    return instant.astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """The instant at which a day in China ends, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def _moved_day() -> date | None:
    """The day of ANXIN_TODAY (setting or environment); heeded only in the marked demo and in tests."""
    if not (settings.configured or os.environ.get("DJANGO_SETTINGS_MODULE")):
        return None  # pure tools (the ledger reader's child process) run without settings
    if not (getattr(settings, "ANXIN_DEMO", False) or getattr(settings, "TESTING", False)):
        return None
    moved = getattr(settings, "ANXIN_TODAY", None) or os.environ.get("ANXIN_TODAY")
    return date.fromisoformat(moved) if isinstance(moved, str) else moved
