"""What a clerk finds in the morning: first who is lacking, then what is due, then what others owe."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anxin.care.queries import Waiting, tasks_within, waiting_on_others
from anxin.ground.access.models import Grant, Post
from anxin.ground.access.reach import Reach, gather
from anxin.ground.ui.parts import Link

from . import gaps, shortlists
from .festival import Festival, spring
from .glance import at_once, counts
from .lines import Agenda, Group, Line, agenda, working_days

OWED = 6  # requests shown of those that departments owe an answer
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
    person in charge and families without a named one."""

    agenda: Agenda
    waiting: Sequence[Owed]
    owed: int
    gaps: Sequence[gaps.Gap]
    festival: Festival | None
    families: int
    lacking: Mapping[str, int]

    @property
    def cards(self) -> set[uuid.UUID]:
        """The families whose names the page shows."""
        cards = {line.card for line in self.agenda.lines if line.card}
        return cards | {one.card for one in self.waiting}


def day_of(post: Post, reach: Reach, day: date) -> Day:
    """The clerk's day on ``day``, in seven questions however much it holds."""
    found = _found(post, reach, day)
    tasks, waiting = tasks_within(post, reach), waiting_on_others(reach, day)
    if found["outside"]:
        tasks += gather(post, lambda other: tasks_within(post, other) if other.grant else [])
    lines = [
        *map(Line.of, tasks),
        *map(shortlists.ledger_line, found["ledgers"]),
        *map(shortlists.pending_line, found["pending"]),
    ]
    families = found["families.households"]
    return Day(
        agenda=agenda(lines, day, lead=[_nobody(found)], more=_more(found)),
        waiting=[_owed(one, day) for one in waiting[:OWED]],
        owed=len(waiting),
        gaps=gaps.gaps(found),
        festival=spring(day, families, found["care.families_unvisited"]),
        families=families,
        lacking={"units": found["care.units_without_lead"], "families": found["care.unnamed"]},
    )


def _found(post: Post, reach: Reach, day: date) -> dict[str, Any]:
    """Figures, short lists, and how many cards outside the clerk's own range were given to him."""
    figures = gaps.known((*gaps.CODES, "families.households"))
    outside = Grant.objects.held_by(post).current().filter(part="card")
    rows = gaps.rows(figures, reach, day)
    rows["outside"] = outside.exclude(path__gte=reach.lo, path__lt=reach.hi)
    return at_once(post.pk, {**counts(rows), **shortlists.short_lists(reach)})


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
    units, families = found["care.units_without_lead"], found["care.unnamed"]
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
    pending: int = found[code]
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
