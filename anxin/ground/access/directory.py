"""The office directory as an administrator sees it: accounts, posts and units of his own place.

None of it is under row security (sign-in reads it before any scope exists), so each view begins here.
"""

import re
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from anxin.ground.database.crypto import digest
from anxin.ground.database.scope import everywhere
from anxin.ground.units.models import Unit

from .closing import Open, in_hand
from .models import Account, Delegation, Grant, Post
from .rights import ADMINISTRATORS

SHORT = 16  # characters of the hash of a login: enough to see the same one tried again
MARK = re.compile(r"[0-9a-f]{16}")
OPEN_POSTS = Prefetch("posts", Post.objects.open().select_related("unit", "scope_root"), "open_posts")


def units_of(post: Post) -> QuerySet[Unit]:
    """The units of the subtree that an administrator looks after."""
    return Unit.objects.under(post.scope_root.path)


def posts_of(post: Post) -> QuerySet[Post]:
    """The posts that have not ended in the units of his place."""
    within = Post.objects.open().filter(unit__path__startswith=post.scope_root.path)
    return within.select_related("unit", "scope_root", "account")


def accounts_of(post: Post) -> QuerySet[Account]:
    """The accounts that are at home in his place or hold a post there."""
    here = post.scope_root.path
    placed = Post.objects.open().filter(account=OuterRef("pk"), unit__path__startswith=here)
    found = Account.objects.filter(Q(home__path__startswith=here) | Q(Exists(placed)))
    return found.select_related("home").prefetch_related(OPEN_POSTS).order_by("login", "pk")


def answering(found: QuerySet[Account], text: str) -> QuerySet[Account]:
    """Those accounts whose login, whose unit or the name on whose post holds what was typed; or the one
    behind a failed sign-in, by the mark that an auditor read in the journal."""
    text = text.strip()
    if not text:
        return found
    if MARK.fullmatch(text):
        return found.filter(
            pk__in=[pk for pk, login in found.values_list("pk", "login") if mark_of(login) == text]
        )
    named = Post.objects.open().filter(account=OuterRef("pk"))
    named = named.filter(Q(unit__name__icontains=text) | Q(unit__code=text) | Q(name__icontains=text))
    return found.filter(Q(login__icontains=text) | Q(home__name__icontains=text) | Q(Exists(named)))


def mark_of(login: str) -> str:
    """Under which mark the journal keeps a failed sign-in with this login: the start of its keyed hash."""
    return digest(login)[:SHORT]


def colleagues_of(post: Post) -> QuerySet[Post]:
    """The posts of others in one's own office: whose holders a post may be handed to for a time. An
    administrator's post goes to another of the same kind only, and no other post to an administrator."""
    office = Post.objects.current().filter(account__is_active=True, unit=post.unit)
    others = office.exclude(account=post.account).select_related("unit", "account").order_by("name", "pk")
    if post.role in ADMINISTRATORS:
        return others.filter(role=post.role)
    return others.exclude(role__in=ADMINISTRATORS)


def consequences(account: Account) -> Iterable[Open | Promise]:
    """What disabling an account does, in numbers: what its posts have in hand, and what ends."""
    posts = list(account.posts.open().select_related("unit", "scope_root"))
    for post in posts:
        yield from in_hand(post)
    with everywhere():
        given = Grant.objects.current().filter(holder__in=[post.pk for post in posts]).count()
    handed = Delegation.objects.standing().filter(Q(to=account) | Q(post__in=posts)).count()
    ends = (
        (len(posts), ngettext_lazy("%(n)d post ends.", "%(n)d posts end.", "n")),
        (given, ngettext_lazy("Access to %(n)d record ends.", "Access to %(n)d records ends.", "n")),
        (handed, ngettext_lazy("%(n)d delegation ends.", "%(n)d delegations end.", "n")),
    )
    yield from (Open(n, words) for n, words in ends if n)
    yield _("Whoever is signed in with this account is out at the next page.")
