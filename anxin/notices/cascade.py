"""How a notice stands at one place and below it: what the cascade page shows.

Whoever opens it stands at the place or above it: a light is seen by the unit that it is about and by those
above it, never by a neighbour or from below. Units stand in the order of the tree, sorted by no figure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.calendar_words import distance
from anxin.ground.ui.pictures.icicle import Light
from anxin.ground.units.models import Kind, Level, Unit
from anxin.ground.units.tallying import has_tally

from .models import Asked, Chase, Delivery, Dispatch, Notice, Stand
from .tallying import Count, Counted, counts

NOTHING = Count()
# The lists behind the numbers: by name, which deliveries.
LISTS: Mapping[str, Q] = {
    "due": ~Q(stand=Stand.EXEMPT),
    "signed": Q(stand=Stand.SIGNED),
    "waiting": Q(stand=Stand.WAITING),
    "far": Q(stand=Stand.FAR),
    "unsigned": Q(stand__in=[Stand.WAITING, Stand.FAR]),
    "reported": Q(reported_at__isnull=False),
    "exempt": Q(stand=Stand.EXEMPT),
    "extended": Q(extended_to__isnull=False),
    "paper": Q(stand=Stand.WAITING, on_paper=True),
}


def listed(notice: Notice, place: Unit, name: str, level: int | None = None) -> QuerySet[Delivery]:
    """The deliveries below a place that one number counts, in the order of the tree."""
    below = Delivery.objects.filter(notice=notice, path__gt=place.path, path__lt=place.path + "~")
    found = below.filter(LISTS[name]).select_related("unit__parent", "received_by__unit", "passed_on")
    return found if level is None else found.filter(level=level)


def light_of(day: date | None) -> Light:
    """Where today stands towards a deadline, in working days: the light that its words bear."""
    return distance(day, today()).light if day else "ok"


@dataclass(frozen=True)
class More:
    """A unit that has not signed for it and has more time than the others."""

    path: str
    level: int
    until: date


@dataclass(frozen=True)
class Column:
    """One unit below the place, with everything below it by level."""

    unit: Unit
    by_level: Mapping[int, Count]

    @property
    def stuck_at(self) -> int | None:
        """The topmost level on which somebody here has it and has not signed for it."""
        return next((level for level in sorted(self.by_level) if self.by_level[level].waiting), None)

    @property
    def held_back(self) -> int:
        """How many further down it has not reached."""
        return sum(count.far for count in self.by_level.values())


@dataclass(frozen=True)
class Stuck:
    """Where it is stuck: so many units of one level below ``unit``, ``paper`` of them without an account when
    it was issued, and how many wait behind them. ``has_more_time``: its day is later than the notice's."""

    number: int
    unit: Unit
    level: int
    count: int
    paper: int
    held_back: int
    day: date | None  # by which that level signs
    has_more_time: bool = False
    chased: int = 0
    last: Chase | None = None
    contact: Post | None = None

    @property
    def is_itself(self) -> bool:
        """Is it the unit itself (else: some of those below it)?"""
        return self.count == 1 and self.level == self.unit.level

    @property
    def by_letter(self) -> bool:
        """Has nobody here an account, so that a message would reach no one and a letter goes out instead?"""
        return self.count == self.paper and (self.contact is None or not self.is_itself)

    @property
    def light(self) -> Light:
        """How its day stands: the light of the badge and of the row in the table."""
        return light_of(self.day)


@dataclass(frozen=True)
class Term:
    """Until when the units of a level sign for it: how many of them are late."""

    level: int
    day: date
    open: int
    late: int


