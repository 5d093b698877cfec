"""Claims: taken up, applied for, decided, paid, topped up; choices, agreements; the looks at them."""

from anxin.entitlements import actions
from anxin.entitlements.models import Claim, Entitlement
from anxin.families.models import FallenOfficer
from anxin.ground.days.clock import today
from tests.assurance import claiming

from . import Doing, Stage, act


def owed(stage: Stage) -> Claim:
    return claiming.claimed(stage.clerk, claiming.lump_sum(stage.household))


def applied(stage: Stage) -> Claim:
    return actions.apply_for(by=stage.clerk, claim=owed(stage), on=today())


def approved(stage: Stage) -> Claim:
    return claiming.approved(stage.clerk, stage.household)


@act("entitlements.claims_opened")
def _(stage: Stage) -> Doing:
    return stage.card("entitlements:claims")


@act("entitlements.claim_opened")
def _(stage: Stage) -> Doing:
    return stage.card("entitlements:claim", claim=owed(stage).pk)


@act("entitlements.claims_listed")
def _(stage: Stage) -> Doing:
    owed(stage)
    return stage.get(stage.clerk, "entitlements:claims_list")


@act("entitlements.finder_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "entitlements:finder")


@act("entitlements.top_ups_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "entitlements:top_ups")


@act("entitlements.desk_listed")
def _(stage: Stage) -> Doing:
    claiming.followed(stage.clerk, stage.household, stage.desk.unit)
    return stage.get(stage.desk, "entitlements:desk")


@act("entitlements.desk_claim_opened")
def _(stage: Stage) -> Doing:
    one = claiming.followed(stage.clerk, stage.household, stage.desk.unit)
    return stage.get(stage.desk, "entitlements:desk_claim", item=one.pk)


@act("entitlements.claim_started")
def _(stage: Stage) -> Doing:
    line = claiming.lump_sum(stage.household)
    return lambda: actions.start_claim(by=stage.clerk, line=line)


@act("entitlements.claim_applied")
def _(stage: Stage) -> Doing:
    one = owed(stage)
    return lambda: actions.apply_for(by=stage.clerk, claim=one, on=today())


@act("entitlements.claim_approved")
def _(stage: Stage) -> Doing:
    one = applied(stage)
    said = {"on": today(), "approved_fen": one.amount_fen}
    return lambda: actions.approve(by=stage.clerk, claim=one, **said)


@act("entitlements.claim_refused")
def _(stage: Stage) -> Doing:
    one = applied(stage)
    return lambda: actions.refuse(by=stage.clerk, claim=one, on=today(), reason="缺认定文书")


@act("entitlements.claim_appealed")
def _(stage: Stage) -> Doing:
    one = actions.refuse(by=stage.clerk, claim=applied(stage), on=today(), reason="缺认定文书")
    return lambda: actions.appeal(by=stage.clerk, claim=one, on=today(), reason="文书已补")


@act("entitlements.payment_noted")
def _(stage: Stage) -> Doing:
    one = approved(stage)
    paid = actions.Paid(today(), one.amount_fen, "银行回单")
    return lambda: actions.note_payment(by=stage.clerk, claim=one, paid=paid)


@act("entitlements.claim_closed")
def _(stage: Stage) -> Doing:
    one = approved(stage)
    return lambda: actions.close_claim(by=stage.clerk, claim=one, reason="复核后办结")


@act("entitlements.claim_reopened")
def _(stage: Stage) -> Doing:
    one = actions.close_claim(by=stage.clerk, claim=approved(stage), reason="复核后办结")
    return lambda: actions.reopen_claim(by=stage.clerk, claim=one, reason="误操作")


@act("entitlements.decision_taken_back")
def _(stage: Stage) -> Doing:
    one = approved(stage)
    return lambda: actions.take_back_decision(by=stage.clerk, claim=one, reason="登记有误")


@act("entitlements.payment_struck")
def _(stage: Stage) -> Doing:
    one = approved(stage)
    paid = actions.Paid(today(), one.amount_fen, "银行回单")
    one = actions.note_payment(by=stage.clerk, claim=one, paid=paid)
    return lambda: actions.strike_payment(by=stage.clerk, payment=one.payments.get(), reason="登记有误")


@act("entitlements.claim_set_aside")
def _(stage: Stage) -> Doing:
    one = applied(stage)
    Claim.objects.filter(pk=one.pk).update(category="martyr")
    one.refresh_from_db()
    return lambda: actions.set_aside(by=stage.clerk, claim=one, reason="认定已变")


@act("entitlements.topped_up")
def _(stage: Stage) -> Doing:
    one = approved(stage)
    Claim.objects.filter(pk=one.pk).update(provisional=True)
    Entitlement.objects.filter(pk=one.line).update(amount_fen=one.amount_fen + 4628000)
    lines = [Entitlement.objects.get(pk=one.line)]
    return lambda: actions.make_top_ups(by=stage.clerk, entitlements=lines)


@act("entitlements.chosen")
def _(stage: Stage) -> Doing:
    line = claiming.rivals(stage.household)[0]
    return lambda: actions.choose(by=stage.clerk, line=line, why="家属愿意")


@act("entitlements.agreement_recorded")
def _(stage: Stage) -> Doing:
    officer = FallenOfficer.objects.get(person__household=stage.household)
    signed = actions.Signed([stage.person()], today(), "家庭协议书")
    said = {"household": stage.household, "officer": officer, "signed": signed}
    return lambda: actions.record_agreement(by=stage.clerk, **said)
