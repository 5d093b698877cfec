"""The duty calendar: looking ahead, and every act and page of one date."""

from datetime import date, timedelta

from anxin.care import actions
from anxin.care.models import Duty, Lookahead
from anxin.families.actions import correct_person
from anxin.families.actions.details import Origin
from anxin.families.models import Source
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate

from . import Doing, Stage, act


def soon() -> date:
    return today() + timedelta(30)


def coming_of_age(stage: Stage) -> Duty:
    """Somebody of the family turns 18 in a month."""
    day = soon()
    birth = PartialDate(day.year - 18, day.month, min(day.day, 28))
    origin = Origin(Source.PAPER, "户口簿", today())
    correct_person(by=stage.clerk, person=stage.person("周雨桐"), values={"birth": birth}, origin=origin)
    return Duty.objects.get(household=stage.household, kind="age_18")


def retiring(stage: Stage) -> Duty:
    """A date that decides nothing: the wife turns 55 in a month."""
    day = soon()
    birth = PartialDate(day.year - 55, day.month, min(day.day, 28))
    origin = Origin(Source.PAPER, "户口簿", today())
    correct_person(by=stage.clerk, person=stage.person("林秀兰"), values={"birth": birth}, origin=origin)
    return Duty.objects.get(household=stage.household, kind="age_55")


def decided(stage: Stage) -> Duty:
    return actions.decide_duty(
        by=stage.clerk, duty=coming_of_age(stage), decision="go_on", reason="在校，继续发放"
    )


@act("care.looked_ahead")
def _(stage: Stage) -> Doing:
    coming_of_age(stage)
    Duty.objects.filter(household=stage.household).delete()
    Lookahead.objects.filter(household=stage.household).delete()
    return lambda: actions.look_ahead(by=stage.clerk, households=[stage.household.pk])


@act("care.duty_planned")
def _(stage: Stage) -> Doing:
    duty = retiring(stage)
    return lambda: actions.plan_duty(by=stage.clerk, duty=duty, words="下月走访时办", on=soon())


@act("care.duty_done")
def _(stage: Stage) -> Doing:
    duty = retiring(stage)
    return lambda: actions.finish_duty(by=stage.clerk, duty=duty, words="已申请")


@act("care.duty_not_needed")
def _(stage: Stage) -> Doing:
    duty = retiring(stage)
    return lambda: actions.set_duty_aside(by=stage.clerk, duty=duty, reason="已由原单位办理")


@act("care.duty_decided")
def _(stage: Stage) -> Doing:
    duty = coming_of_age(stage)
    return lambda: actions.decide_duty(by=stage.clerk, duty=duty, decision="go_on", reason="在校")


@act("care.duty_confirmed")
def _(stage: Stage) -> Doing:
    duty = decided(stage)
    return lambda: actions.confirm_decision(by=stage.leader, duty=duty)


@act("care.duty_sent_back")
def _(stage: Stage) -> Doing:
    duty = decided(stage)
    return lambda: actions.send_decision_back(by=stage.leader, duty=duty, reason="证明未见")


@act("care.duty_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:duty", duty=coming_of_age(stage).pk)


@act("care.dates_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:dates")


@act("care.dates_printed")
def _(stage: Stage) -> Doing:
    return stage.card("care:dates_paper")


@act("care.dates_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "care:ahead")


@act("care.rules_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "care:rules")
