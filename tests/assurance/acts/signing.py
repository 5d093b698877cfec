"""One's own account: passwords, second factors, sessions; the second person; emergency access."""

from anxin.ground.access.actions import decide, open_in_emergency, review_emergency
from anxin.ground.access.actions.approvals import ask, use, withdraw_request
from anxin.ground.access.actions.emergency import end_emergency
from anxin.ground.access.actions.signing import (
    bind_subject,
    change_password,
    choose_language,
    clear_factors,
    end_sessions,
    note_factor,
    reset_password,
)
from anxin.ground.access.models import Approval, EmergencyAccess
from anxin.ground.journal.actions import OPERATOR
from tests.cast import PASSWORD

from . import Doing, Stage, act

KIND, SUBJECT = "exports.mass", {"what": "families"}


def asked(stage: Stage) -> Approval:
    return ask(by=stage.clerk, kind=KIND, subject=SUBJECT, count=10, reason="年度核查")


def agreed(stage: Stage) -> Approval:
    return decide(by=stage.leader, approval=asked(stage), agree=True)


def opened(stage: Stage) -> EmergencyAccess:
    said = {"number": stage.household.number, "reason": "ill", "words": "家属来电称老人突然晕倒"}
    found = open_in_emergency(by=stage.township, **said)
    assert isinstance(found, EmergencyAccess)
    return found


@act("access.password_changed")
def _(stage: Stage) -> Doing:
    account = stage.clerk.account
    return lambda: change_password(by=stage.clerk, account=account, password=PASSWORD + "-new")


@act("access.password_reset")
def _(stage: Stage) -> Doing:
    return lambda: reset_password(by=OPERATOR, account=stage.clerk.account)


@act("access.factors_cleared")
def _(stage: Stage) -> Doing:
    return lambda: clear_factors(by=OPERATOR, account=stage.clerk.account)


@act("access.sessions_ended")
def _(stage: Stage) -> Doing:
    return lambda: end_sessions(by=stage.clerk, account=stage.clerk.account)


@act("access.factor_added")
def _(stage: Stage) -> Doing:
    return lambda: note_factor(by=stage.clerk, act="factor_added", kind="totp")


@act("access.factor_removed")
def _(stage: Stage) -> Doing:
    return lambda: note_factor(by=stage.clerk, act="factor_removed", kind="totp")


@act("access.codes_renewed")
def _(stage: Stage) -> Doing:
    return lambda: note_factor(by=stage.clerk, act="codes_renewed", kind="recovery_codes")


@act("access.language_chosen")
def _(stage: Stage) -> Doing:
    return lambda: choose_language(by=stage.clerk, account=stage.clerk.account, language="en")


@act("access.subject_bound")
def _(stage: Stage) -> Doing:
    said = {"account": stage.clerk.account, "provider": "office", "subject": "opaque-1"}
    return lambda: bind_subject(by=OPERATOR, **said)


@act("access.approval_asked")
def _(stage: Stage) -> Doing:
    return lambda: asked(stage)


@act("access.approval_agreed")
def _(stage: Stage) -> Doing:
    one = asked(stage)
    return lambda: decide(by=stage.leader, approval=one, agree=True)


@act("access.approval_refused")
def _(stage: Stage) -> Doing:
    one = asked(stage)
    return lambda: decide(by=stage.leader, approval=one, agree=False, why="理由不足")


@act("access.approval_withdrawn")
def _(stage: Stage) -> Doing:
    one = asked(stage)
    return lambda: withdraw_request(by=stage.clerk, approval=one)


@act("access.approval_used")
def _(stage: Stage) -> Doing:
    one = agreed(stage)
    return lambda: use(by=stage.clerk, approval=one, kind=KIND, subject=SUBJECT, count=10)


@act("access.emergency_opened")
def _(stage: Stage) -> Doing:
    return lambda: opened(stage)


@act("access.emergency_refused")
def _(stage: Stage) -> Doing:
    said = {"number": "990102-none", "reason": "ill", "words": "家属来电称老人突然晕倒"}
    return lambda: open_in_emergency(by=stage.township, **said)


@act("access.emergency_ended")
def _(stage: Stage) -> Doing:
    one = opened(stage)
    return lambda: end_emergency(by=stage.township, access=one)


@act("access.emergency_reviewed")
def _(stage: Stage) -> Doing:
    one = opened(stage)
    return lambda: review_emergency(by=stage.auditor, access=one, justified=True, findings="情况属实")
