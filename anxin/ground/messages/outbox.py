"""Telling somebody something: ``send``. The message is written in the transaction of the act that tells it,
so that both stand or fall together; the worker takes it outside later (tasks.py)."""

import uuid

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from anxin.ground.access.models import Account, Post
from anxin.ground.days.clock import now

from .kinds import check
from .models import Message

# The ids follow from one number drawn here and from the posts: the database draws nothing by itself.
EACH = """
INSERT INTO messages_out_message (id, account_id, post_id, code, count, document, link, at)
SELECT md5(%s || told.post)::uuid, told.account, told.post, %s, %s, %s, %s, %s
FROM ({posts}) AS told (account, post)"""


def send(
    to: Post | Account, code: str, *, count: int | None = None, document: str = "", link: str = ""
) -> Message | None:
    """Put a message into the inbox of whoever holds ``to``. None where nobody does: those get paper.

    ``code`` is registered with ``kinds.kind``; ``count`` a number of things, ``document`` the number of a
    document, ``link`` the path of a page (``reverse``). Raises kinds.NotAMessage for anything else: no
    personal word fits."""
    check(code, count, document, link)
    post = to if isinstance(to, Post) else None
    account = post.account_id if post else to.pk
    if account is None:
        return None
    return Message.objects.create(
        account_id=account, post=post, code=code, count=count, document=document, link=link
    )


def send_each(
    to: QuerySet[Post], code: str, *, count: int | None = None, document: str = "", link: str = ""
) -> int:
    """The same message for many posts; returns for how many. It is one question, whatever their number: no
    row comes here. Left out are posts that nobody holds and those whose account is closed."""
    check(code, count, document, link)
    held = to.filter(account__is_active=True).order_by().values_list("account", "pk")
    try:
        posts, params = held.query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            EACH.format(posts=posts), [uuid.uuid4().hex, code, count, document, link, now(), *params]
        )
        return int(cursor.rowcount)
