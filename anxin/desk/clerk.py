"""What a clerk finds in the morning: first who is lacking, then what is due, then what others owe."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anxin.care.queries import (
    Task,
    Waiting,
    left_out,
    rules_within,
    tasks_through,
    tasks_within,
    waiting_on_others,
)
from anxin.ground.access.models import Grant, Post
from anxin.ground.access.reach import Reach, ranges
from anxin.ground.database.models import Bounds
from anxin.ground.ui.parts import Link

from . import ahead, at_posts, claims, gaps, overdue, papers, shortlists
from .apart import apart
from .festival import Festival, spring
from .glance import by_people, counts, kept_at_once
from .lines import Agenda, Group, Line, agenda, working_days

OWED = 6  # requests shown of those that departments owe an answer
ASKED = "care.requests_waiting"
EXACT = ("families.households", "care.families_unvisited")  # what the festival's bar is made of
UNPLANNED = "care.festival_unplanned"
RIGHTS = "rights.overdue"  # a figure of a room beside this one: known by its code, through the registry
PATIENCE = 5  # working days after which waiting is worth a word: the first stretch of a request's strip


@dataclass(frozen=True)
class Owed:
    """What others owe, with its light: how long it has waited, and whether its day has passed."""

    who: str
    what: str
    url: str
    light: str
    words: str
    card: uuid.UUID


@dataclass(frozen=True)
class Day:
    """A clerk's day. ``owed`` counts what departments owe, shown or not; ``lacking`` counts units without a
    person in charge and families without a named one. ``broken``: what waits could not be read, and what did
    not answer is None; the rest of the page stands."""

    agenda: Agenda
    waiting: Sequence[Owed] | None
    owed: int
    gaps: Sequence[gaps.Gap]
    festival: Festival | None
    families: int
    lacking: Mapping[str, int]
    ahead: Sequence[ahead.Month] | None
    broken: bool = False

    @property
    def cards(self) -> set[uuid.UUID]:
        """The families whose names the page shows."""
        cards = {line.card for line in self.agenda.lines if line.card}
        cards |= {one.card for month in self.ahead or () for one in month.coming}
        return cards | {one.card for one in self.waiting or ()}

    @property
    def ahead_total(self) -> int:
        """How many dates lie ahead."""
        return ahead.total_of(self.ahead or ())


def day_of(post: Post, reach: Reach, day: date) -> Day:
    """The clerk's day on ``day``, in seven questions however much it holds."""
    found = _found(post, reach, day)
    tasks, beyond = _tasks(post, reach)
    waiting = apart("waiting", lambda: waiting_on_others(reach, day, OWED))
    if found["outside"] and tasks is not None:
        tasks += tasks_through(post, [other for other in ranges(post) if other.grant])
    beyond = Counter(beyond) + Counter(overdue.left_out(found)) + Counter(at_posts.left_out(found))
    lines = [
        *map(Line.of, tasks or ()),
        *overdue.lines(post, found),
        *at_posts.lines(post, found),
        *papers.lines(post, found),
        *map(shortlists.ledger_line, found["ledgers"]),
        *map(shortlists.pending_line, found["pending"]),
        *(claims.determination_line(one, day) for one in found["to_determine"]),
        *shortlists.rights_line(found.get(RIGHTS) or 0),
    ]
    families, unvisited = found["families.households"] or 0, found["care.families_unvisited"]
    lead, tail = [_nobody(found)], [claims.group(found, day)]
    return Day(
        agenda=agenda(lines, day, lead=lead, tail=tail, more=_more(found), left_out=beyond),
        waiting=None if waiting is None else [_owed(one, day) for one in waiting],
        owed=found[ASKED] or 0,
        gaps=gaps.gaps(found),
        festival=None if unvisited is None else spring(day, families, unvisited, found.get(UNPLANNED)),
        families=families,
        lacking={"units": found["care.units_without_lead"] or 0, "families": found["care.unnamed"] or 0},
        ahead=ahead.found_in_range(found, day),
        broken=tasks is None,
    )


