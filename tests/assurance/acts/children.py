"""Children under 14: asking, deciding, going past the interruption page; needs of health shown once."""

from datetime import timedelta

from anxin.families import actions
from anxin.families.models import ChildAccess, Person
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate

from . import Doing, Stage, act
from .care import named, need
from .families import origin


def child(stage: Stage) -> Person:
    person = stage.person("周雨桐")
    values = {"birth": PartialDate(2020, 6, 1)}
    return actions.correct_person(by=stage.clerk, person=person, values=values, origin=origin()) or person


def asked(stage: Stage) -> ChildAccess:
    return actions.ask_for_child(by=stage.clerk, person=child(stage), why="新学期走访")


def approved(stage: Stage) -> ChildAccess:
    said = {"household": stage.household, "holder": stage.township, "until": today() + timedelta(days=90)}
    return actions.approve_standing(by=stage.leader, **said)


@act("families.child_asked")
def _(stage: Stage) -> Doing:
    one = child(stage)
    return lambda: actions.ask_for_child(by=stage.clerk, person=one, why="新学期走访")


@act("families.child_approved")
def _(stage: Stage) -> Doing:
    one = asked(stage)
    return lambda: actions.decide_child_access(by=stage.leader, access=one, agree=True, hours=4)


@act("families.child_refused")
def _(stage: Stage) -> Doing:
    one = asked(stage)
    return lambda: actions.decide_child_access(by=stage.leader, access=one, agree=False, why="请责任人代办")


@act("families.child_standing")
def _(stage: Stage) -> Doing:
    named(stage)
    return lambda: approved(stage)


@act("families.child_entered")
def _(stage: Stage) -> Doing:
    one = child(stage)
    named(stage)
    approved(stage)
    ids = {"card": stage.household.pk, "person": one.pk}
    return stage.post(stage.township, "families:child", {"purpose": "care"}, **ids)


@act("families.child_looks_counted")
def _(stage: Stage) -> Doing:
    return stage.get(stage.auditor, "families:child_looks")


@act("care.children_listed")
def _(stage: Stage) -> Doing:
    asked(stage)
    return stage.get(stage.leader, "care:children")


@act("care.need_shown")
def _(stage: Stage) -> Doing:
    ids = {"card": stage.household.pk, "need": need(stage).pk}
    return stage.post(stage.clerk, "care:need_show", {"purpose": "care"}, **ids)
