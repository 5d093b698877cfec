"""Acts on what one signs in with: passwords, second factors, sessions, single sign-on."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account, PastPassword, Post, Session
from anxin.ground.access.signin.profile import initial_until
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit

from .accounts import check_administers, random_password

RESET_LENGTH = 16


def _place(by: Actor) -> str:
    return by.unit.path if isinstance(by, Post) else ""


def _check_helps(by: Actor, account: Account) -> None:
    """Only the security administrator of every place where the account works, and never for oneself."""
    if not isinstance(by, Post):
        return
    if by.acting is not None and by.acting.is_same_human(account):
        raise Refused("access.own_reset", _("Nobody resets their own sign-in: ask another administrator."))
    held = Post.objects.current().filter(account=account).select_related("unit")
    places: list[Unit | None] = [post.unit for post in held]
    for unit in places or [account.home]:
        check_administers(by, "accounts.reset", unit)


@transaction.atomic
def change_password(*, by: Actor, account: Account, password: str, keep: str = "") -> int:
    """Set a lasting password that its owner chose (the form has checked it against the rules). Ends every
    other session of the account; ``keep`` is the key of the one at work. Returns how many ended."""
    account.set_password(password)
    account.save(update_fields=["password"])
    PastPassword.objects.remember(account)
    ended = _end(account, keep)
    record("access.password_changed", by=by, path=_place(by), account=account.pk)
    return ended


@transaction.atomic
def reset_password(*, by: Actor, account: Account) -> str:
    """Give an initial secret and return it: it opens once, within three days, and must be changed at once, so
    nobody but its owner knows the lasting password. The second factor stays; every session ends."""
    _check_helps(by, account)
    secret = random_password(RESET_LENGTH)
    account.set_password(secret)
    account.save(update_fields=["password"])
    PastPassword.objects.remember(account, initial_until=initial_until())
    _end(account)
    record("access.password_reset", by=by, path=_place(by), account=account.pk)
    return secret


@transaction.atomic
def clear_factors(*, by: Actor, account: Account) -> None:
    """Remove every second factor of somebody who lost it, after the administrator has made sure in person who
    it is. The next sign-in leads to setting one up."""
    _check_helps(by, account)
    count, _rows = Authenticator.objects.filter(user=account).delete()
    _end(account)
    record("access.factors_cleared", by=by, path=_place(by), account=account.pk, count=count)


@transaction.atomic
def end_sessions(*, by: Actor, account: Account, keep: str = "", only: str = "") -> int:
    """End sessions at once: all, all but the one with the key ``keep``, or ``only`` the one with this key."""
    ended = _end(account, keep, only)
    record("access.sessions_ended", by=by, path=_place(by), account=account.pk, count=ended)
    return ended


def _end(account: Account, keep: str = "", only: str = "") -> int:
    rows = Session.objects.filter(account=account.pk).exclude(pk=keep)
    count, _rows = (rows.filter(pk=only) if only else rows).delete()
    return count


@transaction.atomic
def note_factor(*, by: Actor, act: str, kind: str) -> None:
    """Write down that somebody added or removed a second factor of their own, or made new codes."""
    record(f"access.{act}", by=by, path=_place(by), kind=kind)


@transaction.atomic
def choose_language(*, by: Actor, account: Account, language: str) -> None:
    """The language in which the house speaks to this person."""
    account.language = language
    account.save(update_fields=["language"])
    record("access.language_chosen", by=by, path=_place(by), language=language)


@transaction.atomic
def bind_subject(*, by: Actor, account: Account, provider: str, subject: str) -> None:
    """Let a subject of the single sign-on open this account; an earlier one of the account no longer does."""
    if SocialAccount.objects.filter(provider=provider, uid=subject).exclude(user=account).exists():
        raise Refused("access.subject_taken", _("This single sign-on already opens another account."))
    SocialAccount.objects.filter(provider=provider, user=account).delete()
    SocialAccount.objects.create(provider=provider, uid=subject, user=account)
    record("access.subject_bound", by=by, path=_place(by), account=account.pk)
