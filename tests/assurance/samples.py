"""What stands for each argument of an address: one sample at every place of the tree.

An address with an argument that is not known here fails the assurance tests with a sentence that leads to
this file. A sample is made once a place, inside that place's scope, and says which rows of
``anxin/ground/access/positions.csv`` rule it (``subject``); "public" is open to whoever holds the permission,
wherever the object stands.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from anxin.care.actions import name_responsible
from anxin.care.models import Responsibility
from anxin.care.queries import responsibility_of
from anxin.exemplars.models import Exemplar
from anxin.families.actions import ask_for_child
from anxin.families.models import Person
from anxin.ground.access.actions import ask, delegate, open_in_emergency
from anxin.ground.access.models import Grant
from anxin.ground.access.reach import Reach
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import all_figures
from anxin.oversight.actions import make, request_export
from anxin.rights.actions import check_identity, decide_request, give_consent, make_assessment, receive
from anxin.rights.actions.assessments import Judged
from anxin.rights.actions.basis import Given
from anxin.rights.actions.requests import Asked
from anxin.rights.assessing import content
from anxin.rights.models import RightsRequest
from tests.cast import hire

if TYPE_CHECKING:
    from .world import Place, World

Maker = Callable[["World", "Place"], object]


@dataclass(frozen=True)
class Sample:
    """How the object behind one argument is made, what rules it, and what it looks like when there is none.

    ``within``: the argument beside it that it hangs on: it is asked for inside another parent too.
    ``open_to``: what belongs to people and not to a place (subject "personal"): permission → who of the
    callers (world.py) may open it; everybody else finds nothing."""

    argument: str
    subject: str
    make: Maker
    within: str = ""
    nowhere: Callable[[], object] = uuid.uuid4
    open_to: Mapping[str, frozenset[str]] | None = None


SAMPLES: dict[str, Sample] = {}
UNKNOWN = (
    "The address {pattern} has an argument <{name}> for which no sample is known: add one to"
    " tests/assurance/samples.py (@sample({name!r}, subject=…)), made through the product's own act, and if"
    " its subject is new, its rows to anxin/ground/access/positions.csv."
)


def sample(
    argument: str,
    *,
    subject: str,
    within: str = "",
    nowhere: Callable[[], object] = uuid.uuid4,
    open_to: Mapping[str, frozenset[str]] | None = None,
) -> Callable[[Maker], Maker]:
    """Register how the object behind ``argument`` is made ("room:argument" where rooms differ)."""

    def register(make: Maker) -> Maker:
        SAMPLES[argument] = Sample(argument.rpartition(":")[2], subject, make, within, nowhere, open_to)
        return make

    return register


def sample_of(room: str, argument: str) -> Sample | None:
    """The sample for an argument of an address of ``room``."""
    return SAMPLES.get(f"{room}:{argument}") or SAMPLES.get(argument)


@sample("card", subject="family")
def card(world: "World", place: "Place") -> object:
    return place.household.pk


@sample("person", subject="family", within="card")
def person(world: "World", place: "Place") -> object:
    return place.member.pk


@sample("officer", subject="family", within="card")
def officer(world: "World", place: "Place") -> object:
    return place.officer.pk


@sample("need", subject="family", within="card")
def need(world: "World", place: "Place") -> object:
    return place.need.pk


@sample("measure", subject="family", within="card")
def measure(world: "World", place: "Place") -> object:
    return place.measure.pk


@sample("promise", subject="family", within="card")
def promise(world: "World", place: "Place") -> object:
    return place.promise.pk


@sample("column", subject="family", nowhere=lambda: "nothing")
def column(world: "World", place: "Place") -> object:
    return "address"


@sample("holder", subject="family", within="card")
def holder(world: "World", place: "Place") -> object:
    """Whoever answers for a family with a child under 14."""
    place.child()
    return answering(place).responsible_id


def answering(place: "Place") -> Responsibility:
    """Who answers for the family of the place, named by its clerk if nobody is yet."""
    row = responsibility_of(place.household)
    if row.unassigned:
        row = name_responsible(by=place.clerk, household=place.household, responsible=place.clerk)
    return row


@sample("care:access", subject="family", within="card")
def access(world: "World", place: "Place") -> object:
    """A request to open that child's file."""
    return ask_for_child(by=place.clerk, person=place.child(), why="核对入学补助").pk


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


