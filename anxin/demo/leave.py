"""Demo: the year of the county's officers: most leave taken or planned, some that nobody planned, one settled
year with extra pay; a round of check-ups half noted, the next one arranged."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days, working_day_from
from anxin.ground.units.models import Unit
from anxin.officers.actions import (
    Mark,
    PlanLine,
    Span,
    YearFacts,
    approve_leave,
    arrange_check_up,
    ask_leave,
    confirm_usual_year,
    keep_years,
    note_check_ups,
    note_leave_year,
    plan_leave,
    set_rest_rule,
    settle_leave_year,
    take_leave,
)
from anxin.officers.models import CheckUp, Officer
from anxin.officers.reckoning import standings

from .people import Cast

HOSPITAL = "安和县人民医院"
SPRING, SUMMER = (3, 2), (8, 3)
TAKEN, ON_THE_WAY, UNKNOWN = 4, 2, 9  # of each so many officers one


def rest(cast: Cast, county: Unit) -> None:
    """What an office keeps of a year of check-ups and leave."""
    clerk, leader = cast.posts["clerk"], cast.posts["leader"]
    people = list(Officer.objects.at_work().select_related("unit").order_by("path", "sort_key", "id"))
    set_rest_rule(by=clerk, unit=county, check_up_months=12, half_days=True, carry_over=True)
    known = [one for number, one in enumerate(people) if one.account_id or number % UNKNOWN != UNKNOWN - 1]
    for unit in {one.unit for one in known}:
        confirm_usual_year(
            by=clerk, unit=unit, officers=[one for one in known if one.unit_id == unit.pk], year=today().year
        )
    for number, one in enumerate(known):
        _year(clerk, leader, one, number)
    _last_year(clerk, known[:2])
    _check_ups(clerk, people)
    keep_years(people, today().year)


def _year(clerk: Post, leader: Post, officer: Officer, number: int) -> None:
    """Five days in spring taken; then the rest planned, asked for, or left open."""
    days = (standings([officer], today().year)[officer.pk].entitled_days or 0) // 5
    spring = _week(date(today().year, *SPRING) + timedelta(7 * (number % 8)))
    if days and number % TAKEN != TAKEN - 1 and spring.last < today():
        _taken(clerk, leader, officer, spring)
        days -= 1
    ahead = _week(today() + timedelta(7 + 7 * (number % 3)))
    if not days or ahead.last.year != today().year:
        return
    if number % ON_THE_WAY:
        plan_leave(by=clerk, unit=officer.unit, year=today().year, lines=[PlanLine(officer, ahead)])
    elif number % 3 == 0:
        ask_leave(by=clerk, officer=officer, span=ahead, words="回老家看望父母")


def _taken(clerk: Post, leader: Post, officer: Officer, span: Span) -> None:
    leave = ask_leave(by=clerk, officer=officer, span=span)
    approve_leave(by=leader, leave=leave)
    take_leave(by=clerk, leave=leave)


def _week(day: date) -> Span:
    """Five working days from this day on."""
    first = working_day_from(day)
    return Span(first, add_working_days(first, 4))


def _last_year(clerk: Post, officers: Iterable[Officer]) -> None:
    """Last year, settled: the flood kept two at work; the pay of their days is still to be paid out."""
    year = today().year - 1
    for officer in officers:
        facts = YearFacts(True, 0, 0, 0, annual_pay_fen=130_500_00)
        note_leave_year(by=clerk, officer=officer, year=year, facts=facts)
        settle_leave_year(
            by=clerk, officer=officer, year=year, reason="work", words="汛期值守，未能安排", carried_on_days=2
        )


def _check_ups(clerk: Post, people: list[Officer]) -> None:
    """One batch that is over, with two invitations of which nobody knows; one that lies ahead."""
    if not people:
        return
    unit = Counter(one.unit for one in people).most_common(1)[0][0]
    there = [one for one in people if one.unit_id == unit.pk]
    half = (len(there) + 1) // 2
    first = today() - timedelta(40)
    past = arrange_check_up(
        by=clerk, unit=unit, hospital=HOSPITAL, first=first, last=first + timedelta(4), officers=there[:half]
    )
    marks = [
        Mark(one, CheckUp.State.ATTENDED, on=first + timedelta(1)) for one in past.check_ups.all()[: half - 1]
    ]
    note_check_ups(by=clerk, batch=past, marks=marks)
    soon = working_day_from(today() + timedelta(9))
    if there[half:]:
        arrange_check_up(
            by=clerk,
            unit=unit,
            hospital=HOSPITAL,
            first=soon,
            last=soon + timedelta(4),
            officers=there[half:],
        )
