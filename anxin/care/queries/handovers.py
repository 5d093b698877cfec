"""Handovers under way, what belongs to each point of the checklist, and who covers for whom."""

import uuid
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from anxin.care.calendar import KINDS, DutyDay, Mark, days_between
from anxin.care.models import (
    Absence,
    DepartmentRequest,
    Handover,
    HandoverItem,
    Measure,
    Need,
    Promise,
    Responsibility,
    VisitPlan,
    WorkLead,
)
from anxin.families.models import Household, Person
from anxin.families.people import members_of
from anxin.ground.access.models import Post
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.ui.masks import masked_text

from .calendar import family_days
from .titles import titled

AHEAD = 90  # days: how far the dates of the checklist reach
Point = HandoverItem.Point
SETTLED = (Measure.State.DONE, Measure.State.NONE)


@dataclass(frozen=True)
class Line:
    """One thing that belongs to a point of the checklist: its words, a day if it has one."""

    words: str
    day: date | None = None


@dataclass(frozen=True)
class Checked:
    """One point of the checklist: what it is, what it is about now, and the tick if there is one."""

    code: str
    label: str
    lines: Sequence[Line]
    url: str
    item: HandoverItem | None


def handovers_within(reach: Bounds, post: Post, *, mine: bool = False) -> QuerySet[Handover]:
    """Those under way that this post takes part in, and unless only those are asked for (``mine``) what it
    arranges within its scope; the nearest day first."""
    found = (
        Handover.objects.visible_to(reach)
        .under_way()
        .select_related("former", "successor", "household__unit")
    )
    if mine or not (post.may("care.assign") and post.has_subtree):
        found = found.about(post)
    return titled(found.annotate(gone=Count("items"))).order_by("effect_on", "path")


def checklist(handover: Handover) -> list[Checked]:
    """Every point, in the order of the paper."""
    ticked = {one.point: one for one in handover.items.select_related("by")}
    household = handover.household
    return [
        Checked(code, str(label), _lines(code, household, ticked), _url(code, household), ticked.get(code))
        for code, label in Point.choices
    ]


def _lines(code: str, household: Household, ticked: Container[str]) -> list[Line]:
    """What belongs to a point now; what was written down this time stands in the tick itself."""
    return [] if code == Point.KEYS and code in ticked else LINES[code](household)


def _url(code: str, household: Household) -> str:
    name = {
        Point.FILES: "families:people",
        Point.PROMISES: "care:visits",
        Point.MEASURES: "care:needs",
    }.get(Point(code), "families:card")
    return reverse(name, kwargs={"card": household.pk})


def _files(household: Household) -> list[Line]:
    members = members_of(household)
    names = gettext(", ").join(one.person.name for one in members)
    words = ngettext("%(n)d person: %(names)s", "%(n)d people: %(names)s", len(members))
    return [Line(words % {"n": len(members), "names": names})] if members else []


def _promises(household: Household) -> list[Line]:
    rows = Promise.objects.filter(household=household).open().select_related("doer")
    return [Line(f"{masked_text(one.words)}　{one.doer.name}", one.due) for one in rows]


def _measures(household: Household) -> list[Line]:
    """Measures under way, with the desk that owes an answer; and needs that nothing was decided on."""
    measures = Measure.objects.filter(household=household).exclude(state__in=SETTLED).select_related("unit")
    waiting = {
        one.measure_id: one.desk.label
        for one in DepartmentRequest.objects.filter(household=household).waiting().select_related("desk")
    }
    found = [
        Line(f"{masked_text(one.words)}　{waiting.get(one.pk, one.who)}　{one.get_state_display()}", one.due)
        for one in measures
    ]
    needs = Need.objects.filter(household=household).undecided()
    bare = gettext("%(theme)s: no measure decided")
    return found + [Line(bare % {"theme": one.theme_words}) for one in needs]


