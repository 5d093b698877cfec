"""What care adds to the house's pages: its doors, its parts of the family card, its words in the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

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

from .listing import COLUMNS, FILTERS
from .models import PART, TO_ANSWER, Measure, Need, Promise, Visit
from .papers import measures_part, responsible_part
from .picture import picture_of
from .queries import contact_leader_of, responsibility_of, support_ring

SHOWN = 3


def waiting(request: HttpRequest) -> int | None:
    """How many requests wait for this desk; one query, since access to answer is given request by request."""
    held = Grant.objects.held_by(cast(Request, request).post).current()
    return held.filter(part=PART, purpose=TO_ANSWER).count() or None


def responsible(request: HttpRequest, record: Household) -> dict[str, Any]:
    """Who is responsible for this family."""
    row, leader = once(request, responsibility_of, record), once(request, contact_leader_of, record)
    return {"row": row, "leader": leader, "may_assign": may(request, "care.assign")}


@dataclass(frozen=True)
class Missing:
    """One open need as the card shows it: with the measure that is nearest to its day, if there is one."""

    need: Need
    measure: Measure | None


def missing(request: HttpRequest, record: Household) -> dict[str, Any]:
    """What is open: needs without a measure first, then what is under way."""
    rows = (
        Need.objects.filter(household=record)
        .open()
        .select_related("person")
        .prefetch_related("measures__unit")
    )
    found = [Missing(need, _nearest(list(need.measures.all()))) for need in rows]
    found.sort(key=lambda one: (one.measure is not None, str(one.measure and one.measure.due)))
    rights = {"may_need": may(request, "care.need"), "may_measure": may(request, "care.measure")}
    return {"missing": found[:SHOWN], "total": len(found), **rights}


def _nearest(measures: Sequence[Measure]) -> Measure | None:
    open_ones = [one for one in measures if not one.settled]
    return min(open_ones, key=lambda one: str(one.due), default=next(iter(measures), None))


def last_promise(request: HttpRequest, record: Household) -> dict[str, Any]:
    """The last visit in its own words, and the promises still to be kept."""
    visit = Visit.objects.filter(household=record, outcome=Visit.Outcome.MADE).select_related("by").first()
    promises = Promise.objects.filter(household=record).open().select_related("doer")
    rights = {"may_promise": may(request, "care.promise"), "may_visit": may(request, "care.visit")}
    return {"visit": visit, "promises": promises[:SHOWN], **rights}


def visits(request: HttpRequest, record: Household) -> dict[str, Any]:
    """The last visits."""
    rows = Visit.objects.filter(household=record).select_related("by")
    return {"visits": rows[:SHOWN], "total": rows.count()}


def picture(request: HttpRequest, record: Household) -> dict[str, Any]:
    """一户一图."""
    row, leader = once(request, responsibility_of, record), once(request, contact_leader_of, record)
    members, ring = once(request, members_of, record), support_ring(record, row, leader)
    return {"picture": picture_of(record, officers_of(record), members, ring)}


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
card_link(
    CardLink(
        "care:needs", _("Needs and measures"), 40, "care.read", count=lambda request, card: _open_needs(card)
    )
)
card_link(
    CardLink(
        "care:visits", _("Visits and promises"), 50, "care.read", count=lambda request, card: _promises(card)
    )
)
card_link(CardLink("care:visit_brief", _("Before the visit"), 80, "care.visit", place="act"))
card_link(CardLink("care:visit_new", _("Record a visit"), 90, "care.visit", place="act", main=True))
paper_section("responsible", 10, responsible_part)
paper_section("measures", 60, measures_part)
for one in COLUMNS:
    column(one)
for chip in FILTERS:
    filter_chip(chip)


def _asked(request: HttpRequest) -> int | None:
    """How many requests for a child's file wait for this leader."""
    return ChildAccess.objects.visible_to(cast(Request, request).reach).waiting().count() or None


def _open_needs(card: Household) -> int | None:
    return Need.objects.filter(household=card).open().count() or None


def _promises(card: Household) -> int | None:
    return Promise.objects.filter(household=card).open().count() or None


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
    }
)
