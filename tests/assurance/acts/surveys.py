"""Survey rounds."""

from functools import partial

from anxin.surveys import actions
from anxin.surveys.models import Answer
from tests.assurance.samples.surveys import of_province
from tests.cast import hire

from . import Doing, Stage, act


def sending(stage: Stage) -> partial[Answer]:
    said = {"round_": of_province(), "unit": stage.tree.county, "signatory": "郑国平"}
    return partial(actions.send, by=stage.clerk, **said)


@act("surveys.answer_begun")
def _(stage: Stage) -> Doing:
    round_ = of_province()
    return lambda: actions.begin(by=stage.clerk, round_=round_, unit=stage.tree.county)


@act("surveys.answer_sent")
def _(stage: Stage) -> Doing:
    return sending(stage)


@act("surveys.answer_accepted")
def _(stage: Stage) -> Doing:
    answer, above = sending(stage)(), hire("city_clerk", stage.tree.city_office, "clerk", "市里")
    return lambda: actions.accept(by=above, answer=answer)


@act("surveys.answer_returned")
def _(stage: Stage) -> Doing:
    answer, above = sending(stage)(), hire("city_clerk", stage.tree.city_office, "clerk", "市里")
    return lambda: actions.give_back(by=above, answer=answer, why="请复核")


@act("surveys.found_listed")
def _(stage: Stage) -> Doing:
    at = {"round": of_province().pk, "place": stage.tree.county.pk}
    return stage.get(stage.clerk, "surveys:rounds:officers", **at)
