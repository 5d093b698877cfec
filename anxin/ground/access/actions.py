"""Acts on accounts, posts and given access."""

import secrets
import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit

from .models import Account, Grant, Post

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


@transaction.atomic
def appoint(
    *,
    by: Actor,
    account: Account | None,
    unit: Unit,
    role: str,
    name: str,
    title: str = "",
    phone: str = "",
    scope_root: Unit | None = None,
    since: date | None = None,
) -> Post:
    """Give an account a post in ``unit``. The scope is the unit's parent for an organisation department
    (a leaf under its region), else the unit itself, unless ``scope_root`` says otherwise."""
    if scope_root is None:
        scope_root = unit.parent if unit.kind == "organisation" and unit.parent else unit
    post = Post.objects.create(
        account=account, unit=unit, role=role, name=name, title=title, phone=phone,
        scope_root=scope_root, since=since or today(),
    )  # fmt: skip
    record("access.appointed", by=by, path=unit.path, post=post.pk, role=role)
    return post


def _may_give(by: Actor, path: str, part: str) -> bool:
    if not isinstance(by, Post):
        return True  # the operator at the command line
    lo, hi = by.bounds
    passes_on = part == "request" and Grant.objects.held_by(by).filter(path=path, part=part).exists()
    return lo <= path < hi or passes_on


@transaction.atomic
def give(
    *,
    by: Actor,
    holder: uuid.UUID,
    record_id: uuid.UUID,
    path: str,
    part: str,
    purpose: str,
    until: date | None = None,
) -> Grant:
    """Give access to one card's range to a post (or the desk of a unit), for a purpose, until a day.

    Giving the same part of the same record to the same holder again keeps the access that holds. Access that
    was itself given is not given on; only a desk may pass its own request to another desk."""
    if not _may_give(by, path, part):
        raise Refused(
            "access.not_yours_to_give", _("Only the unit that keeps this card may give access to it.")
        )
    held = Grant.objects.current().filter(holder=holder, record=record_id, part=part).first()
    if held is not None:
        return held
    grant = Grant.objects.create(
        holder=holder, record=record_id, path=path, part=part, purpose=purpose, until=until, given_by=by.id
    )
    record("access.given", by=by, path=path, grant=grant.pk, holder=holder, part=part, purpose=purpose)
    return grant


@transaction.atomic
def withdraw(*, by: Actor, holder: uuid.UUID, record_id: uuid.UUID, part: str) -> int:
    """End access at once. Returns how many grants ended."""
    held = Grant.objects.current().filter(holder=holder, record=record_id, part=part)
    paths = list(held.values_list("path", flat=True))
    if not paths:
        return 0
    count = held.update(ended_at=now())
    record("access.withdrawn", by=by, path=paths[0], holder=holder, part=part, record=record_id)
    return count
