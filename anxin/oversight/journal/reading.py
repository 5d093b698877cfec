"""Reading the journal of one's line: its entries, and who saw given cards in a time (PIPL 57)."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from django.db.models import Q

from anxin.families.models import Household
from anxin.ground.access.hands import Hand, stand_ins
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import SHANGHAI
from anxin.ground.journal.models import JournalEntry
from anxin.ground.units.models import Unit

Entries: TypeAlias = "ScopedQuerySet[JournalEntry]"
SIGN_IN_FAILED = "access.sign_in_failed"
CARDS_SHOWN = 5  # numbers of cards told beside an entry of a list; the rest is counted


@dataclass(frozen=True)
class Asked:
    """What an auditor asked for; what is left open narrows nothing. ``acts``: those of one kind of work."""

    since: date
    until: date
    unit: Unit | None = None
    acts: Sequence[str] = ()
    act: str = ""
    result: str = ""
    post: Post | None = None
    card: str = ""


@dataclass(frozen=True)
class Row:
    """One entry as the page tells it: codes in words, who, and the numbers of cards, no family's name.
    ``acting``: who acted in the post of another, under a delegation."""

    entry: JournalEntry
    post: Post | None
    numbers: list[str]
    more: int
    acting: str = ""

    @property
    def typed(self) -> str:
        """The mark (a keyed hash) of what was typed at a failed sign-in; empty for every other entry."""
        return str(self.entry.details.get("login", "")) if self.entry.act == SIGN_IN_FAILED else ""


@dataclass
class Seen:
    """What one person saw of the cards asked about; ``acting``: in the post of another, under a
    delegation."""

    post: Post | None
    first: datetime
    last: datetime
    acting: str = ""
    times: int = 0
    numbers: set[str] = field(default_factory=set)
    acts: dict[str, int] = field(default_factory=dict)


def span(since: date, until: date) -> tuple[datetime, datetime]:
    """The instants of whole days in China, both days included."""
    start = datetime.combine(since, time.min, SHANGHAI)
    return start, datetime.combine(until + timedelta(days=1), time.min, SHANGHAI)


def found(asked: Asked, reach: Reach) -> Entries:
    """The entries of the line that answer, newest first."""
    start, end = span(asked.since, asked.until)
    kept = JournalEntry.objects.visible_to(reach).filter(at__gte=start, at__lt=end)
    if asked.unit:
        kept = kept.under(asked.unit.path)
    if asked.act or asked.acts:
        kept = kept.filter(act__in=[asked.act] if asked.act else asked.acts)
    if asked.result:
        kept = kept.filter(result=asked.result)
    if asked.post:
        kept = kept.filter(by=asked.post.pk)
    if asked.card:
        kept = about(kept, cards_numbered([asked.card], reach))
    return kept.order_by("-at", "-id")


def cards_numbered(numbers: Sequence[str], reach: Reach) -> list[Household]:
    """The cards with these numbers within reach."""
    return list(Household.objects.visible_to(reach).filter(number__in=numbers).only("id", "path", "number"))


def about(entries: Entries, cards: Sequence[Household]) -> Entries:
    """Only entries on these cards, or on lists that showed one of them."""
    ids = [card.pk for card in cards]
    return entries.filter(Q(path__in=[card.path for card in cards]) | Q(cards__overlap=ids))


def rows(entries: Sequence[JournalEntry], reach: Reach) -> list[Row]:
    """The entries with the people and the numbers of cards they name; three questions however many."""
    posts = _posts(entries)
    acting = stand_ins({(entry.by, entry.account) for entry in entries}, posts)
    shown = {card for entry in entries for card in entry.cards[:CARDS_SHOWN]}
    within = Household.objects.visible_to(reach)
    by_id = dict(within.filter(pk__among=shown).values_list("pk", "number"))
    by_path = dict(within.filter(path__in={entry.path for entry in entries}).values_list("path", "number"))
    return [
        Row(
            entry,
            posts.get(entry.by) if entry.by else None,
            _numbers(entry, by_id, by_path),
            max(0, len(entry.cards) - CARDS_SHOWN),
            acting.get((entry.by, entry.account), ""),
        )
        for entry in entries
    ]


def _numbers(entry: JournalEntry, by_id: dict[uuid.UUID, str], by_path: dict[str, str]) -> list[str]:
    """The card an entry stands on (its path), and those that a list showed."""
    on = [by_path[entry.path]] if entry.path in by_path else []
    return list(dict.fromkeys(on + [by_id[card] for card in entry.cards[:CARDS_SHOWN] if card in by_id]))


def who_saw(cards: Sequence[Household], since: date, until: date, reach: Reach) -> list[Seen]:
    """Each person whose acts or looks touched these cards in these days, the first to come first. Whoever
    stood in for somebody is a person besides the one whose post it is."""
    start, end = span(since, until)
    kept = about(JournalEntry.objects.visible_to(reach).filter(at__gte=start, at__lt=end), cards)
    numbers, of_path = {card.pk: card.number for card in cards}, {card.path: card.number for card in cards}
    seen: dict[Hand, Seen] = {}
    touched = list(kept.order_by("at").values_list("by", "account", "at", "act", "path", "cards"))
    posts = Post.objects.select_related("unit").in_bulk({by for by, *_rest in touched if by})
    acting = stand_ins({(by, account) for by, account, *_rest in touched}, posts)
    for by, account, at, act, path, shown in touched:
        other = acting.get((by, account), "")
        hand = (by, account if other else None)
        one = seen.setdefault(hand, Seen(posts.get(by) if by else None, at, at, other))
        one.last, one.times = at, one.times + 1
        one.numbers |= {numbers[card] for card in shown if card in numbers}
        if path in of_path:
            one.numbers.add(of_path[path])
        one.acts[act] = one.acts.get(act, 0) + 1
    return list(seen.values())


def _posts(entries: Iterable[JournalEntry]) -> dict[uuid.UUID, Post]:
    return Post.objects.select_related("unit").in_bulk({entry.by for entry in entries if entry.by})
