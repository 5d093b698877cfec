"""What the care timeline is drawn from: plain days, already chosen, masked and worded by who may see them."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from django.utils.translation import gettext, pgettext, pgettext_lazy

from anxin.ground.ui.parts import Words

from .shapes import STATE_LIGHTS, STATE_WORDS, State

Mark = Literal["review", "study", "age", "other"]
MARK_WORDS: dict[Mark, Words] = {
    "review": pgettext_lazy("mark of a day ahead", "review of a benefit"),
    "study": pgettext_lazy("mark of a day ahead", "schooling"),
    "age": pgettext_lazy("mark of a day ahead", "age"),
    "other": pgettext_lazy("mark of a day ahead", "other"),
}
MARK_SIGNS: dict[Mark, str] = {"review": "▲", "study": "●", "age": "○", "other": "■"}


@dataclass(frozen=True, slots=True)
class Flag:
    """A day ahead: what it brings. ``expected``: its day is reckoned and may move (drawn dashed)."""

    on: date
    words: str
    mark: Mark
    expected: bool = False
    url: str = ""  # where it is made a task; on the page only, never in the picture

    @property
    def mark_words(self) -> Words:
        """The kind of day in words."""
        return MARK_WORDS[self.mark]

    @property
    def sign(self) -> str:
        """The kind of day as a shape."""
        return MARK_SIGNS[self.mark]


@dataclass(frozen=True, slots=True)
class Dot:
    """A visit on which this person was met; ``planned``: one that is still to come."""

    on: date
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure or benefit that runs from one day to another; no end: it goes on."""

    words: str
    start: date
    end: date | None
    state: State
    waits: bool = False  # nothing has begun yet: it is missing since the first day, until today

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATE_WORDS[self.state]

    @property
    def days_words(self) -> str:
        """From when to when; of what is missing only since when."""
        start = self.start.isoformat()
        if self.waits:
            return gettext("since %(day)s") % {"day": start}
        end = self.end.isoformat() if self.end else pgettext("end of a measure", "open")
        return start + pgettext("between two days", " to ") + end

    @property
    def light(self) -> str:
        """The state as a kind of light."""
        return STATE_LIGHTS[self.state]


@dataclass(frozen=True, slots=True)
class Lane:
    """One person: name, kin word and age, hints in the margin ("lunar birthday …"), what is on the lane.
    ``gaps`` are hints that something is missing ("birth date to be confirmed")."""

    name: str
    word: str
    flags: tuple[Flag, ...] = ()
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    hints: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def ahead(self) -> list[Flag]:
        """The days ahead, the nearest first."""
        return sorted(self.flags, key=lambda flag: (flag.on, flag.words))


@dataclass(frozen=True, slots=True)
class Gone:
    """The day on which an officer of this family died: a quiet mark at the head, never an event."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """关爱时间轴: a lane a person, from ``start`` to ``end``, with a line at ``today``."""

    title: str
    lanes: tuple[Lane, ...]
    start: date
    today: date
    end: date
    gone: tuple[Gone, ...] = field(default=())

    @property
    def flags(self) -> list[tuple[Lane, Flag]]:
        """Every day ahead with its lane, the nearest first."""
        found = [(lane, flag) for lane in self.lanes for flag in lane.flags]
        return sorted(found, key=lambda one: (one[1].on, one[0].name, one[1].words))

    @property
    def by_next(self) -> list[Lane]:
        """The lanes with the nearest day ahead first, for a narrow page."""
        return sorted(self.lanes, key=lambda lane: lane.ahead[0].on if lane.flags else date.max)

    @property
    def marks(self) -> list[Mark]:
        """The kinds of days that the picture holds."""
        found = {flag.mark for _lane, flag in self.flags}
        return [mark for mark in MARK_SIGNS if mark in found]

    @property
    def bars(self) -> list[tuple[Lane, Bar]]:
        """Every measure with its lane: what is missing first, then by its beginning."""
        found = [(lane, bar) for lane in self.lanes for bar in lane.bars]
        return sorted(found, key=lambda one: (one[1].state != "gap", one[1].start))

    @property
    def description(self) -> str:
        """What the picture shows, for who does not see it."""
        return gettext(
            "A row for each of %(lanes)d. Dots are visits, bars are measures and benefits, flags are "
            "%(flags)d dates ahead until %(end)s, the upright line is today. The table below says the same."
        ) % {"lanes": len(self.lanes), "flags": len(self.flags), "end": self.end.isoformat()}

    def for_family(self) -> "Timeline":
        """The same without what is missing: for pages and papers that the family sees."""
        return replace(self, lanes=tuple(_without_gaps(lane) for lane in self.lanes))


def _without_gaps(lane: Lane) -> Lane:
    return replace(lane, bars=tuple(bar for bar in lane.bars if bar.state != "gap"), gaps=())
