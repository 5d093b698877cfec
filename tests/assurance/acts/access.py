"""Accounts, posts, access given, signing in and out, what is refused."""

import uuid

from django.contrib.auth import authenticate
from django.db.transaction import atomic

from anxin.ground.access.actions import appoint, give, make_account, withdraw
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level
from anxin.notices.actions import issue_first_notice
from tests.cast import PASSWORD, client_of

from . import Doing, Stage, act


def _given(stage: Stage) -> dict[str, object]:
    return {"holder": stage.township.pk, "record_id": stage.household.pk, "part": "card"}


@act("units.added")
def _(stage: Stage) -> Doing:
    unit = {"code": "990102102", "name": "新设镇", "kind": Kind.REGION, "level": Level.TOWNSHIP}
    return lambda: add_unit(by=OPERATOR, parent=stage.tree.county, **unit)


@act("access.account_made")
def _(stage: Stage) -> Doing:
    return lambda: make_account(by=OPERATOR, login="new", password=PASSWORD)


@act("access.appointed")
def _(stage: Stage) -> Doing:
    return lambda: appoint(by=OPERATOR, account=None, unit=stage.tree.town, role="township", name="新人")


@act("access.given")
def _(stage: Stage) -> Doing:
    path = stage.household.path
    return lambda: give(by=stage.clerk, path=path, purpose="responsible", **_given(stage))


@act("access.withdrawn")
def _(stage: Stage) -> Doing:
    give(by=stage.clerk, path=stage.household.path, purpose="responsible", **_given(stage))
    return lambda: withdraw(by=stage.clerk, **_given(stage))


@act("access.post_chosen")
def _(stage: Stage) -> Doing:
    return stage.post(stage.clerk, "access:switch_post", {"post": str(stage.clerk.pk)})


@act("access.page_opened")
def _(stage: Stage) -> Doing:
    return stage.card("families:member")  # shows whose card it is, and notes nothing of its own


@act("access.signed_in")
def _(stage: Stage) -> Doing:
    return lambda: atomic(client_of)(stage.clerk)  # as the sign-in page does, in the request's transaction


@act("access.signed_out")
def _(stage: Stage) -> Doing:
    return atomic(client_of(stage.clerk).logout)


@act("access.sign_in_failed")
def _(stage: Stage) -> Doing:
    return lambda: authenticate(None, username=stage.clerk.account.login, password="not-the-password")


@act("access.refused")
def _(stage: Stage) -> Doing:
    return stage.get(stage.desk, "families:card", card=stage.household.pk)


@act("access.not_found")
def _(stage: Stage) -> Doing:
    return stage.card("families:person", person=uuid.uuid4())


@act("desk.opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "home")


@act("figures.opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "oversight:figure", code="families.people")


@act("notices.issued")
def _(stage: Stage) -> Doing:
    return lambda: issue_first_notice(by=OPERATOR)
