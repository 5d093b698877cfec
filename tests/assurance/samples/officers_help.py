"""Samples of help: a request, a help, an entry of the catalogue, a fund, a payment, a plan, a rule."""

from typing import TYPE_CHECKING

from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.officers import actions
from anxin.officers.models import CarePlan, Fund, HelpRequest
from tests.assurance.helping import a_rule, an_offer, decided_for, man

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


def _asked(place: "Place") -> HelpRequest:
    said = actions.Asked("family", "孩子上学路远", "phone")
    return actions.ask_for_help(by=place.clerk, officer=man(place.clerk, place.unit), asked=said)


@sample("ask", subject="unit")
def ask(world: "World", place: "Place") -> object:
    """A request of an officer of the place."""
    return _asked(place).pk


@sample("given", subject="unit")
def given(world: "World", place: "Place") -> object:
    """A help that a request of the place led to."""
    return actions.agree_to_help(by=place.clerk, request=_asked(place), decided=decided_for(place.clerk)).pk


@sample("own_help", subject="personal", open_to={"officers.help_do": frozenset({"responsible"})})
def own_help(world: "World", place: "Place") -> object:
    """A help that the caller of a township is to see to."""
    return world.once("own help", lambda: _own(world))


def _own(world: "World") -> object:
    post, county = world.callers["responsible"], world.places["county"]
    assert post is not None
    with scope(county.unit.path):
        asked = actions.Asked("family", "孩子上学路远", "phone")
        request = actions.ask_for_help(by=county.clerk, officer=man(county.clerk, post.unit), asked=asked)
        return actions.agree_to_help(by=county.clerk, request=request, decided=decided_for(post)).pk


@sample("help_entry", subject="unit")
def help_entry(world: "World", place: "Place") -> object:
    return actions.write_help_entry(by=place.clerk, unit=place.unit, offered=an_offer()).pk


def _fund(place: "Place") -> Fund:
    held = Fund.objects.filter(unit=place.unit).first()
    if held is None:
        said = {"name": "关爱帮扶资金", "ground": "安委〔2026〕8号", "opened_on": today()}
        held = actions.open_fund(by=place.clerk, unit=place.unit, **said)
        actions.put_in(by=place.clerk, fund=held, amount_fen=9_000_00, on=today(), words="财政拨款")
    return held


@sample("fund", subject="unit")
def fund(world: "World", place: "Place") -> object:
    return _fund(place).pk


@sample("payment", subject="unit")
def payment(world: "World", place: "Place") -> object:
    """A payment that waits for the agreement of a leader."""
    relief = actions.Relief(man(place.clerk, place.unit), 100_00, "临时困难")
    return actions.propose_payment(by=place.clerk, fund=_fund(place), relief=relief).pk


def _plan(place: "Place") -> CarePlan:
    held = CarePlan.objects.filter(unit=place.unit).first()
    return held or actions.draft_plan(by=place.clerk, unit=place.unit, year=today().year + 1)


@sample("care_plan", subject="unit")
def care_plan(world: "World", place: "Place") -> object:
    """The draft of next year's plan of the place, with one item."""
    return _plan(place).pk


@sample("care_item", subject="unit", within="care_plan")
def care_item(world: "World", place: "Place") -> object:
    plan = _plan(place)
    item = actions.Item("check_up", "全体体检", plan.days[0], place.clerk)
    return actions.add_item(by=place.clerk, plan=plan, item=item).pk


@sample("unit_rule", subject="unit")
def unit_rule(world: "World", place: "Place") -> object:
    return actions.enter_rule(by=place.clerk, unit=place.unit, rule=a_rule()).pk
