"""What check-ups and leave add to the house's pages: a door, panels, columns, words in the journal."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.families.listing import Cell
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import Waiting, entry

from . import sections
from .leave_strip import leave_strip
from .leave_told import told
from .models import Leave, Officer, days_told
from .queries import alarm_rings, next_check_up, next_check_ups
from .reckoning import standings


def waiting(request: HttpRequest) -> Waiting:
    """How many requests for leave wait for whoever decides on them."""
    asked = cast(Request, request)
    if not asked.post.may("officers.leave_decide"):
        return None
    return Leave.objects.visible_to(asked.reach).to_decide()


def leave(officer: Officer, post: Post) -> Mapping[str, Any]:
    """This year's leave of an officer: how many days, and the strip."""
    year = today().year
    rows = Leave.objects.of_year(year).filter(officer=officer)
    return {
        "year": year, "told": told(standings([officer], year)[officer.pk]), "strip": leave_strip(rows, year),
    }  # fmt: skip


def check_up(officer: Officer, post: Post) -> Mapping[str, Any] | None:
    """When the next check-up is; nobody is waited for who is at work no more."""
    return {"next": next_check_up(officer)} if officer.is_at_work else None


def check_up_cells(officers: Sequence[Officer]) -> Mapping[uuid.UUID, Cell]:
    """The day of the next check-up, or that one is due."""
    return {
        pk: Cell(str(one.day), "soon" if one.overdue else "", _("due") if one.overdue else "")
        for pk, one in next_check_ups(officers).items()
    }


def leave_cells(officers: Sequence[Officer]) -> Mapping[uuid.UUID, Cell]:
    """Days of this year's leave that nobody planned."""
    year = today().year
    rings = "late" if alarm_rings(year, today()) else "soon"
    return {pk: _leave_cell(one.open, rings) for pk, one in standings(officers, year).items()}


def _leave_cell(halves: int | None, rings: str) -> Cell:
    if halves is None:
        return Cell(_("facts missing"), "gap")
    if not halves:
        return Cell(_("all taken or planned"), "ok")
    return Cell(gettext("%(days)s days") % {"days": days_told(halves)}, rings)


entry("officers:rest", _("Check-ups and leave"), "officers.rest", 46, badge=waiting)
LEAVE, CHECK_UP = "officers/part_leave.html", "officers/part_check_up.html"
sections.register("leave", LEAVE, leave, order=20, permission="officers.leave_read")
sections.register("check_up", CHECK_UP, check_up, order=30, permission="officers.check_ups")
sections.register("leave", "officers/part_my_leave.html", leave, order=20, own=True)
sections.register("check_up", CHECK_UP, check_up, order=30, own=True)
sections.column(sections.Column("check_up", _("Next check-up"), 30, "officers.check_ups", check_up_cells))
sections.column(
    sections.Column("leave", _("Neither taken nor planned"), 20, "officers.leave_read", leave_cells)
)
tell(
    {
        "officers.leave_listed": _("looked at the leave of a unit"),
        "officers.leave_plan_opened": _("opened the plan of leave"),
        "officers.leave_month_opened": _("looked at a month of leave"),
        "officers.leave_year_opened": _("opened an officer's leave year"),
        "officers.leave_opened": _("opened a leave"),
        "officers.own_leave_opened": _("looked at one's own leave"),
        "officers.leave_planned": _("planned leave"),
        "officers.leave_asked": _("asked for leave"),
        "officers.leave_approved": _("granted leave"),
        "officers.leave_refused": _("said that leave was not possible then"),
        "officers.leave_withdrawn": _("took a leave back"),
        "officers.leave_called_off": _("called an officer back to work"),
        "officers.leave_taken": _("noted that a leave was taken"),
        "officers.leave_year_noted": _("noted the facts of a leave year"),
        "officers.usual_years_confirmed": _("confirmed an ordinary year for a unit"),
        "officers.leave_year_settled": _("settled a leave year"),
        "officers.extra_pay_noted": _("noted that extra pay was paid"),
        "officers.rest_rule_set": _("set how a unit keeps check-ups and leave"),
        "officers.rest_rule_dropped": _("took a unit's rule of check-ups and leave away"),
        "officers.check_up_arranged": _("arranged check-ups"),
        "officers.check_up_withdrawn": _("took a batch of check-ups back"),
        "officers.check_ups_noted": _("noted who went to a check-up"),
        "officers.check_ups_listed": _("looked at who is due for a check-up"),
        "officers.check_up_batch_opened": _("opened a batch of check-ups"),
    }
)
