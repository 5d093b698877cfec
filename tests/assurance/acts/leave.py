"""Check-ups and leave: every act and look."""

from datetime import date, timedelta

from django.test import override_settings

from anxin.ground.days.clock import today
from anxin.officers import actions
from anxin.officers.models import CheckUp, Leave, LeaveYear, Officer, RestRule
from tests.assurance.samples.officers_leave import leave_of, officer_of

from . import Doing, Stage, act

PAST = date(2025, 3, 3)  # a Monday
BEFORE = actions.Span(PAST, PAST + timedelta(4))


def somebody(stage: Stage) -> Officer:
    """An officer of the county's town whose years are ordinary ones."""
    one = officer_of(stage.tree.town)
    for year in (2025, today().year):
        actions.note_leave_year(by=stage.clerk, officer=one, year=year, facts=actions.USUAL)
    return one


def asked(stage: Stage) -> Leave:
    return actions.ask_leave(by=stage.clerk, officer=somebody(stage), span=BEFORE)


def granted(stage: Stage) -> Leave:
    return actions.approve_leave(by=stage.leader, leave=asked(stage))


def settled(stage: Stage) -> LeaveYear:
    one, facts = somebody(stage), actions.YearFacts(True, 0, 0, 0, annual_pay_fen=130500_00)
    actions.note_leave_year(by=stage.clerk, officer=one, year=2025, facts=facts)
    return actions.settle_leave_year(by=stage.clerk, officer=one, year=2025, reason="work")


def batch(stage: Stage):
    said = {"hospital": "县人民医院", "first": today(), "last": today()}
    return actions.arrange_check_up(by=stage.clerk, unit=stage.tree.town, officers=[somebody(stage)], **said)


@act("officers.leave_planned")
def _(stage: Stage) -> Doing:
    line = actions.PlanLine(somebody(stage), BEFORE)

    def plan() -> int:
        with override_settings(ANXIN_TODAY=PAST):  # whatever day it is, these days lie ahead
            return actions.plan_leave(by=stage.clerk, unit=stage.tree.town, year=2025, lines=[line])

    return plan


@act("officers.leave_asked")
def _(stage: Stage) -> Doing:
    one = somebody(stage)
    return lambda: actions.ask_leave(by=stage.clerk, officer=one, span=BEFORE)


@act("officers.leave_approved")
def _(stage: Stage) -> Doing:
    leave = asked(stage)
    return lambda: actions.approve_leave(by=stage.leader, leave=leave)


@act("officers.leave_refused")
def _(stage: Stage) -> Doing:
    leave = asked(stage)
    return lambda: actions.refuse_leave(by=stage.leader, leave=leave, reason="换届期间")


@act("officers.leave_withdrawn")
def _(stage: Stage) -> Doing:
    leave = asked(stage)
    return lambda: actions.withdraw_leave(by=stage.clerk, leave=leave)


@act("officers.leave_called_off")
def _(stage: Stage) -> Doing:
    leave = granted(stage)
    leave.first = today() + timedelta(1)
    return lambda: actions.call_off_leave(by=stage.leader, leave=leave, reason="防汛")


@act("officers.leave_taken")
def _(stage: Stage) -> Doing:
    leave = granted(stage)
    return lambda: actions.take_leave(by=stage.clerk, leave=leave)


@act("officers.leave_year_noted")
def _(stage: Stage) -> Doing:
    one = somebody(stage)
    said = {"officer": one, "year": 2025, "facts": actions.USUAL}
    return lambda: actions.note_leave_year(by=stage.clerk, **said)


@act("officers.usual_years_confirmed")
def _(stage: Stage) -> Doing:
    people = [officer_of(stage.tree.town)]
    said = {"unit": stage.tree.town, "officers": people, "year": 2025}
    return lambda: actions.confirm_usual_year(by=stage.clerk, **said)


@act("officers.leave_year_settled")
def _(stage: Stage) -> Doing:
    one = somebody(stage)
    return lambda: actions.settle_leave_year(by=stage.clerk, officer=one, year=2025, reason="own")


@act("officers.extra_pay_noted")
def _(stage: Stage) -> Doing:
    kept = settled(stage)
    return lambda: actions.note_extra_paid(by=stage.clerk, officer=kept.officer, year=2025, on=today())


@act("officers.rest_rule_set")
def _(stage: Stage) -> Doing:
    said = {"check_up_months": 12, "half_days": True, "carry_over": True}
    return lambda: actions.set_rest_rule(by=stage.clerk, unit=stage.tree.town, **said)


@act("officers.rest_rule_dropped")
def _(stage: Stage) -> Doing:
    RestRule.objects.create(unit=stage.tree.town, check_up_months=12)
    return lambda: actions.drop_rest_rule(by=stage.clerk, unit=stage.tree.town)


@act("officers.check_up_arranged")
def _(stage: Stage) -> Doing:
    said = {"hospital": "县人民医院", "first": today(), "last": today(), "officers": [somebody(stage)]}
    return lambda: actions.arrange_check_up(by=stage.clerk, unit=stage.tree.town, **said)


@act("officers.check_up_withdrawn")
def _(stage: Stage) -> Doing:
    one = batch(stage)
    return lambda: actions.withdraw_check_up(by=stage.clerk, batch=one)


@act("officers.check_ups_noted")
def _(stage: Stage) -> Doing:
    made = batch(stage)
    mark = actions.Mark(CheckUp.objects.get(batch=made), CheckUp.State.ATTENDED, on=today())
    return lambda: actions.note_check_ups(by=stage.clerk, batch=made, marks=[mark])


@act("officers.check_up_batch_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:batch", batch=batch(stage).pk)


@act("officers.check_ups_listed")
def _(stage: Stage) -> Doing:
    somebody(stage)
    return stage.get(stage.clerk, "officers:batch_new", unit=stage.tree.town.pk)


@act("officers.leave_listed")
def _(stage: Stage) -> Doing:
    somebody(stage)
    return stage.get(stage.clerk, "officers:leave_unit", unit=stage.tree.town.pk, year=2025)


@act("officers.leave_plan_opened")
def _(stage: Stage) -> Doing:
    somebody(stage)
    return stage.get(stage.clerk, "officers:leave_plan", unit=stage.tree.town.pk, year=2025)


@act("officers.leave_month_opened")
def _(stage: Stage) -> Doing:
    asked(stage)
    return stage.get(stage.clerk, "officers:leave_month", unit=stage.tree.town.pk, year=2025, month=3)


@act("officers.leave_year_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:leave_year", officer=somebody(stage).pk, year=2025)


@act("officers.leave_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:leave_one", leave=asked(stage).pk)


@act("officers.own_leave_opened")
def _(stage: Stage) -> Doing:
    leave_of(stage.officer, officer_of(stage.tree.town, "许佳", stage.officer))
    return stage.get(stage.officer, "officers:my_leave")
