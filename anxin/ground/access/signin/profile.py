"""The limits of the profile in force (ANXIN_PROFILE), as limits.toml says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from anxin.ground.days.clock import now


@dataclass(frozen=True)
class Profile:
    """Rules for passwords and sessions; numbers as in limits.toml."""

    password_min: int
    password_kinds: int
    password_days: int
    password_past: int
    tries: int
    wait_seconds: int
    wait_most_minutes: int
    idle_minutes: int
    absolute_hours: int
    sessions: int
    inactive_days: int

    @property
    def idle(self) -> timedelta:
        """How long nothing may be asked before a session ends."""
        return timedelta(minutes=self.idle_minutes)

    @property
    def absolute(self) -> timedelta:
        """How long a session lasts at most."""
        return timedelta(hours=self.absolute_hours)


def profile() -> Profile:
    """The profile in force now."""
    return Profile(**settings.LIMITS["profile"][settings.ANXIN_PROFILE])


def limits() -> dict[str, Any]:
    """What holds for signing in under every profile."""
    found: dict[str, Any] = settings.LIMITS["sign_in"]
    return found


def initial_until() -> datetime:
    """Until when an initial secret given now may be used."""
    return now() + timedelta(hours=limits()["initial_hours"])
