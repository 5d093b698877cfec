"""One's own day: the first page after signing in, made for the role one acts in."""

import uuid
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models.expressions import Combinable
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from anxin.care.models import WorkLead
from anxin.care.queries import rules_kept, rules_within, tasks_of, tasks_within
from anxin.exemplars.models import Exemplar
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Post
from anxin.ground.access.reach import counting
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES, Role
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import SHANGHAI, today
from anxin.ground.journal.actions import record
from anxin.ground.journal.models import JournalEntry
from anxin.ground.ui.parts import Link
from anxin.notices.models import Asked, Notice, Report

from . import ahead, at_posts, claims, clerk, gaps, mine, overdue, papers, seconds
from .badge import remember
from .festival import Festival, lunar_words, spring
from .glance import by_people, counts, kept_at_once
from .lines import Agenda, Line, agenda, headline

# What the notice asks that concerns an officer at his post.
FOR_OFFICERS = (Asked.LEARN, Asked.SUPPORT, Asked.HEALTH)
Page = Callable[[Request], HttpResponse]


@needs("desk.open")
def home(request: Request) -> HttpResponse:
    """The day of the post at work."""
    if request.post.depth == FIGURES and request.post.may("figures.read"):
        return in_numbers(request)
    return PAGES[request.post.role](request)


def _page(request: Request, template: str, title: str, **context: Any) -> HttpResponse:
    """A page of the desk; whose names it shows is noted."""
    cards: Collection[uuid.UUID] = context.pop("cards", ())
    agenda_: Agenda | None = context.get("agenda")
    shown: dict[str, Any] = (
        {"officers": officers} if (officers := agenda_.officers if agenda_ else []) else {}
    )
    if cards or shown:
        place = request.reach.lo or request.post.unit.path
        record("desk.opened", by=request.post, path=place, cards=cards, **shown)
    day = today()
    frame = {"headline": title, "day": day, "lunar": lunar_words(day)}
    return render(request, f"desk/{template}.html", {**frame, **context})


def _begin(day: Agenda) -> Link | None:
    """The one button of the page: whatever comes first."""
    first = day.first
    return Link(gettext("Deal with the first"), first.url) if first else None


@rules_kept()
def clerks(request: Request) -> HttpResponse:
    """A clerk of an organisation department."""
    day = clerk.day_of(request.post, request.reach, today())
    remember(request, day.agenda.pressing)
    title = headline(day.agenda) or clerk.without_names(day.lacking) or gettext("Nothing is due today")
    act = _begin(day.agenda) or _first_family(day.families)
    return _page(request, "clerk", title, d=day, agenda=day.agenda, act=act, cards=day.cards)


def _first_family(families: int) -> Link:
    """With nothing to do: bring the first ledger in, or visit somebody."""
    if families:
        return Link(gettext("Record a visit"), reverse("care:rounds"))
    return Link(gettext("Bring a ledger in"), reverse("surveys:upload"))


def responsible(request: Request) -> HttpResponse:
    """A responsible person: the families first, then what was promised to them."""
    families, tasks = mine.given_to(request.post, today())
    unclaimed = [one for family in families for one in family.unclaimed]
    applying = [claims.determination_line(one, today()) for family in families for one in family.undetermined]
    others = [*at_posts.helps_given(request.post), *papers.of(request.post, today())]
    lines = [*map(Line.of, tasks), *applying, *others]
    day = agenda(lines, today(), tail=[claims.given(unclaimed, today())])
    remember(request, day.pressing)
    title = headline(day) or _my_families(len(families))
    act = _begin(day) or (Link(gettext("Record a visit"), reverse("care:rounds")) if families else None)
    festival = spring(today(), len(families), sum(family.unvisited for family in families))
    months = ahead.by_month((one for family in families for one in family.coming), today())
    return _page(
        request, "responsible", title, families=families, agenda=day, act=act, festival=festival,
        silence=mine.silence(families), cards=mine.cards(families, tasks), ahead=months,
        ahead_total=ahead.total_of(months),
    )  # fmt: skip


