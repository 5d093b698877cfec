"""Leave as people take it: W12 to W15 with officers of the house, from the plan to the pay that is due."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from anxin.ground.access.actions.calendar import set_office_year
from anxin.ground.access.lifecycle import check
from anxin.ground.days import workdays
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import (
    USUAL,
    PlanLine,
    Span,
    YearFacts,
    approve_leave,
    ask_leave,
    ask_planned_leave,
    call_off_leave,
    confirm_usual_year,
    note_extra_paid,
    note_leave_year,
    plan_leave,
    refuse_leave,
    set_rest_rule,
    settle_leave_year,
    take_leave,
    withdraw_leave,
)
from anxin.officers.leave_told import told
from anxin.officers.models import LEAVE_MOVES, Leave, LeaveStep, LeaveYear
from anxin.officers.queries import leave_left, month_of
from anxin.officers.reckoning import halves_of, rise_of, standings

from .cast_leave import officer_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_county")]
NEW_YEAR = Span(date(2026, 2, 13), date(2026, 2, 26))
MARCH = Span(date(2026, 3, 2), date(2026, 3, 6))


@pytest.fixture
def on(settings):
    """Move the day."""

    def move(day: date) -> None:
        settings.ANXIN_TODAY = day

    move(date(2026, 1, 12))
    return move


@pytest.fixture
def xu(tree, on, county_clerk):
    """An officer of 13 years' service whose year 2026 is an ordinary one."""
    one = officer_at(tree.town)
    confirm_usual_year(by=county_clerk, unit=tree.town, officers=[one], year=2026)
    return one


def taken(officer, span, clerk, leader, on) -> Leave:
    """A leave from the request to the day after it."""
    leave = ask_leave(by=clerk, officer=officer, span=span)
    approve_leave(by=leader, leave=leave)
    on(span.last)
    return take_leave(by=clerk, leave=leave)


def standing(officer, year=2026):
    return standings([officer], year)[officer.pk]


def refused(act, **said) -> str:
    with pytest.raises(Refused) as no, transaction.atomic():
        act(**said)
    return no.value.code


def test_w12_the_tier_rises_with_the_month_after_the_years_are_reached(tree, on, county_clerk):
    one = officer_at(tree.town, began_work=date(2006, 9, 15))
    note_leave_year(by=county_clerk, officer=one, year=2026, facts=USUAL)
    for day, days in ((date(2026, 6, 1), 10), (date(2026, 9, 30), 10), (date(2026, 10, 1), 15)):
        on(day)
        assert standing(one).entitled_days == days
    on(date(2026, 6, 1))
    assert rise_of(standing(one)) == (date(2026, 10, 1), 15)


def test_w13_a_leave_over_new_year_takes_five_working_days(xu, county_clerk):
    leave = ask_leave(by=county_clerk, officer=xu, span=NEW_YEAR)
    assert (leave.halves, leave.days) == (10, "5")


def test_w14_days_the_unit_could_not_arrange_are_paid_by_the_end_of_march(xu, county_clerk, leader, on):
    note_leave_year(
        by=county_clerk, officer=xu, year=2026, facts=YearFacts(True, 0, 0, 0, annual_pay_fen=130500_00)
    )
    taken(xu, MARCH, county_clerk, leader, on)
    taken(xu, Span(date(2026, 3, 9), date(2026, 3, 9)), county_clerk, leader, on)
    on(date(2026, 12, 31))
    kept = settle_leave_year(by=county_clerk, officer=xu, year=2026, reason="work", words="防汛值守")
    assert (kept.extra_fen, kept.pay_by) == (4000_00, date(2027, 3, 31))
    assert "4,000.00" in told(standing(xu)).arithmetic[0]
    on(date(2027, 3, 1))
    said = {"by": county_clerk, "officer": xu, "year": 2026, "on": date(2027, 3, 1)}
    assert note_extra_paid(**said).paid_on == date(2027, 3, 1)
    assert refused(note_extra_paid, **said) == "officers.nothing_to_pay"