@dataclass(frozen=True)
class Cascade:
    """A notice at a place: the counts of everything below it, its columns, its own delivery."""

    notice: Notice
    place: Unit
    counted: Counted
    columns: Sequence[Column]
    own: Delivery | None
    run: Dispatch | None

    @cached_property
    def with_own(self) -> Mapping[int, Count]:
        """The levels that were sent the notice, from the place's own down."""
        here = {level: count for (path, level), count in self.counted.items() if path == self.place.path}
        return {level: here[level] for level in sorted(here) if here[level] != NOTHING}

    @cached_property
    def by_level(self) -> Mapping[int, Count]:
        """The levels below the place that were sent the notice, from the top."""
        return {level: count for level, count in self.with_own.items() if level > self.place.level}

    @cached_property
    def total(self) -> Count:
        """Everything below the place."""
        return sum(self.by_level.values(), NOTHING)

    @cached_property
    def stuck(self) -> list[Stuck]:
        """Where somebody has the notice and has not signed for it, in the order of the tree."""
        found: list[Stuck] = []
        for column in self.columns:
            level = column.stuck_at
            if level is not None:
                found.append(self._stuck(len(found) + 1, column, level))
        return found

    def _stuck(self, number: int, column: Column, level: int) -> Stuck:
        """One of them. Its day is that of its level unless everybody there has more time."""
        here = column.by_level[level]
        days = [
            one.until
            for one in self.more_time
            if one.level == level and one.path.startswith(column.unit.path)
        ]
        longer = len(days) >= here.waiting
        day = min(days) if longer else self.notice.sign_by(level)
        return Stuck(number, column.unit, level, here.waiting, here.paper, column.held_back, day, longer)

    @property
    def holding(self) -> list[Stuck]:
        """Those of them that keep it from units further down."""
        return [one for one in self.stuck if one.held_back]

    @property
    def to_chase(self) -> int:
        """How many units have it and have not signed for it."""
        return self.total.waiting

    @cached_property
    def more_time(self) -> Sequence[More]:
        """The units below that have more time and use it."""
        open_ = listed(self.notice, self.place, "extended").filter(extended_to__gte=today())
        told = open_.exclude(stand=Stand.SIGNED).values_list("path", "level", "extended_to")
        return [More(path, level, until) for path, level, until in told if until]

    @property
    def extended_open(self) -> Mapping[int, int]:
        """By level: units that have more time than the others, and use it."""
        return Counter(one.level for one in self.more_time)

    @property
    def terms(self) -> list[Term]:
        """The deadline of each level, as far as the notice sets one."""
        days = {level: self.notice.sign_by(level) for level in self.by_level}
        return [self._term(level, day) for level, day in days.items() if day is not None]

    @property
    def report_by(self) -> date | None:
        """By when the notice wants a report, if it says so."""
        return next(
            (item.due for item in self.notice.items.all() if item.asks == Asked.REPORT and item.due), None
        )

    @property
    def next_level(self) -> int | None:
        """The level directly below: those who report to this place."""
        return next(iter(self.by_level), None)

    def _term(self, level: int, day: date) -> Term:
        """A unit with more time than the others is not late while it has it."""
        open_ = self.by_level[level].unsigned
        late = max(0, open_ - self.extended_open.get(level, 0)) if day < today() else 0
        return Term(level, day, open_, late)


def look(notice: Notice, place: Unit) -> Cascade:
    """Count a notice at a place: one question for the tree, one for the counts."""
    below = Unit.objects.filter(parent=place).exclude(kind=Kind.ORGANISATION)
    children = list(below.select_related("parent"))
    counted = dict(counts(notice.pk, place.path, [child.path for child in children]))
    if place.level >= Level.TOWNSHIP:
        counted |= _live(notice, children if has_tally(place) else [place, *children])
    columns = [_column(child, counted) for child in children]
    return Cascade(
        notice, place, counted, [one for one in columns if one.by_level],
        Delivery.objects.filter(notice=notice, path=place.path).select_related("received_by", "unit").first(),
        Dispatch.objects.filter(notice=notice).first(),
    )  # fmt: skip


def _column(unit: Unit, counted: Counted) -> Column:
    mine = {level: counted.get((unit.path, level), NOTHING) for level in Level.values}
    return Column(unit, {level: count for level, count in mine.items() if count != NOTHING})


def _live(notice: Notice, units: Iterable[Unit]) -> Counted:
    """Villages have no tally of their own: the few of one township are looked at themselves."""
    found = Delivery.objects.filter(notice=notice, path__in=[one.path for one in units])
    return {(one.path, one.level): _count(one) for one in found}


def _count(one: Delivery) -> Count:
    is_exempt = one.stand == Stand.EXEMPT
    return Count(
        due=int(not is_exempt), exempt=int(is_exempt), signed=int(one.stand == Stand.SIGNED),
        waiting=int(one.stand == Stand.WAITING), far=int(one.stand == Stand.FAR),
        extended=int(one.extended_to is not None), reported=int(one.reported_at is not None),
        paper=int(one.on_paper and one.stand == Stand.WAITING),
    )  # fmt: skip
