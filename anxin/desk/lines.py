"""The lines of somebody's day: what is to be done, put into groups by how pressing it is."""

import uuid
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anxin.care.queries import Task
from anxin.ground.days.workdays import is_working_day
from anxin.ground.ui.calendar_words import distance
from anxin.ground.ui.parts import Link, StripDay, Words

LACKS: dict[str, Words] = {"need": _("no measure yet")}  # of what has no day; else its kind says it
CAP = 30  # lines of one group that a page shows; the rest is counted, and one link away
DAYS = 14


@dataclass(frozen=True)
class Line:
    """One thing to do: what kind, what about, its day or else its state as a light, and where it is done;
    the family or the officer it names."""

    kind: Words
    title: str
    words: str
    url: str
    verb: Words
    due: date | None = None
    light: str = ""
    state: Words = ""
    card: uuid.UUID | None = None
    officer: uuid.UUID | None = None

    @classmethod
    def of(cls, task: Task) -> "Line":
        """A task of care as a line. What has no day yet says what it lacks."""
        light, state = ("", "") if task.due else ("gap", LACKS.get(task.kind, task.kind_words))
        return cls(
            task.kind_words, task.title, task.words, task.url, task.verb, task.due, light, state, task.card
        )


@dataclass(frozen=True)
class Group:
    """Lines that are equally pressing. ``more`` leads to those that the page leaves out."""

    code: str
    name: Words
    lines: Sequence[Line]
    total: int
    more: Sequence[Link] = ()


@dataclass(frozen=True)
class Agenda:
    """Everything that waits for one post, in groups; how much of it is due today and overdue."""

    groups: Sequence[Group]
    late: int
    due: int
    strip: Sequence[StripDay]

    @property
    def pressing(self) -> int:
        """How many lines are due today or overdue."""
        return self.late + self.due

    @property
    def first(self) -> Line | None:
        """The line to begin with: the first one on the page."""
        return next((line for group in self.groups for line in group.lines), None)

    @property
    def next_dated(self) -> Line | None:
        """The line with the nearest day."""
        dated = [line for group in self.groups for line in group.lines if line.due]
        return min(dated, key=_due, default=None)

    @property
    def lines(self) -> Iterator[Line]:
        """Every line that the page shows."""
        return (line for group in self.groups for line in group.lines)

    @property
    def officers(self) -> list[str]:
        """The officers whom the page names, for the journal of looking."""
        return sorted({str(line.officer) for line in self.lines if line.officer})

    @property
    def total(self) -> int:
        """How many things wait, shown or not."""
        return sum(group.total for group in self.groups)


NAMES: dict[str, Words] = {
    "late": _("Overdue"),
    "today": _("Due today"),
    "week": _("This week"),
    "open": _("As soon as possible"),
    "later": _("Later"),
}


def agenda(
    lines: Iterable[Line],
    day: date,
    *,
    lead: Sequence[Group] = (),
    tail: Sequence[Group] = (),
    more: Mapping[Link, int] | None = None,
    left_out: Mapping[date | None, int] | None = None,
) -> Agenda:
    """The day of one post. ``lead`` groups stand first and ``tail`` groups last, whatever their days;
    ``more`` are links below what has no day, each with the number of its lines that the page leaves out;
    ``left_out`` counts by day what the lines do not hold. Empty groups are left out."""
    found: dict[str, list[Line]] = {code: [] for code in NAMES}
    for line in sorted(lines, key=lambda one: (_due(one), one.title)):
        found[_how_pressing(line.due, day)].append(line)
    days = Counter(line.due for lines in found.values() for line in lines)
    days.update(left_out or {})
    totals: Counter[str] = Counter()
    for due, n in days.items():
        totals[_how_pressing(due, day)] += n
    timed = [Group(code, name, found[code][:CAP], totals[code]) for code, name in NAMES.items()]
    timed = [_with(group, more or {}) if group.code == "open" else group for group in timed]
    groups = [group for group in (*lead, *timed, *tail) if group.lines]
    shown = {line.due for group in timed for line in group.lines}
    return Agenda(groups, totals["late"], totals["today"], strip(days, shown, day))


def _with(group: Group, more: Mapping[Link, int]) -> Group:
    """A group that counts the lines behind its links too."""
    return replace(group, total=group.total + sum(more.values()), more=list(more))


def _how_pressing(due: date | None, day: date) -> str:
    if due is None:
        return "open"
    if due <= day:
        return "late" if due < day else "today"
    sunday = day + timedelta(6 - day.weekday())
    return "week" if due <= sunday else "later"


def _due(line: Line) -> date:
    return line.due or date.max


def strip(counts: Mapping[date | None, int], shown: Container[date | None], day: date) -> list[StripDay]:
    """The next fourteen days; each opens the first of its lines on the page. What is overdue stands today."""
    late = sum(n for due, n in counts.items() if due and due < day)
    first = StripDay(
        day, not is_working_day(day), late, counts.get(day, 0), 0, "#group-late" if late else "#group-today"
    )
    ahead = (day + timedelta(n) for n in range(1, DAYS))
    return [first, *(_strip_day(one, counts.get(one, 0), one in shown, day) for one in ahead)]


def _strip_day(day: date, count: int, shown: bool, today: date) -> StripDay:
    near = distance(day, today).light != "ok"
    url = f"#d{day.isoformat()}" if shown else "#group-later"
    return StripDay(day, not is_working_day(day), 0, count if near else 0, 0 if near else count, url)


def headline(day: Agenda) -> str:
    """The job of today in one line."""
    counts = {"due": day.due, "late": day.late}
    if day.due and day.late:
        return gettext("%(due)d due today, %(late)d overdue") % counts
    if day.due:
        return gettext("%(due)d due today") % counts
    if day.late:
        return gettext("%(late)d overdue") % counts
    return ""


def working_days(count: int) -> str:
    """How long one has waited, in words."""
    if count < 1:
        return gettext("sent today")
    return ngettext("%(n)d working day so far", "%(n)d working days so far", count) % {"n": count}