def test_w14_who_declined_has_no_extra_pay(xu, county_clerk, on):
    on(date(2026, 12, 31))
    kept = settle_leave_year(by=county_clerk, officer=xu, year=2026, reason="own")
    assert kept.extra_fen == 0


def test_w15_sick_leave_of_three_months_excludes_this_year_or_after_leave_the_next(
    xu, tree, county_clerk, leader, on
):
    sick = YearFacts(continuous=True, vacation_days=0, personal_days=0, sick_months=3)
    other = officer_at(tree.town, "梁文")
    note_leave_year(by=county_clerk, officer=other, year=2026, facts=sick)
    assert standing(other).entitled_days == 0
    taken(xu, Span(date(2026, 3, 2), date(2026, 3, 13)), county_clerk, leader, on)
    note_leave_year(by=county_clerk, officer=xu, year=2026, facts=sick)
    note_leave_year(by=county_clerk, officer=xu, year=2027, facts=USUAL)
    assert standing(xu).entitled_days == 10
    assert standing(xu, 2027).entitled_days == 0
    assert standing(xu, 2027).answer.exclusions == ("excluded_by_last_year",)


def test_of_a_year_nobody_noted_nothing_is_told_and_nothing_granted(tree, on, county_clerk, leader):
    one = officer_at(tree.town)
    assert leave_left(one, 2026) is None
    assert told(standing(one)).gaps
    leave = ask_leave(by=county_clerk, officer=one, span=MARCH)
    assert refused(approve_leave, by=leader, leave=leave) == "officers.leave_facts_missing"
    assert Leave.objects.get(pk=leave.pk).state == Leave.State.ASKED


def test_a_plan_for_a_unit_is_asked_for_granted_and_taken(xu, tree, county_clerk, leader, on):
    lines = [PlanLine(xu, MARCH), PlanLine(xu, Span(date(2026, 8, 3), date(2026, 8, 7)))]
    assert plan_leave(by=county_clerk, unit=tree.town, year=2026, lines=lines) == 2
    assert LeaveYear.objects.get(officer=xu, year=2026).open_halves == 0
    leave = Leave.objects.get(officer=xu, first=MARCH.first)
    ask_planned_leave(by=county_clerk, leave=leave)
    approve_leave(by=leader, leave=leave)
    on(date(2026, 3, 4))
    assert refused(take_leave, by=county_clerk, leave=leave) == "officers.day_ahead"
    take_leave(by=county_clerk, leave=leave, last=date(2026, 3, 4))
    assert leave_left(xu, 2026) == Decimal(7)
    moves = LeaveStep.objects.filter(leave=leave).order_by("at", "id").values_list("move", flat=True)
    assert list(moves) == ["planned", "asked", "approved", "taken"]


def test_a_plan_binds_nobody_but_no_more_is_asked_for_than_there_is(xu, tree, county_clerk):
    plan_leave(by=county_clerk, unit=tree.town, year=2026, lines=[PlanLine(xu, MARCH)])
    whole = Span(date(2026, 4, 7), date(2026, 4, 20))
    assert ask_leave(by=county_clerk, officer=xu, span=whole).halves == 20
    more = Span(date(2026, 5, 6), date(2026, 5, 20))
    assert refused(ask_leave, by=county_clerk, officer=xu, span=more) == "officers.too_many_days"


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (Span(date(2026, 3, 6), date(2026, 3, 2)), "officers.leave_days"),
        (Span(date(2026, 12, 30), date(2027, 1, 4)), "officers.leave_days"),
        (Span(date(2026, 10, 1), date(2026, 10, 5)), "officers.no_working_day"),
        (Span(date(2027, 3, 1), date(2027, 3, 2)), "officers.no_calendar"),
        (Span(date(2026, 3, 2), date(2026, 3, 3), from_noon=True), "officers.whole_days"),
        (Span(date(2026, 3, 4), date(2026, 3, 10)), "officers.leave_overlaps"),
    ],
)
def test_days_that_cannot_be_a_leave_are_refused_and_nothing_is_left(xu, county_clerk, span, code):
    ask_leave(by=county_clerk, officer=xu, span=MARCH)
    before = Leave.objects.count(), JournalEntry.objects.count()
    assert refused(ask_leave, by=county_clerk, officer=xu, span=span) == code
    assert (Leave.objects.count(), JournalEntry.objects.count()) == before


