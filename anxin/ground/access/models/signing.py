"""What signing in must remember: sessions, passwords one had, wrong tries. No name, no address of anybody."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone

from anxin.ground.database.crypto import digest
from anxin.ground.days.clock import now

from .accounts import Account


class Session(AbstractBaseSession):
    """A session, with whose it is, so that it can be shown to its owner and ended. Its data lies sealed."""

    account = models.UUIDField(null=True, db_index=True)
    begun = models.DateTimeField(default=now)
    device = models.CharField(max_length=60, blank=True)

    class Meta(AbstractBaseSession.Meta):
        db_table = "access_session"

    @classmethod
    def living_of(cls, account: Account) -> "models.QuerySet[Session]":
        """The sessions of one account that have not ended, the youngest first (Django's clock ends them)."""
        return cls.objects.filter(account=account.pk, expire_date__gt=timezone.now()).order_by("-begun")

    @property
    def mark(self) -> str:
        """What pages may name it by: its key opens it and is never shown."""
        return digest(f"session|{self.pk}")[:32]

    @classmethod
    def get_session_store_class(cls) -> Any:
        from anxin.ground.access.signin.sessions import SessionStore  # noqa: PLC0415  # it needs this model

        return SessionStore


class PastPasswordQuerySet(models.QuerySet["PastPassword"]):
    def remember(self, account: Account, *, initial_until: datetime | None = None) -> "PastPassword":
        """Note the password just set: for its age, and so that it does not come back."""
        return self.create(
            account=account, encoded=account.password, initial=initial_until is not None, until=initial_until
        )

    def latest_of(self, account: Account) -> "PastPassword | None":
        """The password that holds now, as far as it was set by one of our acts."""
        return self.filter(account=account).order_by("-at", "-pk").first()


class PastPassword(models.Model):
    """A password that an account has or had (its slow hash): for its age, and so that it does not come back.

    ``initial``: a secret made by the house for the person to change; it opens once, and until a moment."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="past_passwords")
    encoded = models.CharField(max_length=128)
    at = models.DateTimeField(default=now)
    initial = models.BooleanField(default=False)
    until = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = PastPasswordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(initial=False) | Q(until__isnull=False), name="initial_ends")
        ]

    @property
    def opens(self) -> bool:
        """May it be used to sign in now? A lasting password always; an initial one once, and in time."""
        return not self.initial or (self.used_at is None and self.until is not None and now() < self.until)


class Attempt(models.Model):
    """Wrong tries under one key: a keyed hash of login and place, of a device, or of a place and a time."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(default=now, db_index=True)
    until = models.DateTimeField(null=True)

    objects: models.Manager["Attempt"] = models.Manager()

    @property
    def must_wait(self) -> bool:
        """Is every try refused now, even a right one?"""
        return self.until is not None and now() < self.until

    def count(self, *, free: int, first: timedelta, most: timedelta, forget: timedelta) -> None:
        """One more wrong try: from the ``free``-th on, a wait that doubles from ``first`` to ``most``."""
        self.failures = self.failures + 1 if now() - self.last < forget else 1
        self.last = now()
        beyond = self.failures - free
        if beyond >= 0:
            self.until = now() + min(most, first * 2 ** min(beyond, 20))
        self.save()
