"""Samples of access and of what is taken out: approvals, accounts, posts, grants, exports."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from anxin.ground.access.actions import ask, delegate, open_in_emergency
from anxin.ground.access.models import Grant
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.oversight.actions import make, request_export
from tests.cast import hire

from . import sample
from .care import answering

if TYPE_CHECKING:
    from tests.assurance.world import Place, World


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
