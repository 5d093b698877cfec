"""Care: handing families over, days away, closing and taking up again."""

from collections.abc import Callable

from anxin.care import actions
from anxin.care.models import Absence, Closing, Handover, HandoverItem
from anxin.care.tasks import take_effect
from anxin.ground.days.clock import today
from tests.cast import hire

from . import Doing, Stage, act
from .care import named


def announcing(stage: Stage) -> Callable[[], Handover]:
    """The family passes from the township's officer to a colleague, once this is called."""
    named(stage)
    said = {"household": stage.household, "why": "transfer", "effect_on": today()}
    colleague = hire("colleague", stage.tree.town, "township", "林涛")
    return lambda: actions.announce(by=stage.clerk, successor=colleague, **said)


def announced(stage: Stage) -> Handover:
    return announcing(stage)()


def gone_through(stage: Stage) -> Handover:
    held = announced(stage)
    for point in HandoverItem.Point.values:
        actions.go_through(by=stage.clerk, handover=held, point=point, words="无")
    return actions.tell_of_handover(by=stage.clerk, handover=held, on=today(), how="person")


def address(held: Handover) -> dict[str, object]:
    return {"handover": held.pk}


def away(stage: Stage) -> Absence:
    said = {"post": stage.clerk, "since": today(), "until": today()}
    return actions.announce_absence(by=stage.clerk, **said)


def asked(stage: Stage) -> Closing:
    said = {"reason": "wish", "outcome": "家属不愿再联系", "follow_up_by": stage.clerk, "follow_up": "转办"}
    return actions.ask_closing(by=stage.clerk, household=stage.household, **said)


@act("care.handovers_listed")
def _(stage: Stage) -> Doing:
    announced(stage)
    return stage.get(stage.clerk, "care:handovers")


@act("care.leaving_opened")
def _(stage: Stage) -> Doing:
    named(stage)
    return stage.get(stage.clerk, "care:leaving", leaver=stage.township.pk)


@act("care.handover_announced")
def _(stage: Stage) -> Doing:
    return announcing(stage)


@act("care.handover_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:handover", **address(announced(stage)))


@act("care.handover_printed")
def _(stage: Stage) -> Doing:
    return stage.card("care:handover_sheet", **address(announced(stage)))


@act("care.handover_gone_through")
def _(stage: Stage) -> Doing:
    held = announced(stage)
    return lambda: actions.go_through(by=stage.clerk, handover=held, point="files")


@act("care.family_told")
def _(stage: Stage) -> Doing:
    held = announced(stage)
    return lambda: actions.tell_of_handover(by=stage.clerk, handover=held, on=today(), how="telephone")


@act("care.handover_completed")
def _(stage: Stage) -> Doing:
    held = gone_through(stage)
    return lambda: actions.complete(by=stage.clerk, handover=held)


@act("care.handover_took_effect")
def _(stage: Stage) -> Doing:
    held = gone_through(stage)
    Handover.objects.filter(pk=held.pk).update(state=Handover.State.READY)
    return take_effect


@act("care.handover_called_off")
def _(stage: Stage) -> Doing:
    held = announced(stage)
    return lambda: actions.call_off(by=stage.clerk, handover=held, reason="不调动了")


@act("care.absence_announced")
def _(stage: Stage) -> Doing:
    return lambda: away(stage)


@act("care.absence_ended")
def _(stage: Stage) -> Doing:
    one = away(stage)
    return lambda: actions.end_absence(by=stage.clerk, absence=one)


@act("care.closing_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:closing")


@act("care.closing_asked")
def _(stage: Stage) -> Doing:
    return lambda: asked(stage)


@act("care.closing_approved")
def _(stage: Stage) -> Doing:
    one = asked(stage)
    return lambda: actions.approve_closing(by=stage.leader, closing=one)


@act("care.closing_refused")
def _(stage: Stage) -> Doing:
    one = asked(stage)
    return lambda: actions.refuse_closing(by=stage.leader, closing=one, why="再走访一次")


@act("care.closing_taken_back")
def _(stage: Stage) -> Doing:
    one = asked(stage)
    return lambda: actions.take_back_closing(by=stage.clerk, closing=one)


@act("care.reopened")
def _(stage: Stage) -> Doing:
    one = actions.approve_closing(by=stage.leader, closing=asked(stage))
    return lambda: actions.reopen(by=stage.clerk, closing=one, why="家里又有困难")
