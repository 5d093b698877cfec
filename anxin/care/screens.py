"""What care adds to the house's pages: its doors, its parts of the family card, its words in the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.families.listing import column, filter_chip
from anxin.families.models import ChildAccess, Household
from anxin.families.papers import paper_section
from anxin.families.people import members_of
from anxin.families.views.card import officers_of
from anxin.ground.access.models import Grant
from anxin.ground.access.request import Request
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import CardLink, Section, card_link, entry, may, once, section

from . import screens_owner  # noqa: F401  # handing over, days away, closing
from .closed import in_use
from .listing import COLUMNS, FILTERS
from .models import PART, TO_ANSWER, Handover, Measure, Need, Promise, Visit
from .papers import measures_part, responsible_part
from .picture import picture_of
from .queries import away_of, contact_leader_of, needs_of, responsibility_of, support_ring

SHOWN = 3


def waiting(request: HttpRequest) -> int | None:
    """How many requests wait for this desk; one query, since access to answer is given request by request."""
    held = Grant.objects.held_by(cast(Request, request).post).current()
    return held.filter(part=PART, purpose=TO_ANSWER).count() or None


def responsible(request: HttpRequest, record: Household) -> dict[str, Any]:
    """Who is responsible for this family."""
    row, leader = once(request, responsibility_of, record), once(request, contact_leader_of, record)
    held = Handover.objects.filter(household=record).under_way().select_related("former", "successor").first()
    about_closing = record.is_closed or may(request, "care.close") or may(request, "care.close_decide")
    return {
        "row": row, "leader": leader, "may_assign": may(request, "care.assign") and not record.is_closed,
        "away": away_of(row), "handover": held, "about_closing": about_closing,
        "may_hand_over": may(request, "care.handover"),
    }  # fmt: skip


@dataclass(frozen=True)
class Missing:
    """One open need as the card shows it: with the measure that is nearest to its day, if there is one."""

    need: Need
    measure: Measure | None


def missing(request: HttpRequest, record: Household) -> dict[str, Any]:
    """What is open: needs without a measure first, then what is under way."""
    rows = [need for need in once(request, needs_of, record) if need.state == Need.State.OPEN]
    found = [Missing(need, _nearest(list(need.measures.all()))) for need in rows]
    found.sort(key=lambda one: (one.measure is not None, str(one.measure and one.measure.due)))
    rights = {f"may_{what}": in_use(record) and may(request, f"care.{what}") for what in ("need", "measure")}
    return {"missing": found[:SHOWN], "total": len(found), **rights}


def _nearest(measures: Sequence[Measure]) -> Measure | None:
    open_ones = [one for one in measures if not one.settled]
    return min(open_ones, key=lambda one: str(one.due), default=next(iter(measures), None))


def last_promise(request: HttpRequest, record: Household) -> dict[str, Any]:
    """The last visit in its own words, and the promises still to be kept."""
    visit = _last_made(record, once(request, last_visits, record))
    promises = Promise.objects.filter(household=record).open().select_related("doer")
    may_visit = in_use(record) and may(request, "care.visit")
    rights = {"may_promise": may(request, "care.promise"), "may_visit": may_visit}
    return {"visit": visit, "promises": promises[:SHOWN], **rights}


def visits(request: HttpRequest, record: Household) -> dict[str, Any]:
    """The last visits: when, who went, whom they met. What was said stands on the page of visits alone: it
    may tell of somebody's health, and everybody who opens the card sees this."""
    rows = once(request, last_visits, record)
    return {"visits": rows, "total": _total(rows)}


def last_visits(household: Household) -> list[Visit]:
    """The last visits, each with the number of all of them."""
    rows = Visit.objects.filter(household=household).annotate(total=Window(Count("pk")))
    return list(rows.select_related("by").prefetch_related("visitors__post", "met__person")[:SHOWN])


def _total(rows: Sequence[Visit]) -> int:
    return rows[0].total if rows else 0  # type: ignore[attr-defined]  # annotated by last_visits


def _last_made(household: Household, rows: Sequence[Visit]) -> Visit | None:
    """The last visit at which somebody was met: among the last ones, else it is asked for."""
    found = next((one for one in rows if one.outcome == Visit.Outcome.MADE), None)
    if found is None and _total(rows) > len(rows):
        made = Visit.objects.filter(household=household, outcome=Visit.Outcome.MADE)
        return made.select_related("by").first()
    return found


