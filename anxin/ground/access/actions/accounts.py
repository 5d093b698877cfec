"""Acts on accounts."""

import secrets

from django.db import transaction

from anxin.ground.access.models import Account
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
    record("access.account_made", by=by, path="", account=account.pk)
    return account
