"""Samples of notices on their way out: one that is written in, one that waits for its approval."""

from datetime import timedelta
from typing import TYPE_CHECKING

from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level, Unit
from anxin.notices import actions
from anxin.notices.models import Notice
from anxin.notices.tests.composed import attached, sent, survey, written
from tests.cast import hire

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


def somebody_below(unit: Unit) -> None:
    """A village, where a place has nobody below it to write to."""
    if not Unit.objects.under(unit.path).exclude(pk=unit.pk).exists():
        add_unit(
            by=OPERATOR, code=f"{unit.code}001", name="前村", kind=Kind.REGION, level=Level.VILLAGE,
            parent=unit,
        )  # fmt: skip


def whole(place: "Place") -> Notice:
    """A notice of the place with one of everything."""
    somebody_below(place.unit)
    by = place.clerk
    notice = actions.compose(by=by, said=written(receive_by=today() + timedelta(20)))
    actions.ask_for(by=by, notice=notice, said=survey())
    actions.address(by=by, notice=notice, said=actions.Addressed())
    attached(by, notice, content="附件".encode())  # not a paper that could be read word by word
    return notice


@sample("notices:draft", subject="draft")
def draft(world: "World", place: "Place") -> object:
    return whole(place).pk


@sample("handed_in", subject="draft")
def handed_in(world: "World", place: "Place") -> object:
    return actions.hand_in(by=place.clerk, notice=whole(place)).pk


@sample("attachment", subject="draft")
def attachment(world: "World", place: "Place") -> object:
    """An annex of a draft; one of a notice that is out is read by whoever reads the notice."""
    return whole(place).attachments.get().pk


@sample("relief", subject="relief")
def relief(world: "World", place: "Place") -> object:
    """More time that a unit below asked for about a notice of the place."""
    code = f"{place.unit.code}-DA"
    office = add_unit(
        by=OPERATOR, code=code, name="档案馆", kind=Kind.INSTITUTION, level=Level.COUNTY, parent=place.unit
    )
    leader = hire(f"leader-{code}", place.clerk.unit, Role.LEADER, "高振国", scope_root=place.unit)
    notice = sent(place.clerk, leader)
    asker = hire(f"clerk-{code}", office, Role.CLERK, "馆员")
    return actions.ask_relief(by=asker, notice=notice, why="正在搬迁").pk