@sample("slug", subject="public", nowhere=lambda: "nobody")
def slug(world: "World", place: "Place") -> object:
    return Exemplar.objects.values_list("slug", flat=True)[0]


@sample("oversight:code", subject="public", nowhere=lambda: "no.figure")
def code(world: "World", place: "Place") -> object:
    return next(one.code for one in all_figures() if one.code == "families.households")


@sample("notices:code", subject="public", nowhere=lambda: "no.figure")
def frozen_code(world: "World", place: "Place") -> object:
    return "families.households"


@sample(
    "approval",
    subject="personal",
    open_to={
        "approvals.ask": frozenset({"system"}),
        "approvals.decide": frozenset({"auditor", "security"}),
    },
)
def approval(world: "World", place: "Place") -> object:
    """What the system administrator of the county asked for; who may decide it is somebody else."""
    return world.once("approval", lambda: _ask_for_keys(world))


def _ask_for_keys(world: "World") -> object:
    asker = world.callers["system"]
    return ask(by=asker, kind="journal.key", subject={"change": "rotate"}, count=1, reason="更换密钥").pk


@sample("access", subject="personal", open_to={"emergency.review": frozenset({"auditor", "security"})})
def emergency_access(world: "World", place: "Place") -> object:
    """A look at the county's card by a township's clerk, who is none of the callers: none of them ends it."""
    return world.once("access", lambda: _look(world))


def _look(world: "World") -> object:
    looker, number = world.places["town2"].clerk, world.places["county"].household.number
    opened = open_in_emergency(by=looker, number=number, reason="ill", words="家属突发疾病，须立即联系")
    assert opened is not None
    return opened.pk


@sample("account", subject="account")
def account(world: "World", place: "Place") -> object:
    """The account of the place's own clerk."""
    return place.clerk.account_id


@sample("post", subject="post")
def post(world: "World", place: "Place") -> object:
    """A post at the place of somebody who has nothing in hand."""
    return hire(f"leaving-{place.name}", place.clerk.unit, Role.OFFICER, "龙平").pk


@sample("delegation", subject="personal", open_to={"access.delegate": frozenset({"leader"})})
def delegation(world: "World", place: "Place") -> object:
    """The leader's post in the hands of the county's own clerk, who is none of the callers."""
    return world.once("delegation", lambda: _hand_on(world))


def _hand_on(world: "World") -> object:
    stand_in = world.places["county"].clerk.account
    return delegate(by=world.callers["leader"], to=stand_in, until=today(), reason="出差").pk


@sample("grant", subject="grant")
def grant(world: "World", place: "Place") -> object:
    """The access of whoever answers for the family of the place."""
    answering(place)
    return Grant.objects.current().filter(record=place.household.pk, part="card")[0].pk


EXPORTERS = frozenset({"clerk", "sibling clerk", "child clerk", "responsible", "leader", "parent leader"})


@sample("what", subject="personal", open_to={"exports.make": EXPORTERS}, nowhere=lambda: "nothing")
def list_taken_out(world: "World", place: "Place") -> object:
    """The list of families: of those who may take lists out a desk alone may not see it."""
    return "families"


@sample("exports:item", subject="personal", open_to={"exports.make": frozenset({"clerk"})})
def export(world: "World", place: "Place") -> object:
    """A file of the clerk's, ready to be fetched."""
    return world.once("export", lambda: _taken_out(world))


def _taken_out(world: "World") -> object:
    asked = request_export(by=world.callers["clerk"], what="families", purpose="check", reason="核对")
    make(asked.pk)
    return asked.pk


@sample("pk", subject="personal", open_to={}, nowhere=lambda: 987654)
def passkey(world: "World", place: "Place") -> object:
    """A passkey of somebody who is none of the callers: nobody of them removes it."""
    return world.once("pk", lambda: _passkey(world))


def _passkey(world: "World") -> object:
    holder = world.places["town2"].clerk.account
    return Authenticator.objects.create(
        user=holder, type=Authenticator.Type.WEBAUTHN, data={"name": "钥匙"}
    ).pk
