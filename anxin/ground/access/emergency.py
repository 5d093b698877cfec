"""Emergency access (紧急查阅): who may open what, who reviews it, and what may be done through it."""

import unicodedata
import uuid
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from anxin.ground.database.scope import scope
from anxin.ground.journal.models import JournalEntry
from anxin.ground.units.models import STEP, Level, Unit

from .models import Account, EmergencyAccess, Post
from .rights import Role

READS = frozenset({"families.read", "care.read", "entitlements.read"})  # with GET only
REVEALS = frozenset({"families.reveal"})  # one masked value at a time, with its purpose
IN_THE_LINE = (Role.CLERK, Role.TOWNSHIP, Role.LEADER)


class Found(NamedTuple):
    """A card by its id and path."""

    card: uuid.UUID
    path: str


Finder = Callable[[str, str], Found | None]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register how a card is found by its exact number within a line (the register does, at start-up)."""
    _finders[:] = [function]
    return function


def find(number: str, line: str) -> Found | None:
    """The card with exactly this number under the path ``line``; None when unknown, elsewhere or sealed."""
    return _finders[0](number, line)


def find_typed(typed: str, line: str) -> tuple[Found | None, str]:
    """The card with this number as somebody types it, and the number it was found by: full width is folded,
    then it is asked as typed and in capitals. Both are always asked, so that no answer costs other work."""
    text = unicodedata.normalize("NFKC", typed).strip()
    asked = [(find(number, line), number) for number in (text, text.upper())]
    return next((one for one in asked if one[0]), asked[-1])


def line_of(post: Post) -> Unit | None:
    """The line in which a post may look in an emergency: its county, else its city; above the city none."""
    above = {unit.level: unit for unit in reversed(post.scope_root.line())}
    return above.get(Level.COUNTY) or above.get(Level.CITY)


def allows(method: str | None, permission: str) -> bool:
    """May this be done through emergency access? Reading, and showing one masked value; nothing else."""
    return permission in REVEALS or (permission in READS and method in ("GET", "HEAD"))


def reviewer_for(post: Post) -> Post | None:
    """Who reviews what this post opens: the nearest auditor whose area holds its line, else the nearest
    security administrator. Never the one who looked, and nobody who works in or above the same line."""
    line = line_of(post)
    if line is None:
        return None
    digest = OuterRef("account__person_digest")
    same_human = Q(account=OuterRef("account")) | (
        Q(account__person_digest=digest) & ~Q(account__person_digest="")
    )
    same_line = Post.objects.current().filter(
        same_human, role__in=IN_THE_LINE, scope_root__path__in=_above(post.unit.path)
    )
    able = (
        Post.objects.current()
        .filter(
            role__in=[Role.AUDITOR, Role.SECURITY],
            scope_root__path__in=_above(line.path),
            account__is_active=True,
        )
        .exclude(account__in=_accounts_of(post))
        .exclude(Exists(same_line))
        .select_related("scope_root", "account")
    )
    return min(able, key=lambda one: (one.role != Role.AUDITOR, -len(one.scope_root.path)), default=None)


def _accounts_of(post: Post) -> QuerySet[Account]:
    """Every account of the person at work."""
    return Account.objects.filter(post.acting.human) if post.acting else Account.objects.none()


def _above(path: str) -> list[str]:
    """The paths of the units above and the unit itself."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def seen_through(access: EmergencyAccess) -> list[JournalEntry]:
    """What was opened through it, oldest first, as the journal tells. The entries lie on the card's path,
    which an administrator's own scope does not hold: the bounds open for this one question."""
    with scope(access.path):
        return list(
            JournalEntry.objects.filter(
                path=access.path, by=access.post_id, at__gte=access.opened_at, at__lte=access.ends_at
            ).order_by("at", "seq")
        )


def by_emergency(card: uuid.UUID, entries: Iterable[JournalEntry]) -> set[uuid.UUID]:
    """Which of these entries of one card were looks through emergency access: who-looked pages mark them."""
    spans = list(EmergencyAccess.objects.filter(record=card))
    return {
        entry.id
        for entry in entries
        for span in spans
        if entry.by == span.post_id and span.opened_at <= entry.at <= span.ends_at
    }