def picture(request: HttpRequest, record: Household) -> dict[str, Any]:
    """一户一图."""
    row, leader = once(request, responsibility_of, record), once(request, contact_leader_of, record)
    members, needs = once(request, members_of, record), once(request, needs_of, record)
    ring = support_ring(record, row, leader, needs)
    return {"picture": picture_of(record, officers_of(record), members, ring)}


def _open_needs(card: Household) -> QuerySet[Need]:
    return Need.objects.filter(household=card).open()


def _promises(card: Household) -> QuerySet[Promise]:
    return Promise.objects.filter(household=card).open()


entry("care:requests", _("Requests"), "care.answer", 30, phone=True, badge=waiting)
entry(
    "care:children",
    _("Children's files"),
    "families.child_approve",
    85,
    badge=lambda request: _asked(request),
)
entry("care:rounds", _("Visits"), "care.visit", 40, phone=True, icon="pen")
entry("care:leads", _("In charge"), "care.assign", 80)
section(Section("responsible", 10, "care/part_responsible.html", responsible, "lead", "care.read"))
section(Section("missing", 20, "care/part_missing.html", missing, "lead", "care.read"))
section(Section("promise", 30, "care/part_promise.html", last_promise, "lead", "care.read"))
section(Section("picture", 10, "care/part_picture.html", picture, "main", "care.read"))
section(Section("visits", 30, "care/part_visits.html", visits, "side", "care.read"))
card_link(CardLink("care:needs", _("Needs and measures"), 40, "care.read", rows=_open_needs))
card_link(CardLink("care:visits", _("Visits and promises"), 50, "care.read", rows=_promises))
card_link(CardLink("care:visit_brief", _("Before the visit"), 80, "care.visit", place="act", when=in_use))
card_link(
    CardLink("care:visit_new", _("Record a visit"), 90, "care.visit", place="act", main=True, when=in_use)
)
paper_section("responsible", 10, responsible_part)
paper_section("measures", 60, measures_part)
for one in COLUMNS:
    column(one)
for chip in FILTERS:
    filter_chip(chip)


def _asked(request: HttpRequest) -> int | None:
    """How many requests for a child's file wait for this leader."""
    return ChildAccess.objects.visible_to(cast(Request, request).reach).waiting().count() or None


tell(
    {
        "care.responsibilities_opened": _("put new cards in the hands of the work lead"),
        "care.responsible_named": _("named the responsible person"),
        "care.contact_leader_named": _("named the contact leader"),
        "care.contact_leader_ended": _("ended the contact leader's task"),
        "care.handed_over": _("passed on what a post had in hand"),
        "care.ending_listed": _("looked at the access that ends soon"),
        "care.work_lead_set": _("put somebody in charge of this work"),
        "care.need_recorded": _("recorded a need"),
        "care.needs_taken_over": _("took needs over from a ledger"),
        "care.need_shown": _("showed what a need says"),
        "care.children_listed": _("looked at the list of children's files"),
        "care.need_settled": _("settled a need"),
        "care.need_reopened": _("took a need up again"),
        "care.measure_decided": _("decided on a measure"),
        "care.measure_done": _("recorded a measure as done"),
        "care.no_measure": _("decided that there is no measure"),
        "care.request_sent": _("sent a request to a department"),
        "care.request_resent": _("sent a returned request again"),
        "care.request_accepted": _("accepted a request"),
        "care.request_returned": _("returned a request"),
        "care.request_forwarded": _("passed a request on"),
        "care.request_done": _("answered a request as done"),
        "care.number_shown": _("showed a masked number on a request"),
        "care.visited": _("recorded a visit"),
        "care.promise_kept": _("kept a promise"),
        "care.promise_put_off": _("put a promise off"),
        "care.promise_answered": _("answered a promise"),
        "care.responsible_opened": _("opened the page of responsibility"),
        "care.plan_opened": _("opened needs and measures"),
        "care.measure_opened": _("opened a measure"),
        "care.requests_listed": _("looked at the list of requests"),
        "care.request_opened": _("opened a request"),
        "care.brief_opened": _("opened the page before a visit"),
        "care.visits_opened": _("opened the visits"),
        "care.promise_opened": _("opened a promise"),
        "care.rounds_listed": _("looked at the list of visits"),
        "care.draft_kept": _("kept a draft of a visit"),
        "care.draft_dropped": _("threw a draft of a visit away"),
        "care.drafts_forgotten": _("deleted drafts of visits that nobody touched"),
        "care.drafts_listed": _("looked at the list of drafts"),
        "care.taken_along": _("took a family along on a telephone"),
        "care.visit_paper_printed": _("printed the form of a visit"),
    }
)
