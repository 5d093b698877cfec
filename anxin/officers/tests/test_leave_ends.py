"""Leave does not outlive the work: it ends with a death or a leaving, and stands again after a mistake."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from anxin.ground.access.models import Post
from anxin.ground.journal.models import JournalEntry
from anxin.officers import actions
from anxin.officers.actions import Span
from anxin.officers.models import Leave, LeaveStep, LeaveYear, Officer
from anxin.officers.reckoning import standings
from anxin.officers.tests.refusing import refused
from tests.cast import client_of

pytestmark = pytest.mark.django_db
S = Leave.State
TODAY = date(2026, 11, 26)  # a Thursday
UNDER_WAY = Span(date(2026, 11, 23), date(2026, 11, 27))
SPANS = {
    S.PLANNED: Span(date(2026, 12, 7), date(2026, 12, 8)),
    S.ASKED: Span(date(2026, 12, 14), date(2026, 12, 15)),
    S.APPROVED: Span(date(2026, 12, 21), date(2026, 12, 22)),
}


@pytest.fixture
def coming(man: Officer, county_clerk: Post, leader: Post, settings: Any) -> dict[str, Leave]:
    """许佳 has leave in each state that lies ahead."""
    settings.ANXIN_TODAY = TODAY
    actions.confirm_usual_year(by=county_clerk, unit=man.unit, officers=[man], year=2026)
    line = actions.PlanLine(man, SPANS[S.PLANNED])
    actions.plan_leave(by=county_clerk, unit=man.unit, year=2026, lines=[line])
    for state in (S.ASKED, S.APPROVED):
        actions.ask_leave(by=county_clerk, officer=man, span=SPANS[state])
    actions.approve_leave(by=leader, leave=Leave.objects.get(first=SPANS[S.APPROVED].first))
    return {one.state: one for one in Leave.objects.filter(officer=man)}


def states(man: Officer) -> list[str]:
    return list(Leave.objects.filter(officer=man).order_by("first").values_list("state", flat=True))


def died(by: Post, man: Officer) -> Any:
    return actions.record_death(by=by, officer=man, on=TODAY, event_on=TODAY)


def left(by: Post, man: Officer) -> Any:
    return actions.let_go(by=by, officer=man, on=TODAY, why="moved")


@pytest.mark.parametrize(("gone", "code"), [(died, "officers.death_recorded"), (left, "officers.left")])
def test_what_was_planned_asked_for_or_granted_ends_in_the_same_act_and_the_trace_names_it(
    coming: dict[str, Leave], man: Officer, county_clerk: Post, gone: Any, code: str
) -> None:
    entries = JournalEntry.objects.count()
    gone(county_clerk, man)
    assert states(man) == ["ended", "ended", "ended"]
    assert JournalEntry.objects.count() == entries + 1
    told = JournalEntry.objects.get(act=code).details["leaves"]
    assert set(told) == {str(one.pk) for one in coming.values()}
    assert LeaveStep.objects.filter(officer=man, move="ended", by=county_clerk).count() == 3
    assert LeaveYear.objects.get(officer=man, year=2026).open_halves == 2 * 10


def test_a_leave_under_way_was_taken_up_to_the_day_before(
    man: Officer, county_clerk: Post, leader: Post, settings: Any
) -> None:
    settings.ANXIN_TODAY = date(2026, 11, 20)
    actions.confirm_usual_year(by=county_clerk, unit=man.unit, officers=[man], year=2026)
    leave = actions.ask_leave(by=county_clerk, officer=man, span=UNDER_WAY)
    actions.approve_leave(by=leader, leave=leave)
    settings.ANXIN_TODAY = TODAY
    died(county_clerk, man)
    leave.refresh_from_db()
    assert (leave.state, leave.last, leave.days) == ("taken", date(2026, 11, 25), "3")


def test_what_lies_before_the_day_stays_for_the_office_to_note(
    man: Officer, county_clerk: Post, leader: Post, settings: Any
) -> None:
    settings.ANXIN_TODAY = date(2026, 11, 20)
    actions.confirm_usual_year(by=county_clerk, unit=man.unit, officers=[man], year=2026)
    days = Span(date(2026, 11, 23), date(2026, 11, 24))
    leave = actions.approve_leave(by=leader, leave=actions.ask_leave(by=county_clerk, officer=man, span=days))
    settings.ANXIN_TODAY = TODAY
    left(county_clerk, man)
    assert actions.take_leave(by=county_clerk, leave=leave).state == "taken"


def test_after_a_mistake_everything_stands_as_before(
    coming: dict[str, Leave], man: Officer, county_clerk: Post
) -> None:
    before = states(man)
    actions.withdraw_death(by=county_clerk, death=died(county_clerk, man))
    assert states(man) == before
    left(county_clerk, man)
    actions.take_leaving_back(by=county_clerk, officer=man)
    man.refresh_from_db()
    assert states(man) == before == ["planned", "asked", "approved"]
    assert man.is_at_work
    assert man.fronts.get().until is None


def test_no_leave_is_entered_for_days_after_the_work(man: Officer, county_clerk: Post, settings: Any) -> None:
    settings.ANXIN_TODAY = TODAY
    left(county_clerk, man)
    man.refresh_from_db()
    with refused("left_before_leave"):
        actions.ask_leave(by=county_clerk, officer=man, span=SPANS[S.ASKED])
    actions.ask_leave(by=county_clerk, officer=man, span=Span(date(2026, 11, 2), date(2026, 11, 3)))


def test_a_plan_for_days_gone_by_is_refused_and_one_that_passed_unasked_stills_no_alarm(
    coming: dict[str, Leave], man: Officer, county_clerk: Post, settings: Any
) -> None:
    line = actions.PlanLine(man, Span(date(2026, 11, 2), date(2026, 11, 6)))
    with refused("plan_of_the_past"):
        actions.plan_leave(by=county_clerk, unit=man.unit, year=2026, lines=[line])
    open_before = standings([man], 2026)[man.pk].open
    settings.ANXIN_TODAY = date(2026, 12, 9)
    assert standings([man], 2026)[man.pk].open == open_before + coming["planned"].halves


def test_a_leaving_of_the_wrong_year_is_refused_and_one_by_mistake_is_taken_back_from_the_page(
    man: Officer, county_clerk: Post
) -> None:
    with refused("left_before_front"):
        actions.let_go(by=county_clerk, officer=man, on=date(2025, 3, 1), why="moved")
    with refused("not_left"):
        actions.take_leaving_back(by=county_clerk, officer=man)
    left(county_clerk, man)
    browser, page = client_of(county_clerk), reverse("officers:officer", args=[man.pk])
    back = reverse("officers:leaving_back", args=[man.pk])
    assert back in browser.get(page).content.decode()
    assert browser.get(back).status_code == 200
    assert back not in browser.post(back, follow=True).content.decode()
    man.refresh_from_db()
    assert man.left_on is None


def test_a_death_before_the_work_began_is_refused_and_not_a_fault(man: Officer, county_clerk: Post) -> None:
    long_ago = date(1950, 11, 27)
    with refused("death_before_work"):
        actions.record_death(by=county_clerk, officer=man, on=long_ago, event_on=long_ago)
