"""Leave of a unit: the year by officer, the plan, the month; and the picture by unit."""

import uuid
from calendar import monthrange
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.access.rights import PERSONS
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import is_assumed
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.ui.paging import Slice, keyset
from anxin.ground.ui.parts import Link
from anxin.ground.units.models import Unit
from anxin.officers.actions import confirm_usual_year, plan_leave
from anxin.officers.forms import PlanForms
from anxin.officers.leave_told import Told, told
from anxin.officers.models import Leave, Officer, rest_at
from anxin.officers.queries import alarm_rings, month_of, rest_by_unit
from anxin.officers.reckoning import standings

from .seen import seen

KEEP, MARK = "officers.leave_keep", "officers.check_ups"
EARLIEST, LATEST = 2008, 2100  # the law on paid leave is of 2008


def years_around(name: str, year: int, **kwargs: object) -> list[Link]:
    """Tabs to the years around this one."""
    now = today().year
    if not EARLIEST <= year <= LATEST:
        raise Http404
    shown = sorted({now - 1, now, now + 1, year})
    return [
        Link(str(one), reverse(name, kwargs={**kwargs, "year": one}), current=one == year) for one in shown
    ]


def unit_of(request: Request, unit: uuid.UUID) -> Unit:
    """A unit of one's scope; else 404. Above the county nobody opens the people of a unit."""
    if request.post.depth != PERSONS:
        raise Http404
    return get_object_or_404(Unit.objects.visible_to(request.reach), pk=unit)


@needs("officers.rest")
def rest(request: Request, year: int | None = None) -> HttpResponse:
    """Check-ups and leave by unit."""
    year = year or today().year
    tabs = years_around("officers:rest_year", year)
    rows = rest_by_unit(request.post, year)
    month = settings.LIMITS["rest"]["alarm_month"]
    context = {
        "rows": rows, "year": year, "tabs": tabs, "alarm": alarm_rings(year, today()),
        "opens": request.post.depth == PERSONS, "may_keep": request.post.may(KEEP),
        "may_mark": request.post.may(MARK), "alarm_month": date_format(date(year, month, 1), "F"),
        "to_decide": to_decide(request),
    }  # fmt: skip
    return render(request, "officers/rest.html", context)


def to_decide(request: Request) -> int:
    """How many requests for leave wait for this post; 0 where it is not the one who decides."""
    if request.post.depth != PERSONS or not request.post.may("officers.leave_decide"):
        return 0
    return Leave.objects.visible_to(request.reach).to_decide().count()


def _people(request: Request, unit: Unit) -> Slice[Officer]:
    found = Officer.objects.visible_to(request.reach).at_work().filter(unit=unit)
    return keyset(found, request, order=("sort_key", "id"))


def _told(people: Slice[Officer], year: int) -> list[Told]:
    by = standings(people.rows, year)
    return [told(by[one.pk]) for one in people.rows]


def _coming(people: Slice[Officer], year: int) -> dict[uuid.UUID, list[Leave]]:
    """Leave that was not taken yet, by officer."""
    rows = Leave.objects.live().of_year(year).filter(officer__in=people.rows).exclude(state=Leave.State.TAKEN)
    found: dict[uuid.UUID, list[Leave]] = {}
    for one in rows.order_by("first"):
        found.setdefault(one.officer_id, []).append(one)
    return found


@needs("officers.leave_read")
def unit_year(request: Request, unit: uuid.UUID, year: int) -> HttpResponse:
    """The leave of a unit's officers in a year, by name."""
    found = unit_of(request, unit)
    tabs = years_around("officers:leave_unit", year, unit=found.pk)
    people = _people(request, found)
    lines, coming = _told(people, year), _coming(people, year)
    shown = seen(one.pk for one in people.rows)
    record("officers.leave_listed", by=request.post, path=found.path, year=year, officers=shown)
    first = today().replace(day=1) if year == today().year else date(year, 1, 1)
    context: dict[str, Any] = {
        "unit": found, "year": year, "tabs": tabs, "slice": people, "rest": rest_at(found.path),
        "rows": [(one, next(iter(coming.get(one.standing.officer.pk, [])), None)) for one in lines],
        "missing": sum(bool(one.gaps) for one in lines), "alarm": alarm_rings(year, today()),
        "may_keep": request.post.may(KEEP), "month_url": _month_url(found, first),
    }  # fmt: skip
    return render(request, "officers/leave_unit.html", context)


@needs(KEEP)
def plan(request: Request, unit: uuid.UUID, year: int) -> HttpResponse:
    """Plan the leave of a unit's officers for a year: a line each."""
    found = unit_of(request, unit)
    years_around("officers:leave_plan", year, unit=found.pk)
    people = _people(request, found)
    lines = PlanForms(people.rows, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and lines.is_valid():
        try:
            count = plan_leave(by=request.post, unit=found, year=year, lines=lines.lines())
            messages.success(
                request, _("Planned: %(n)s. The officers see it on their own page.") % {"n": count}
            )
            return redirect("officers:leave_unit", unit=found.pk, year=year)
        except Refused as no:
            lines.blame(no)
            problem = (
                _("Nothing was saved: one line is not right, it says why.")
                if "line" in no.params
                else str(no)
            )
    coming = _coming(people, year)
    shown = seen(one.pk for one in people.rows)
    record("officers.leave_plan_opened", by=request.post, path=found.path, year=year, officers=shown)
    context = {
        "unit": found, "year": year, "slice": people, "problem": problem, "alarm": alarm_rings(year, today()),
        "assumed": is_assumed(date(year, 1, 1)),
        "lines": [
            (form, one, coming.get(form.officer.pk, []))
            for form, one in zip(lines, _told(people, year), strict=True)
        ],
    }  # fmt: skip
    return render(request, "officers/leave_plan.html", context, status=422 if problem else 200)


@needs(KEEP)
@require_POST
def usual(request: Request, unit: uuid.UUID, year: int) -> HttpResponse:
    """An ordinary year for everybody of the unit of whom nothing is noted."""
    found = unit_of(request, unit)
    years_around("officers:leave_unit", year, unit=found.pk)
    people = Officer.objects.visible_to(request.reach).at_work().filter(unit=found)
    confirm_usual_year(by=request.post, unit=found, officers=people, year=year)
    messages.success(
        request, _("Noted. Whose year is not an ordinary one is changed on the officer's own page.")
    )
    return redirect("officers:leave_unit", unit=found.pk, year=year)


@needs("officers.leave_read")
def month(request: Request, unit: uuid.UUID, year: int, month: int) -> HttpResponse:
    """A month with its holidays, and who of the unit is on leave."""
    found = unit_of(request, unit)
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
        raise Http404
    first = date(year, month, 1)
    last = date(year, month, monthrange(year, month)[1])
    rows = Leave.objects.visible_to(request.reach).within(first, last).filter(officer__unit=found)
    leaves = rows.select_related("officer")
    shown = month_of(first, leaves)
    people = seen(one.officer_id for one in leaves)
    record("officers.leave_month_opened", by=request.post, path=found.path, year=year, officers=people)
    context = {
        "unit": found, "month": shown,
        "before": _month_url(found, shown.before), "after": _month_url(found, shown.after),
    }  # fmt: skip
    return render(request, "officers/leave_month.html", context)


def _month_url(unit: Unit, first: date) -> str:
    where = {"unit": unit.pk, "year": first.year, "month": first.month}
    return reverse("officers:leave_month", kwargs=where)
