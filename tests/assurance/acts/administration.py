"""What the administrators do, posts handed on and ended, and what passes into other hands with them."""

from datetime import timedelta

from anxin.care.actions import hand_over, name_responsible
from anxin.ground.access.actions import delegate, disable_account, end_delegation, end_post, give, renew
from anxin.ground.access.actions.leaving import leave_posts_whose_day_came
from anxin.ground.access.models import Grant, Post
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from tests.cast import hire

from . import Doing, Stage, act
from .access import _given
from .care import named


def administrator(stage: Stage, kind: str) -> Post:
    return hire(kind, stage.tree.county_office, kind, "罗成")


def handed_on(stage: Stage):
    return delegate(by=stage.clerk, to=stage.leader.account, until=today(), reason="学习")


@act("access.account_disabled")
def _(stage: Stage) -> Doing:
    system = administrator(stage, "system")
    return lambda: disable_account(by=system, account=stage.township.account, why="调离")


@act("access.post_ended")
def _(stage: Stage) -> Doing:
    security = administrator(stage, "security")
    return lambda: end_post(by=security, post=stage.officer)


@act("access.post_left")
def _(stage: Stage) -> Doing:
    Post.objects.filter(pk=stage.officer.pk).update(until=today())
    return leave_posts_whose_day_came


@act("access.delegated")
def _(stage: Stage) -> Doing:
    return lambda: handed_on(stage)


@act("access.delegation_ended")
def _(stage: Stage) -> Doing:
    one = handed_on(stage)
    return lambda: end_delegation(by=stage.clerk, delegation=one)


@act("access.renewed")
def _(stage: Stage) -> Doing:
    said = {**_given(stage), "until": today() + timedelta(days=5)}
    grant = give(by=stage.clerk, path=stage.household.path, purpose="responsible", **said)
    assert isinstance(grant, Grant)
    return lambda: renew(by=stage.clerk, grant=grant)


@act("access.fields_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.auditor, "access:fields")


@act("care.handed_over")
def _(stage: Stage) -> Doing:
    named(stage)
    return lambda: hand_over(by=OPERATOR, post=stage.township)


@act("care.ending_listed")
def _(stage: Stage) -> Doing:
    said = {"household": stage.household, "responsible": stage.township, "until": today() + timedelta(days=5)}
    name_responsible(by=stage.clerk, **said)
    return stage.get(stage.clerk, "care:ending")
