"""The nightly upkeep of signing in (tasks.py)."""

from datetime import timedelta

from django.db import connection
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from anxin.ground.access import actions
from anxin.ground.access.models import Account, Attempt, PastPassword
from anxin.ground.days.clock import now
from anxin.ground.journal.actions import OPERATOR

from .profile import limits, profile
from .sessions import SessionStore

KEPT = 12  # passwords of the past that are kept of each account, more than any profile asks for


def tidy() -> None:
    """Remove what has ended. May run twice: the second time finds nothing."""
    SessionStore.clear_expired()
    old = now() - timedelta(hours=limits()["forget_hours"])
    Attempt.objects.filter(Q(until=None) | Q(until__lte=now()), last__lte=old).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_cache WHERE expires <= now()")
    for (account,) in PastPassword.objects.values_list("account").distinct():
        rows = PastPassword.objects.filter(account=account).order_by("-at", "-pk")
        PastPassword.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[KEPT:])).delete()


def inactive() -> QuerySet[Account]:
    """Accounts that nobody has signed in with for too long, counted from their last secret if never."""
    since = now() - timedelta(days=profile().inactive_days)
    known = Coalesce("last_login", Max("past_passwords__at"))
    return Account.objects.filter(is_active=True, demo=False).annotate(known=known).filter(known__lt=since)


def disable_inactive() -> int:
    """Disable them one by one, each in its own transaction. Returns how many."""
    found = [*inactive()]
    for account in found:
        actions.disable_account(by=OPERATOR, account=account, why="inactive")
    return len(found)
