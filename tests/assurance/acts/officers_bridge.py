"""Deaths, first days and leaders' contacts, each act and look once."""

from datetime import date

from anxin.ground.days.clock import today
from anxin.officers import actions
from anxin.officers.models import ContactPoint, ContactVisit, Death, FirstStep, Officer

from . import Doing, Stage, act


def somebody(stage: Stage) -> Officer:
    return Officer.objects.create(unit=stage.tree.town, path=stage.tree.town.path, name="许安平")


def death(stage: Stage) -> Death:
    return actions.record_death(by=stage.clerk, officer=somebody(stage), on=today(), event_on=today())


def told(stage: Stage) -> Death:
    found = death(stage)
    actions.tell_family(by=stage.clerk, death=found, told=actions.Told(today(), "沈静", "李兰", "12"))
    return found


def point(stage: Stage) -> ContactPoint:
    return actions.keep_contact(by=stage.clerk, leader=stage.leader, whom=stage.tree.town)


def promise(stage: Stage) -> ContactVisit:
    said = actions.AfterVisit(promised="安排轮休", due=date(2999, 1, 1))
    return actions.record_contact_visit(
        by=stage.clerk, point=point(stage), on=today(), met=True, sentences=said
    )


@act("officers.death_recorded")
def _(stage: Stage) -> Doing:
    one = somebody(stage)
    return lambda: actions.record_death(by=stage.clerk, officer=one, on=today(), event_on=today())


@act("officers.death_withdrawn")
def _(stage: Stage) -> Doing:
    one = death(stage)
    return lambda: actions.withdraw_death(by=stage.clerk, death=one)


@act("officers.family_told")
def _(stage: Stage) -> Doing:
    one, said = death(stage), actions.Told(today(), "沈静", "李兰", "12")
    return lambda: actions.tell_family(by=stage.clerk, death=one, told=said)


@act("officers.first_step")
def _(stage: Stage) -> Doing:
    one = told(stage).steps.get(code="pay")
    return lambda: actions.settle_step(by=stage.clerk, step=one, state=FirstStep.State.DONE)


@act("officers.deaths_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:deaths")


@act("officers.death_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:death", death=death(stage).pk)


@act("officers.contact_named")
def _(stage: Stage) -> Doing:
    return lambda: point(stage)


@act("officers.contact_ended")
def _(stage: Stage) -> Doing:
    one = point(stage)
    return lambda: actions.end_contact(by=stage.clerk, point=one)


@act("officers.contacts_left")
def _(stage: Stage) -> Doing:
    point(stage)
    return lambda: actions.leave_contacts(by=stage.clerk, post=stage.leader)


@act("officers.contact_visited")
def _(stage: Stage) -> Doing:
    one = point(stage)
    return lambda: actions.record_contact_visit(by=stage.leader, point=one, on=today(), met=True)


@act("officers.contact_promise_kept")
def _(stage: Stage) -> Doing:
    one = promise(stage)
    return lambda: actions.keep_contact_promise(by=stage.leader, visit=one)


@act("officers.contacts_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.leader, "officers:contacts")


@act("officers.contact_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.leader, "officers:contact", point=point(stage).pk)
