"""Samples of the register, entitlements, rights, oversight, notices and exemplars."""

from datetime import date
from typing import TYPE_CHECKING

from anxin.entitlements.actions import load_pack
from anxin.entitlements.models import LoadedPack
from anxin.families.actions import ask_for_child
from anxin.families.models import Person
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import all_figures
from anxin.ground.journal.actions import OPERATOR
from anxin.rights.actions import check_identity, decide_request, give_consent, make_assessment, receive
from anxin.rights.actions.assessments import Judged
from anxin.rights.actions.basis import Given
from anxin.rights.actions.requests import Asked
from anxin.rights.assessing import content
from anxin.rights.models import RightsRequest
from tests.assurance import claiming
from tests.assurance.standards import STANDARD

from . import sample

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


@sample("card", subject="family")
def card(world: "World", place: "Place") -> object:
    return place.household.pk


@sample("person", subject="family", within="card")
def person(world: "World", place: "Place") -> object:
    return place.member.pk


@sample("officer", subject="family", within="card")
def officer(world: "World", place: "Place") -> object:
    return place.officer.pk


@sample("year", subject="public", nowhere=lambda: 987654)
def year(world: "World", place: "Place") -> object:
    return today().year


@sample("care:access", subject="family", within="card")
def access(world: "World", place: "Place") -> object:
    """A request to open that child's file."""
    return ask_for_child(by=place.clerk, person=place.child(), why="核对入学补助").pk


@sample("line", subject="family", within="card")
def line(world: "World", place: "Place") -> object:
    """One of two lines that exclude each other."""
    return claiming.rivals(place.household)[0].pk


@sample("claim", subject="family", within="card")
def claim(world: "World", place: "Place") -> object:
    """A claim that was approved and is to be paid."""
    return claiming.approved(place.clerk, place.household).pk


@sample("entitlements:item", subject="request")
def followed_claim(world: "World", place: "Place") -> object:
    return claiming.followed(place.clerk, place.household, place.request.desk).pk


@sample("item", subject="request")
def request(world: "World", place: "Place") -> object:
    return place.request.pk


def _asked(place: "Place", kind: str = "explanation", person: Person | None = None) -> RightsRequest:
    """A request of the place's family, entered by its clerk."""
    told = Asked(kind, "self", "林秀兰", "想了解登记情况", today(), contact="0000 620 0001")
    return receive(by=place.clerk, household=place.household, person=person, asked=told)


@sample("rights:item", subject="family", within="card")
def rights_request(world: "World", place: "Place") -> object:
    """A request to delete one person, granted and not yet carried out."""
    one = check_identity(by=place.clerk, request=_asked(place, "deletion", place.member), papers="身份证")
    return decide_request(by=place.clerk, request=one, decision="granted").pk


@sample("consent", subject="family", within="card")
def consent(world: "World", place: "Place") -> object:
    given = Given("photo", "走访合影", "self", "林秀兰", today())
    return give_consent(by=place.clerk, household=place.household, given=given).pk


@sample("rights:code", subject="public", nowhere=lambda: "nothing")
def rule(world: "World", place: "Place") -> object:
    return "requests"


@sample("due", subject="ledger")
def due(world: "World", place: "Place") -> object:
    """A request answered so long ago that its period of keeping is over."""
    one = _asked(place)
    RightsRequest.objects.filter(pk=one.pk).update(state="answered", answered_on=date(2001, 1, 1))
    return one.pk


@sample("assessment", subject="assessment")
def assessment(world: "World", place: "Place") -> object:
    judged = Judged("必要", "可控", "较低", "可以处理")
    return make_assessment(by=place.clerk, content=content(Reach.of(place.clerk)), judged=judged).pk


@sample("unit", subject="unit")
def unit(world: "World", place: "Place") -> object:
    return place.unit.pk


@sample("ledger", subject="ledger")
def ledger(world: "World", place: "Place") -> object:
    return place.ledger.pk


@sample("report", subject="report")
def report(world: "World", place: "Place") -> object:
    return place.report.pk if place.report else None


@sample("notice", subject="public")
def notice(world: "World", place: "Place") -> object:
    return world.notice.pk


@sample("order", subject="public", nowhere=lambda: 987654)
def order(world: "World", place: "Place") -> object:
    return 1


@sample("oversight:code", subject="public", nowhere=lambda: "no.figure")
def code(world: "World", place: "Place") -> object:
    return next(one.code for one in all_figures() if one.code == "families.households")


@sample("notices:code", subject="public", nowhere=lambda: "no.figure")
def frozen_code(world: "World", place: "Place") -> object:
    return "families.households"


@sample("pack", subject="public")
def pack(world: "World", place: "Place") -> object:
    """A standard: public, whoever loaded it; what it changed for families is told within reach only."""
    found = LoadedPack.objects.in_force().first()
    return (found or load_pack(by=OPERATOR, text=STANDARD)).pk


@sample("entitlements:form", subject="public", nowhere=lambda: "nothing")
def form(world: "World", place: "Place") -> object:
    return "death_benefits"