def _dates(household: Household) -> list[Line]:
    names = dict(Person.objects.filter(household=household).values_list("pk", "name"))
    days = days_between(family_days(household), today(), today() + timedelta(AHEAD))
    found = [
        Line(_date_words(one, names.get(one.person, "") if one.person else ""), one.day)
        for one in days
        if KINDS[one.kind].mark != Mark.FESTIVAL
    ]
    return sorted([*found, *_planned(household)], key=lambda line: line.day or date.max)


def _planned(household: Household) -> list[Line]:
    """Visits that are planned: whoever takes over keeps them."""
    rows = VisitPlan.objects.filter(household=household).open().order_by("on")
    words = gettext("planned visit, %(occasion)s")
    return [Line(words % {"occasion": one.get_occasion_display()}, one.on) for one in rows]


def _date_words(one: DutyDay, name: str) -> str:
    words = str(KINDS[one.kind].words)
    return f"{name}　{words}" if name else words


def _keys(household: Household) -> list[Line]:
    """What was written down at the last handover already."""
    last = HandoverItem.objects.filter(household=household, point=Point.KEYS).exclude(words="").last()
    return [Line(masked_text(last.words))] if last else []


LINES: dict[str, Callable[[Household], list[Line]]] = {
    Point.FILES.value: _files,
    Point.PROMISES.value: _promises,
    Point.MEASURES.value: _measures,
    Point.DATES.value: _dates,
    Point.KEYS.value: _keys,
}


@dataclass(frozen=True)
class Away:
    """That the responsible person is away until a day, and who covers: the deputy, else the work lead."""

    who: Post
    until: date
    cover: Post | None

    @property
    def words(self) -> str:
        """The same in one sentence."""
        said = {"name": self.who.name, "day": self.until.isoformat()}
        if self.cover is None:
            return gettext("%(name)s is away until %(day)s; nobody is named who covers.") % said
        return gettext("%(name)s is away until %(day)s; %(cover)s covers.") % {
            **said, "cover": self.cover.name,
        }  # fmt: skip


def away_of(row: Responsibility) -> Away | None:
    """Is the responsible person of this family away today, and who covers?"""
    return aways_of([row]).get(row.household_id)


def aways_of(rows: Iterable[Responsibility]) -> dict[uuid.UUID, Away]:
    """Of which of these families the responsible person is away today, by card. One question for all; two
    more only where somebody is away."""
    named = {row: row.responsible for row in rows if not row.unassigned and row.responsible is not None}
    absent = absent_posts(one for row in named for one in (row.responsible_id, row.deputy_id) if one)
    away = {row: who for row, who in named.items() if who.pk in absent}
    leads = WorkLead.objects.nearest({row.household.unit for row in away}) if away else {}
    absent |= absent_posts(lead.post_id for lead in leads.values() if lead)
    return {
        row.household_id: Away(who, absent[who.pk], _cover(row, leads[row.household.unit_id], absent))
        for row, who in away.items()
    }


def absent_posts(posts: Iterable[uuid.UUID]) -> dict[uuid.UUID, date]:
    """Who of these is away today, and until when."""
    asked = set(posts)
    found = Absence.objects.current().filter(post__in=asked) if asked else ()
    return {one.post_id: one.until for one in found}


def _cover(row: Responsibility, lead: WorkLead | None, absent: Container[uuid.UUID]) -> Post | None:
    """The deputy, else the work lead of the unit: whoever is there."""
    people = (row.deputy, lead.post if lead else None)
    return next((one for one in people if one is not None and one.pk not in absent), None)


def absences_near(post: Post) -> QuerySet[Absence]:
    """Absences announced that end today or later: one's own, and for whoever assigns those of the scope."""
    lo, hi = post.bounds
    found = Absence.objects.standing().select_related("post__unit")
    if post.may("care.assign") and post.has_subtree:
        here = found.filter(post__unit__path__gte=lo, post__unit__path__lt=hi)
        return here.order_by("since", "post__name", "id")
    return found.filter(post=post)
