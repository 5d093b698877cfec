"""Telling somebody something: ``send``. The message is written in the transaction of the act that tells it,
so that both stand or fall together; the worker takes it outside later (tasks.py)."""

from collections.abc import Iterable

from anxin.ground.access.models import Account, Post

from .kinds import check
from .models import Message

BATCH = 5_000


def send(
    to: Post | Account, code: str, *, count: int | None = None, document: str = "", link: str = ""
) -> Message | None:
    """Put a message into the inbox of whoever holds ``to``. None where nobody does: those get paper.

    ``code`` is registered with ``kinds.kind``; ``count`` a number of things, ``document`` the number of a
    document, ``link`` the path of a page (``reverse``). Raises kinds.NotAMessage for anything else: no
    personal word fits."""
    made = _messages([to], code, count, document, link)
    for one in made:
        one.save(force_insert=True)
    return made[0] if made else None


def send_each(
    to: Iterable[Post | Account], code: str, *, count: int | None = None, document: str = "", link: str = ""
) -> int:
    """The same message for many; returns for how many (posts that nobody holds are left out)."""
    made = _messages(to, code, count, document, link)
    Message.objects.bulk_create(made, batch_size=BATCH)
    return len(made)


def _messages(
    to: Iterable[Post | Account], code: str, count: int | None, document: str, link: str
) -> list[Message]:
    check(code, count, document, link)
    said = {"code": code, "count": count, "document": document, "link": link}
    return [
        Message(account_id=account, post=one if isinstance(one, Post) else None, **said)
        for one in to
        if (account := one.account_id if isinstance(one, Post) else one.pk) is not None
    ]
