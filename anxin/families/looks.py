"""Who looked at a card and who changed it: the entries of its journal, by day and person."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet

from anxin.ground.access.emergency import by_emergency
from anxin.ground.access.hands import stand_ins
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import local_day, now
from anxin.ground.journal.models import JournalEntry
from anxin.ground.journal.words import purpose_words

from .models import Household

LATELY = 90  # days shown unless all is asked for; also what keeps the question within three tables


@dataclass(frozen=True)
class Look:
    """One entry as a page tells it."""

    entry: JournalEntry
    times: int = 1

    @property
    def words(self) -> str:
        return self.entry.words

    @property
    def purpose(self) -> str:
        """What for, where it was asked."""
        return purpose_words(str(self.entry.details.get("purpose", "")))


@dataclass(frozen=True)
class Group:
    """What one person did on one day, newest first. ``acting``: who acted in the post of another, under a
    delegation."""

    on: date
    post: Post | None
    looks: list[Look]
    emergency: bool
    acting: str = ""


def entries_of(household: Household, reach: Reach, *, lately: bool = False) -> QuerySet[JournalEntry]:
    """Every entry about this card or a list that showed it, newest first."""
    found = JournalEntry.objects.visible_to(reach).filter(
        Q(path=household.path) | Q(cards__contains=[household.pk])
    )
    return found.filter(at__gte=now() - timedelta(days=LATELY)) if lately else found


def groups(entries: Iterable[JournalEntry], household: Household) -> list[Group]:
    """The entries by day and person. Emergency access is marked."""
    kept = sorted(entries, key=lambda entry: (local_day(entry.at), entry.at), reverse=True)
    posts = Post.objects.filter(pk__in={entry.by for entry in kept}).select_related("unit").in_bulk()
    urgent = by_emergency(household.pk, kept)
    acting = stand_ins({(entry.by, entry.account) for entry in kept}, posts)
    found = []
    for day, same_day in groupby(kept, key=lambda entry: local_day(entry.at)):
        of: dict[tuple[uuid.UUID | None, str], list[JournalEntry]] = {}
        for entry in same_day:
            of.setdefault((entry.by, acting.get((entry.by, entry.account), "")), []).append(entry)
        for (by, other), mine in of.items():
            looks = _once_each(mine)
            emergency = any(entry.id in urgent for entry in mine)
            found.append(Group(day, posts.get(by) if by else None, looks, emergency, other))
    return found


def _once_each(entries: Iterable[JournalEntry]) -> list[Look]:
    """Each act and purpose once, with its last entry and how often it was done."""
    found: dict[tuple[str, object], Look] = {}
    for entry in entries:
        key = entry.act, entry.details.get("purpose")
        held = found.get(key)
        found[key] = Look(held.entry, held.times + 1) if held else Look(entry)
    return list(found.values())