def _my_families(count: int) -> str:
    if not count:
        return gettext("No family is given to you yet")
    told = ngettext("%(n)d family, nothing due today", "%(n)d families, nothing due today", count)
    return told % {"n": count}


def department(request: Request) -> HttpResponse:
    """A partner department's desk: the requests that wait for its answer, and a counsellor's own hours."""
    tasks = tasks_of(request.post, today())
    day = agenda([*map(Line.of, tasks), *at_posts.hours(request.post)], today())
    title = headline(day) or _of_desk(len(tasks), sum(task.kind == "column" for task in tasks))
    act = _begin(day) or Link(gettext("Requests answered"), reverse("care:requests"))
    return _page(request, "department", title, agenda=day, act=act)


def _of_desk(count: int, tables: int) -> str:
    """How many requests wait and how many tables are to be filled: two doors, two numbers."""
    if not tables:
        return _requests(count)
    told = ngettext("%(n)d table to fill", "%(n)d tables to fill", tables) % {"n": tables}
    return gettext(", ").join((_requests(count - tables), told)) if count > tables else told


def _requests(count: int) -> str:
    if not count:
        return gettext("No request is waiting")
    return ngettext("%(n)d request to answer", "%(n)d requests to answer", count) % {"n": count}


@rules_kept()
def leader(request: Request) -> HttpResponse:
    """A leader who visits: the families one keeps in touch with, the gaps of the area, reports to read."""
    post, reach, day = request.post, request.reach, today()
    numbers, _codes = kept_at_once(_of_leader, post, reach, day, *rules_within(reach))
    numbers |= by_people(post, reach, day)
    months = ahead.found_in_range(numbers, day)
    families, tasks = mine.contacts_of(post, reach, day), tasks_within(post, reach)
    lines = [*map(Line.of, tasks), *overdue.lines(post, numbers), *at_posts.lines(post, numbers)]
    beyond = Counter(overdue.left_out(numbers)) + Counter(at_posts.left_out(numbers))
    lines += papers.lines(post, numbers)
    found = agenda([*lines, *seconds.lines_of(post)], day, left_out=beyond)
    remember(request, found.pressing)
    title = headline(found) or _in_the_area(post.scope_root.label, numbers["families.households"] or 0)
    context = {
        "families": families,
        "silence": mine.silence(families),
        "agenda": found,
        "act": _begin(found) or Link(gettext("Record a visit"), reverse("care:rounds")),
        "ahead": months,
        "ahead_total": ahead.total_of(months or ()),
        "reports": Report.objects.readable_by(reach).select_related("unit")[:5],
        "visits": gaps.gaps(numbers, gaps.VISITS),
        "gaps": gaps.gaps(numbers, [code for code in gaps.CODES if code not in gaps.VISITS]),
        "festival": _festival(day, numbers),
    }
    cards = mine.cards(families, tasks) | {one.card for month in months or () for one in month.coming}
    cards |= {line.card for line in found.lines if line.card}
    return _page(request, "leader", title, cards=cards, **context)


def _of_leader(post: Post, reach: Bounds, day: date) -> dict[str, Combinable]:
    """The gaps of the area, what lies ahead of it, what others let pass, and what officers are owed."""
    coming = {**ahead.of_range(reach, day), **overdue.of_others(post, reach, day)}
    coming |= {**at_posts.parts(post, reach, day), **papers.parts(post, reach, day)}
    return {**_counts(post, reach, day), **coming}


def _of_area(post: Post, area: Bounds, day: date) -> dict[str, int | None]:
    numbers, _codes = kept_at_once(_counts, post, area, day, *rules_within(area))
    return numbers | by_people(post, area, day)


