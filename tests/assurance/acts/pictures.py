"""The care timeline: a date years ahead made a task."""

from anxin.care import actions
from anxin.care.timeline import to_take_up

from . import Doing, Stage, act


@act("care.date_taken_up")
def _(stage: Stage) -> Doing:
    (first, *_others) = to_take_up(stage.household)
    return lambda: actions.take_up_date(
        by=stage.clerk, household=stage.household, date_ahead=first, words="与学校商量升学"
    )


@act("care.timeline_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:timeline")


@act("care.timeline_printed")
def _(stage: Stage) -> Doing:
    return stage.card("care:timeline_pdf")