def _tasks(post: Post, reach: Reach) -> tuple[list[Task] | None, Mapping[date | None, int]]:
    """What waits for the clerk, and how many of each day the page leaves out."""
    tasks = apart("tasks", lambda: tasks_within(post, reach))
    return tasks, (apart("left out", lambda: left_out(post, reach, tasks or [])) or {})


def _found(post: Post, reach: Reach, day: date) -> dict[str, Any]:
    """Figures, short lists, and how many cards outside the clerk's own range were given to him. The festival
    counts every family, other numbers end where they are told as "more than"."""
    told, numbers = kept_at_once(_parts, post, reach, day, *rules_within(reach))
    outside = Grant.objects.held_by(post).current().filter(part="card")  # holds the time of day
    more = {"outside": outside.exclude(path__gte=reach.lo, path__lt=reach.hi)}
    told |= by_people(post, reach, day, more)
    return {
        code: [] if value is None and code not in {*numbers, *gaps.BY_PEOPLE, *more} else value
        for code, value in told.items()
    }


def _parts(post: Post, reach: Bounds, day: date) -> dict[str, Combinable]:
    exact = gaps.rows(gaps.known(EXACT), reach, day)
    rows = gaps.rows(
        gaps.known(code for code in (*gaps.CODES, RIGHTS, ASKED, UNPLANNED) if code not in gaps.BY_PEOPLE),
        reach,
        day,
    )
    lists = {**claims.short_list(reach), "to_determine": claims.determinations(reach, day)}
    coming = {**ahead.of_range(reach, day), **overdue.of_others(post, reach, day)}
    coming |= {**at_posts.parts(post, reach, day), **papers.parts(post, reach, day)}
    found = {**counts(rows, gaps.MOST), **counts(exact)}
    return {**found, **shortlists.short_lists(reach), **lists, **coming}


def _owed(one: Waiting, day: date) -> Owed:
    words = working_days(one.days)
    if one.due < day:
        words = gettext("%(waited)s, overdue") % {"waited": words}
    light = "late" if one.due < day else "soon" if one.days > PATIENCE else ""
    what = gettext("%(family)s: %(words)s") % {"family": one.family, "words": one.what}
    return Owed(one.who, what, one.url, light, words, one.card)


def _nobody(found: Mapping[str, Any]) -> Group:
    """Units without a work lead, then families without a named person: before anything else."""
    lines = [*map(shortlists.unit_line, found["units"]), *map(shortlists.unnamed_line, found["unnamed"])]
    units, families = found["care.units_without_lead"] or 0, found["care.unnamed"] or 0
    more = []
    if units > shortlists.LEAD:
        url = reverse("care:leads") + "?show=without"
        more.append(Link(_("all units without a person in charge"), url, units))
    if families > shortlists.LEAD:
        more.append(
            Link(_("all families without a named responsible person"), gaps.list_of("care.unnamed"), families)
        )
    return Group("nobody", _("Somebody first"), lines, units + families, more)


def _more(found: Mapping[str, Any]) -> dict[Link, int]:
    """Where the rest of the determinations is listed, and how many of them the page leaves out."""
    code = "families.officers_pending"
    pending: int = found[code] or 0
    if pending <= shortlists.PENDING:
        return {}
    link = Link(_("all pending determinations"), gaps.list_of(code), pending)
    return {link: pending - shortlists.PENDING}


def without_names(lacking: Mapping[str, int]) -> str:
    """The headline of a day that must first find people; empty when nobody is lacking."""
    units, families = lacking["units"], lacking["families"]
    in_charge = ngettext(
        "%(n)d unit without a person in charge", "%(n)d units without a person in charge", units
    )
    named = ngettext(
        "%(n)d family without a named responsible person",
        "%(n)d families without a named responsible person",
        families,
    )
    return gettext(", ").join(words % {"n": n} for words, n in ((in_charge, units), (named, families)) if n)
