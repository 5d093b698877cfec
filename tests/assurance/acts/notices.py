"""Notices on their way out."""

from anxin.ground.access.models import Post
from anxin.notices import actions
from anxin.notices.models import Delivery, Notice, Relief
from anxin.notices.tests.composed import approved, attached, draft, sent, signed_for, written
from tests.cast import hire

from . import Doing, Stage, act


@act("notices.composed")
def _(stage: Stage) -> Doing:
    return lambda: actions.compose(by=stage.clerk, said=written())


@act("notices.revised")
def _(stage: Stage) -> Doing:
    notice = draft(stage.clerk)
    return lambda: actions.revise(by=stage.clerk, notice=notice, said=written(title="改过的题目"))


@act("notices.handed_in")
def _(stage: Stage) -> Doing:
    notice = draft(stage.clerk)
    return lambda: actions.hand_in(by=stage.clerk, notice=notice)


@act("notices.approved")
def _(stage: Stage) -> Doing:
    notice = actions.hand_in(by=stage.clerk, notice=draft(stage.clerk))
    return lambda: actions.approve(by=stage.leader, notice=notice)


@act("notices.returned")
def _(stage: Stage) -> Doing:
    notice = approved(stage.clerk, stage.leader)
    return lambda: actions.return_notice(by=stage.leader, notice=notice, why="有变化")


@act("notices.dropped")
def _(stage: Stage) -> Doing:
    notice = draft(stage.clerk)
    return lambda: actions.drop_notice(by=stage.clerk, notice=notice, why="不发")


@act("notices.attachment_taken")
def _(stage: Stage) -> Doing:
    kept = attached(stage.clerk, draft(stage.clerk))
    return stage.get(stage.clerk, "notices:attachment", attachment=kept.pk)


def from_city(stage: Stage) -> Notice:
    """A notice of the city, signed for by the county."""
    office = stage.tree.city_office
    notice = sent(
        hire("city_clerk", office, "clerk", "市里"), hire("city_leader", office, "leader", "市领导")
    )
    signed_for(stage.clerk, notice)
    return notice


def asked(stage: Stage) -> tuple[Post, Relief]:
    """Somebody of the city who decides, and what the county asked."""
    notice = from_city(stage)
    assert notice.made_by is not None
    return notice.made_by, actions.ask_relief(by=stage.clerk, notice=notice, why="汛期")


@act("notices.passed_down")
def _(stage: Stage) -> Doing:
    delivery = Delivery.objects.get(notice=from_city(stage), unit=stage.clerk.unit)
    return lambda: actions.pass_down(by=stage.clerk, delivery=delivery)


@act("notices.relief_asked")
def _(stage: Stage) -> Doing:
    notice = from_city(stage)
    return lambda: actions.ask_relief(by=stage.clerk, notice=notice, why="汛期")


@act("notices.relief_granted")
def _(stage: Stage) -> Doing:
    by, relief = asked(stage)
    return lambda: actions.decide_relief(by=by, relief=relief, grant=True)


@act("notices.relief_refused")
def _(stage: Stage) -> Doing:
    by, relief = asked(stage)
    return lambda: actions.decide_relief(by=by, relief=relief, grant=False, why="照原定期限")


@act("notices.relief_withdrawn")
def _(stage: Stage) -> Doing:
    _by, relief = asked(stage)
    return lambda: actions.withdraw_relief(by=stage.clerk, relief=relief)