def test_the_database_itself_lets_no_two_leaves_overlap(xu, county_clerk):
    leave = ask_leave(by=county_clerk, officer=xu, span=MARCH)
    leave.pk, leave._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.bulk_create(
            [
                Leave(
                    **{
                        f.attname: getattr(leave, f.attname)
                        for f in Leave._meta.concrete_fields
                        if f.name != "id"
                    }
                )
            ]
        )


def test_half_days_where_the_unit_takes_them(xu, tree, county_clerk, leader, on):
    set_rest_rule(by=county_clerk, unit=tree.county, check_up_months=12, half_days=True, carry_over=True)
    taken(xu, Span(date(2026, 3, 2), date(2026, 3, 3), from_noon=True), county_clerk, leader, on)
    assert leave_left(xu, 2026) == Decimal("8.5")
    free_noon = halves_of(date(2026, 10, 7), date(2026, 10, 8), from_noon=True)
    assert free_noon == 2  # the 7th is a holiday: its half is none


def test_a_half_day_left_over_is_shown_and_never_turned_into_money(xu, tree, county_clerk, leader, on):
    set_rest_rule(by=county_clerk, unit=tree.county, check_up_months=12, half_days=True, carry_over=True)
    facts = YearFacts(True, 0, 0, 0, annual_pay_fen=130500_00)
    note_leave_year(by=county_clerk, officer=xu, year=2026, facts=facts)
    taken(xu, Span(date(2026, 3, 2), date(2026, 3, 2), from_noon=True), county_clerk, leader, on)
    on(date(2026, 12, 31))
    kept = settle_leave_year(by=county_clerk, officer=xu, year=2026, reason="work")
    assert (kept.left_halves, kept.extra_fen) == (19, 9 * 1000_00)


def test_days_carried_on_are_there_next_year_and_only_once(xu, county_clerk, on):
    on(date(2026, 12, 31))
    settle_leave_year(by=county_clerk, officer=xu, year=2026, reason="work", carried_on_days=3)
    on(date(2027, 12, 31))
    note_leave_year(by=county_clerk, officer=xu, year=2027, facts=USUAL)
    assert leave_left(xu, 2027) == Decimal(13)
    said = {"by": county_clerk, "officer": xu, "year": 2027, "reason": "work", "carried_on_days": 11}
    assert refused(settle_leave_year, **said) == "officers.carried_too_many"


def test_a_unit_may_carry_nothing_over(xu, tree, county_clerk, on):
    set_rest_rule(by=county_clerk, unit=tree.town, check_up_months=12, half_days=False, carry_over=False)
    on(date(2026, 12, 31))
    said = {"by": county_clerk, "officer": xu, "year": 2026, "reason": "work", "carried_on_days": 1}
    assert refused(settle_leave_year, **said) == "officers.no_carrying_over"
    assert refused(settle_leave_year, **said | {"reason": "", "carried_on_days": 0}) == "officers.untaken_why"


def test_a_settled_year_stands(xu, county_clerk, on):
    on(date(2026, 12, 31))
    settle_leave_year(by=county_clerk, officer=xu, year=2026, reason="own")
    assert LeaveYear.objects.get(officer=xu, year=2026).open_halves == 0
    code = "officers.leave_year_settled"
    assert refused(settle_leave_year, by=county_clerk, officer=xu, year=2026, reason="own") == code
    assert refused(note_leave_year, by=county_clerk, officer=xu, year=2026, facts=USUAL) == code
    assert refused(ask_leave, by=county_clerk, officer=xu, span=MARCH) == code


