"""The cascade of a notice: issued, signed for, chased, lists taken away."""

from anxin.ground.units.models import Level
from anxin.notices import actions
from anxin.notices.models import Delivery, Notice
from anxin.notices.tests.composed import approved, sent
from tests.cast import hire

from . import Doing, Stage, act


def from_city(stage: Stage) -> Notice:
    """A notice of the city that waits at the county."""
    office = stage.tree.city_office
    return sent(hire("city_clerk", office, "clerk", "市里"), hire("city_leader", office, "leader", "市领导"))


@act("notices.sent")
def _(stage: Stage) -> Doing:
    notice = approved(stage.clerk, stage.leader)
    return lambda: actions.issue(by=stage.clerk, notice=notice)


@act("notices.received")
def _(stage: Stage) -> Doing:
    mine = Delivery.objects.get(notice=from_city(stage), unit=stage.clerk.unit)
    return lambda: actions.receive(by=stage.clerk, delivery=mine)


@act("notices.paper_received")
def _(stage: Stage) -> Doing:
    notice = sent(stage.clerk, stage.leader)
    papers = Delivery.objects.to_sign().filter(notice=notice, on_paper=True)
    return lambda: actions.receive_on_paper(
        by=stage.clerk, deliveries=list(papers.values_list("pk", flat=True))
    )


@act("notices.chased")
def _(stage: Stage) -> Doing:
    notice, county = sent(stage.clerk, stage.leader), stage.tree.county
    return lambda: actions.chase(by=stage.clerk, notice=notice, unit=county, level=Level.TOWNSHIP)


@act("notices.list_taken")
def _(stage: Stage) -> Doing:
    notice = sent(stage.clerk, stage.leader)
    county = stage.tree.county.pk
    return stage.get(
        stage.clerk, "notices:cascade:units_workbook", notice=notice.pk, place=county, listed_as="due"
    )
