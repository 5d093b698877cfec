"""Planned visits, rounds before festivals, cycles, what to mind, the word back to a family."""

from datetime import timedelta

from anxin.care import actions
from anxin.care.models import Occasion, Promise, VisitNote, VisitPlan
from anxin.care.queries import festivals_ahead, slug_of
from anxin.ground.days.clock import today

from . import Doing, Stage, act
from .care import promise


def plan(stage: Stage) -> VisitPlan:
    return actions.plan_visit(
        by=stage.clerk, household=stage.household, on=today() + timedelta(9), visitors=[stage.clerk],
        why=actions.Why(Occasion.CYCLE),
    )  # fmt: skip


def note(stage: Stage) -> VisitNote:
    said = {"kind": "avoid", "words": "不提工作上的事", "source": "family"}
    return actions.note_for_visits(by=stage.clerk, household=stage.household, **said)


def kept(stage: Stage) -> Promise:
    return actions.keep_promise(by=stage.clerk, promise=promise(stage), words="已看过屋顶")


def next_round() -> str:
    return slug_of(festivals_ahead(today())[0])


@act("care.visit_planned")
def _(stage: Stage) -> Doing:
    return lambda: plan(stage)


@act("care.round_planned")
def _(stage: Stage) -> Doing:
    festival = festivals_ahead(today())[0]
    lines = [actions.Planned(stage.household, today() + timedelta(9), [stage.clerk])]
    why = actions.Why(festival.code, festival.day)
    return lambda: actions.plan_round(by=stage.clerk, why=why, lines=lines)


@act("care.visit_replanned")
def _(stage: Stage) -> Doing:
    said = {"plan": plan(stage), "on": today() + timedelta(12), "visitors": [stage.clerk], "reason": "下雨"}
    return lambda: actions.replan_visit(by=stage.clerk, **said)


@act("care.visit_cancelled")
def _(stage: Stage) -> Doing:
    one = plan(stage)
    return lambda: actions.cancel_visit(by=stage.clerk, plan=one, reason="家属外出")


@act("care.visit_plan_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:plan", plan=plan(stage).pk)


@act("care.round_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "care:round", festival=next_round())


@act("care.round_printed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "care:round_paper", festival=next_round())


@act("care.leaders_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "care:leaders")


@act("care.brief_printed")
def _(stage: Stage) -> Doing:
    return stage.card("care:brief_paper")


@act("care.visit_notes_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:visit_notes")


@act("care.visit_noted")
def _(stage: Stage) -> Doing:
    return lambda: note(stage)


@act("care.visit_note_ended")
def _(stage: Stage) -> Doing:
    one = note(stage)
    return lambda: actions.end_note(by=stage.clerk, note=one)


@act("care.visit_cycle_set")
def _(stage: Stage) -> Doing:
    said = {"unit": stage.tree.county, "every": actions.Intervals(months=6), "festivals": ["spring"]}
    return lambda: actions.set_visit_cycle(by=stage.clerk, **said)


@act("care.visit_cycle_dropped")
def _(stage: Stage) -> Doing:
    actions.set_visit_cycle(by=stage.clerk, unit=stage.tree.county, every=actions.Intervals(months=6))
    return lambda: actions.drop_visit_cycle(by=stage.clerk, unit=stage.tree.county)


@act("care.promise_told")
def _(stage: Stage) -> Doing:
    one, told = kept(stage), actions.WordBack(today(), Promise.Told.PHONE)
    return lambda: actions.tell_family(by=stage.clerk, promise=one, told=told)
