"""Done once, however often it is sent: a key for each form, kept in the transaction of the act itself.

A telephone that loses its signal between sending and hearing the answer sends again; so does a finger that
presses twice. The key's row is inserted before the act and committed with it: a second request with the same
key waits for the first at the unique index, then finds its answer there. If the first failed or its process
was killed before the commit, nothing of it is left, and the second does the work.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.crypto import digest
from anxin.ground.days.clock import now

from .models import UsedKey
from .refusals import Refused

Result = Mapping[str, Any]  # ids and codes, as JSON holds them

TAKE = (
    "INSERT INTO jobs_usedkey (who, key, act, said, result, at) VALUES (%s, %s, %s, %s, '{}', %s)"
    " ON CONFLICT (who, key) DO NOTHING"
)


@dataclass(frozen=True)
class Answer:
    """What the act gave; ``again`` when it had been done before and nothing was done now."""

    result: Result
    again: bool


def words_of(lists: Iterable[tuple[str, Sequence[str]]], *, leave_out: Iterable[str] = ()) -> str:
    """The words of a form in one text, the same whatever order its fields came in
    (``request.POST.lists()``)."""
    left_out = {"csrfmiddlewaretoken", *leave_out}
    return json.dumps(sorted((name, list(said)) for name, said in lists if name not in left_out))


@transaction.atomic
def once(*, who: uuid.UUID, key: uuid.UUID, act: str, words: str, do: Callable[[], Result]) -> Answer:
    """Do ``do`` unless ``who`` did it under this key before, and give its answer either way.

    ``act`` is the code of the act, ``words`` all that was said (``words_of``). The same key with another act
    or other words is refused: Refused("jobs.other_words"). Whatever ``do`` raises leaves the key unused."""
    said = digest(f"{act}\n{words}")
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [who, key, act, said, now()])
        taken = cursor.rowcount == 1
    mine = UsedKey.objects.filter(who=who, key=key)
    if not taken:
        return _again(mine.get(), said)
    result = do()
    mine.update(result=dict(result))
    return Answer(result, again=False)


def used(*, who: uuid.UUID, key: uuid.UUID, act: str, words: str) -> bool | None:
    """Was this key used? None: not yet; True: with these very words; False: with others."""
    row = UsedKey.objects.filter(who=who, key=key).first()
    return None if row is None else row.said == digest(f"{act}\n{words}")


def same_words(*, who: uuid.UUID, key: uuid.UUID, act: str, words: str) -> list[Result]:
    """What ``who`` did with these very words under other keys: the same thing, written on a second form."""
    rows = UsedKey.objects.filter(who=who, act=act, said=digest(f"{act}\n{words}")).exclude(key=key)
    return list(rows.values_list("result", flat=True))


def _again(row: UsedKey, said: str) -> Answer:
    if row.said != said:
        raise Refused(
            "jobs.other_words",
            _(
                "This form was already sent with other words, and what was sent first stands. Open the form"
                " anew to add what is missing."
            ),
        )
    return Answer(row.result, again=True)


def forget_old() -> int:
    """Remove keys older than limits.toml, [offline] keep_key_days. Returns how many. May run twice."""
    old = now() - timedelta(days=settings.LIMITS["offline"]["keep_key_days"])
    count, _rows = UsedKey.objects.filter(at__lt=old).delete()
    return count
