"""Acts on accounts."""

import secrets

from django.db import transaction

from anxin.ground.access.models import Account, PastPassword
from anxin.ground.access.signin.profile import initial_until
from anxin.ground.journal.actions import Actor, record

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that look alike on paper


def random_password(length: int = 12) -> str:
    """A password from characters that cannot be mistaken for one another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


@transaction.atomic
def make_account(
    *, by: Actor, login: str, password: str, language: str = "zh-hans", demo: bool = False
) -> Account:
    """Make an account that can sign in once it holds a post."""
    account = Account.objects.make(login, password, language)
    if demo:
        Account.objects.filter(pk=account.pk).update(demo=True)
    PastPassword.objects.remember(account, initial_until=None if demo else initial_until())
    record("access.account_made", by=by, path="", account=account.pk)
    return account


@transaction.atomic
def disable_account(*, by: Actor, account: Account, why: str) -> None:
    """Disable an account at once: its sessions are over at their next request."""
    Account.objects.filter(pk=account.pk).update(is_active=False)
    record("access.account_disabled", by=by, path="", account=account.pk, why=why)
