"""The calendar of working days, year by year: what is published, assumed, or entered by the office."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.ground.access.actions import set_office_year
from anxin.ground.access.forms.calendar import CalendarForm
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.ground.days import workdays
from anxin.ground.days.clock import today
from anxin.ground.days.festivals import festival_of
from anxin.ground.ui.parts import Link
from anxin.ground.ui.trying import attempt

BACK, AHEAD = 1, 3  # years shown before and after this one


@needs("access.calendar")
def calendar(request: Request, year: int | None = None) -> HttpResponse:
    """One year: its departures from Monday to Friday, ready to be changed."""
    shown = year or today().year
    years = range(today().year - BACK, today().year + AHEAD + 1)
    if shown not in years:
        raise Http404
    form = CalendarForm(shown, request.POST or None, request.FILES or None, initial=_departures(shown))
    if form.is_valid() and attempt(form, lambda: _save(request, form)):
        messages.success(request, _("Saved. Every due day is reckoned with it from now on."))
        return redirect("access:calendar_year", year=shown)
    tabs = [Link(str(one), reverse("access:calendar_year", args=[one]), None, one == shown) for one in years]
    context = {
        "form": form, "year": shown, "tabs": tabs, "standing": workdays.standing(shown),
        "departures": [(day, is_work, festival_of(day)) for is_work, days in _by_kind(shown) for day in days],
    }  # fmt: skip
    return render(request, "access/calendar.html", context)


def _save(request: Request, form: CalendarForm) -> bool:
    set_office_year(by=request.post, **form.said())
    return True


def _by_kind(year: int) -> list[tuple[bool, list[date]]]:
    found = _departures(year)
    return [(False, found["free"]), (True, found["work"])]


def _departures(year: int) -> dict[str, list[date]]:
    """The days on which the year, as it is reckoned now, departs from Monday to Friday."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == year]
    return {
        "free": [day for day in days if day.weekday() < 5 and not workdays.is_working_day(day)],
        "work": [day for day in days if day.weekday() >= 5 and workdays.is_working_day(day)],
    }