def _counts(_post: Post, reach: Bounds, day: date) -> dict[str, Combinable]:
    """What is counted for an area: the festival's numbers exactly, others until they are told as "more"."""
    figures = gaps.known(dict.fromkeys((*gaps.CODES, *gaps.VISITS, *clerk.EXACT, clerk.UNPLANNED)))
    figures = [one for one in figures if one.code not in gaps.BY_PEOPLE]
    rows = gaps.rows(figures, reach, day)
    exact = {code: rows.pop(code) for code in clerk.EXACT if code in rows}
    return {**counts(rows, gaps.MOST), **counts(exact)}


def _festival(day: date, numbers: Mapping[str, int | None]) -> Festival | None:
    families, unvisited = (numbers[code] for code in clerk.EXACT)
    unplanned = numbers.get(clerk.UNPLANNED)
    return spring(day, families, unvisited, unplanned) if families and unvisited is not None else None


@rules_kept()
def in_numbers(request: Request) -> HttpResponse:
    """Above the county: what the area's figures say, the reports to read, and the families to which access
    was given."""
    post, day = request.post, today()
    numbers = counting(post, lambda area: _of_area(post, area, day))
    families, tasks = mine.given_to(post, day)
    found = agenda([*map(Line.of, tasks), *papers.of(post, day)], day)
    remember(request, found.pressing)
    context = {
        "families": families,
        "agenda": found,
        "act": _begin(found),
        "reports": Report.objects.readable_by(request.reach).select_related("unit")[:5],
        "visits": gaps.gaps(numbers, gaps.VISITS),
        "gaps": gaps.gaps(numbers, [code for code in gaps.CODES if code not in gaps.VISITS]),
        "festival": _festival(day, numbers),
    }
    title = headline(found) or _in_the_area(post.scope_root.label, numbers["families.households"] or 0)
    return _page(request, "in_numbers", title, cards=mine.cards(families, tasks), **context)


def _in_the_area(area: str, count: int) -> str:
    told = ngettext("%(area)s: %(n)d family", "%(area)s: %(n)d families", count)
    return told % {"area": area, "n": count}


def officer(request: Request) -> HttpResponse:
    """A frontline officer: the notice, the exemplar, whom to turn to. Nothing here counts anybody."""
    lead = WorkLead.objects.select_related("post__unit").nearest([request.post.unit])[request.post.unit_id]
    notice = Notice.objects.filter(is_first=True).first()
    act = Link(gettext("Read the notice"), reverse("notices:notice", args=[notice.pk])) if notice else None
    context = {
        "notice": notice,
        "items": notice.items.filter(asks__in=FOR_OFFICERS) if notice else [],
        "exemplars": Exemplar.objects.published().for_path(request.post.unit.path)[:5],
        "lead": lead,
    }
    return _page(request, "officer", gettext("There is nothing to fill in here"), act=act, **context)


def auditor(request: Request) -> HttpResponse:
    """An auditor: what waits for a review, and how much was written into the journal of the line today."""
    midnight = datetime.combine(today(), time(), SHANGHAI)
    entries = JournalEntry.objects.visible_to(request.reach).filter(at__gte=midnight).count()
    told = ngettext("%(n)d entry in the journal today", "%(n)d entries in the journal today", entries)
    day = agenda(seconds.lines_of(request.post), today())
    title = headline(day) or told % {"n": entries}
    return _page(request, "auditor", title, agenda=day, act=_begin(day), area=request.post.scope_root)


def administrator(request: Request) -> HttpResponse:
    """An administrator of the system or of its security: what waits for a second person; no family."""
    day = agenda(seconds.lines_of(request.post), today())
    title, links = headline(day) or gettext("Your post sees no family"), seconds.doors_of(request.post)
    context = {"agenda": day, "act": _begin(day), "area": request.post.scope_root, "links": links}
    return _page(request, "administrator", title, **context)


PAGES: dict[str, Page] = {
    Role.CLERK: clerks,
    Role.TOWNSHIP: responsible,
    Role.DESK: department,
    Role.LEADER: leader,
    Role.OFFICER: officer,
    Role.AUDITOR: auditor,
    Role.SYSTEM: administrator,
    Role.SECURITY: administrator,
}
