"""In whose hands a post was when something was done: the holder's, or a stand-in's under a delegation."""

import uuid
from collections.abc import Iterable, Mapping

from .models import Account, Post

Hand = tuple[
    uuid.UUID | None, uuid.UUID | None
]  # a post, and the account at the keyboard, as the journal has it


def stand_ins(hands: Iterable[Hand], posts: Mapping[uuid.UUID, Post]) -> dict[Hand, str]:
    """Those of these hands that were not the holder's own, with whose they were: the name on the latest post
    of that account, else its login. Asks nothing where every hand was the holder's."""
    other = {
        (by, account)
        for by, account in hands
        if account and _is_another(posts.get(by) if by else None, account)
    }
    accounts = {account for _by, account in other}
    if not accounts:
        return {}
    told = dict(Account.objects.filter(pk__in=accounts).values_list("pk", "login"))
    told |= dict(Post.objects.filter(account__in=accounts).order_by("since").values_list("account", "name"))
    return {(by, account): told.get(account, "") for by, account in other if account}


def _is_another(post: Post | None, account: uuid.UUID) -> bool:
    return post is not None and post.account_id is not None and post.account_id != account
