"""Acts on accounts: made and disabled by the system administrator of their place."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account, Delegation, PastPassword, Post
from anxin.ground.access.signin.profile import initial_until
from anxin.ground.database.crypto import digest
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit

from .leaving import leave

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that look alike on paper


def random_password(length: int = 12) -> str:
    """A password from characters that cannot be mistaken for one another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def check_administers(by: Actor, permission: str, unit: Unit | None) -> None:
    """Refuse unless ``by`` holds the permission and ``unit`` lies in the subtree of its scope root. The
    operator at the command line of the machine may do everything; the directory of units, posts and accounts
    is not under row security, so each act looks for itself."""
    if not isinstance(by, Post):
        return
    if not by.may(permission):
        raise Refused("access.not_for_this_post", _("This step is not for the post you act in."))
    if unit is None or not unit.path.startswith(by.scope_root.path):
        raise Refused("access.out_of_scope", _("This lies outside the scope of the post you act in."))


@transaction.atomic
def make_account(
    *,
    by: Actor,
    login: str,
    password: str,
    language: str = "zh-hans",
    demo: bool = False,
    home: Unit | None = None,
    person_number: str = "",
) -> Account:
    """Make an account that can sign in once it holds a post. ``person_number``, the holder's identity number,
    is kept as a keyed hash only; ``home`` is the unit whose administrators look after the account."""
    check_administers(by, "access.accounts", home)
    account = Account.objects.make(login, password, language, digest(person_number))
    Account.objects.filter(pk=account.pk).update(demo=demo, home=home)
    account.demo, account.home = demo, home
    PastPassword.objects.remember(account, initial_until=None if demo else initial_until())
    record("access.account_made", by=by, path=home.path if home else "", account=account.pk)
    return account


@transaction.atomic
def disable_account(*, by: Actor, account: Account, why: str) -> None:
    """Disable an account, at once and whatever is still in hand: its posts end, what they were responsible
    for passes to the deputy or else the unit's work lead (PostLeft), access given to them and delegations to
    and from them end, and its sessions are over at their next request. ``why`` is kept encrypted."""
    held = Account.objects.select_for_update().get(pk=account.pk)
    posts = list(held.posts.open().select_related("unit", "scope_root"))
    _check_may_disable(by, held, posts, why)
    Account.objects.filter(pk=held.pk).update(is_active=False, disabled_at=now(), disabled_why=why.strip())
    account.is_active = False
    Delegation.objects.standing().filter(to=held).update(ended_at=now())
    for post in posts:
        leave(by=by, post=post)
    where = held.home.path if held.home else posts[0].unit.path if posts else ""
    record("access.account_disabled", by=by, path=where, account=held.pk, posts=len(posts))


def _check_may_disable(by: Actor, account: Account, posts: list[Post], why: str) -> None:
    places: list[Unit | None] = [post.unit for post in posts]
    for unit in places or [account.home]:
        check_administers(by, "access.accounts", unit)
    if isinstance(by, Post) and by.acting is not None and by.acting.is_same_human(account):
        raise Refused("access.not_oneself", _("Nobody disables his own account."))
    if not account.is_active:
        raise Refused("access.disabled_already", _("This account is disabled already."))
    if not why.strip():
        raise Refused("access.reason_missing", _("Say why: whoever reads this later must understand it."))