def test_an_ordinary_year_is_confirmed_for_those_of_whom_nothing_is_noted(xu, tree, county_clerk):
    new = officer_at(tree.town, "梁文")
    sick = YearFacts(continuous=True, vacation_days=0, personal_days=0, sick_months=1)
    note_leave_year(by=county_clerk, officer=xu, year=2026, facts=sick)
    assert confirm_usual_year(by=county_clerk, unit=tree.town, officers=[xu, new], year=2026) == 1
    assert LeaveYear.objects.get(officer=xu).sick == 1
    assert LeaveYear.objects.get(officer=new).entitled_days == 10


def test_a_year_of_which_only_the_pay_is_known_is_still_confirmed(tree, county_clerk, on):
    one = officer_at(tree.town)
    note_leave_year(by=county_clerk, officer=one, year=2026, facts=YearFacts(annual_pay_fen=100_00))
    assert confirm_usual_year(by=county_clerk, unit=tree.town, officers=[one], year=2026) == 1
    kept = LeaveYear.objects.get(officer=one)
    assert (kept.entitled_days, kept.annual_pay_fen) == (10, 100_00)


def test_the_offices_own_calendar_counts(xu, county_clerk, on):
    set_office_year(by=county_clerk, year=2027, free=[date(2027, 3, 3)], work=[date(2027, 3, 6)])
    try:
        assert halves_of(date(2027, 3, 1), date(2027, 3, 7)) == 2 * 5
    finally:
        workdays.use({})


def test_a_leave_that_has_begun_is_neither_taken_back_nor_called_off(xu, county_clerk, leader, on):
    leave = ask_leave(by=county_clerk, officer=xu, span=MARCH)
    approve_leave(by=leader, leave=leave)
    on(MARCH.first)
    assert refused(withdraw_leave, by=county_clerk, leave=leave) == "officers.leave_begun"
    assert refused(call_off_leave, by=leader, leave=leave, reason="防汛") == "officers.leave_begun"


def test_who_is_called_back_or_refused_keeps_the_days(xu, county_clerk, leader):
    first = ask_leave(by=county_clerk, officer=xu, span=MARCH)
    assert refused(refuse_leave, by=leader, leave=first, reason=" ") == "lifecycle.reason_missing"
    refuse_leave(by=leader, leave=first, reason="当周换届")
    second = ask_leave(by=county_clerk, officer=xu, span=MARCH)
    approve_leave(by=leader, leave=second)
    call_off_leave(by=leader, leave=second, reason="防汛")
    assert LeaveYear.objects.get(officer=xu, year=2026).open_halves == 20


def test_a_month_shows_holidays_make_up_days_and_who_is_away(xu, county_clerk):
    ask_leave(by=county_clerk, officer=xu, span=NEW_YEAR)
    shown = month_of(date(2026, 2, 1), Leave.objects.within(date(2026, 2, 1), date(2026, 2, 28)))
    days = {one.day: one for week in shown.weeks for one in week}
    assert [len(week) for week in shown.weeks] == [7] * len(shown.weeks)
    assert (days[date(2026, 2, 14)].works, days[date(2026, 2, 17)].works) == (True, False)
    assert [bool(days[date(2026, 2, day)].leave) for day in (12, 13, 26, 27)] == [False, True, True, False]
    assert (shown.before, shown.after, shown.assumed) == (date(2026, 1, 1), date(2026, 3, 1), False)


class Holder:
    """A post that holds these permissions and no other."""

    def __init__(self, *held: str) -> None:
        self.held = held

    def may(self, permission: str) -> bool:
        return permission in self.held


@pytest.mark.parametrize(("now", "to"), list(product(Leave.State.values, repeat=2)))
def test_exactly_the_moves_of_the_table_pass(now, to):
    move = LEAVE_MOVES.get((now, to))
    if move is None:
        assert (
            refused(check, moves=LEAVE_MOVES, now=now, to=to, by=Holder(), reason="x") == "lifecycle.moved_on"
        )
        return
    check(LEAVE_MOVES, now, to, by=Holder(move.permission), reason="原因")
    assert refused(check, moves=LEAVE_MOVES, now=now, to=to, by=Holder(), reason="x").endswith("this_post")
