"""Help, relief, care plans and units' own rules, each act and look once."""

from datetime import date

from anxin.ground.days.clock import today
from anxin.officers import actions
from anxin.officers.models import CareItem, CarePlan, Fund, Help, HelpEntry, HelpRequest, Officer, Payment
from tests.assurance.helping import a_rule, an_offer, decided_for, man

from . import Doing, Stage, act


def officer(stage: Stage) -> Officer:
    return man(stage.clerk, stage.tree.town, stage.officer.account)


def request(stage: Stage) -> HelpRequest:
    said = actions.Asked("self", "宿舍漏雨")
    return actions.ask_for_help(by=stage.officer, officer=officer(stage), asked=said)


def given(stage: Stage) -> Help:
    return actions.agree_to_help(by=stage.clerk, request=request(stage), decided=decided_for(stage.clerk))


def entry(stage: Stage) -> HelpEntry:
    return actions.write_help_entry(by=stage.clerk, unit=stage.tree.county, offered=an_offer())


def fund(stage: Stage) -> Fund:
    said = {"name": "关爱帮扶资金", "ground": "安委〔2026〕8号", "opened_on": today()}
    made = actions.open_fund(by=stage.clerk, unit=stage.tree.county, **said)
    actions.put_in(by=stage.clerk, fund=made, amount_fen=9_000_00, on=today(), words="财政拨款")
    return made


def payment(stage: Stage) -> Payment:
    relief = actions.Relief(officer(stage), 100_00, "临时困难")
    return actions.propose_payment(by=stage.clerk, fund=fund(stage), relief=relief)


def paid(stage: Stage) -> Payment:
    agreed = actions.agree_to_payment(by=stage.leader, payment=payment(stage))
    return actions.pay(by=stage.clerk, payment=agreed, on=today())


def draft(stage: Stage) -> CarePlan:
    return actions.draft_plan(by=stage.clerk, unit=stage.tree.county, year=today().year)


def item(stage: Stage, plan: CarePlan | None = None) -> CareItem:
    said = actions.Item("check_up", "全体体检", date(today().year, 12, 31), stage.clerk)
    return actions.add_item(by=stage.clerk, plan=plan or draft(stage), item=said)


def adopted(stage: Stage) -> CareItem:
    one = item(stage)
    actions.adopt_plan(by=stage.leader, plan=one.plan)
    return one


@act("officers.help_asked")
def _(stage: Stage) -> Doing:
    one, said = officer(stage), actions.Asked("self", "宿舍漏雨")
    return lambda: actions.ask_for_help(by=stage.officer, officer=one, asked=said)


@act("officers.help_agreed")
def _(stage: Stage) -> Doing:
    one, decided = request(stage), decided_for(stage.clerk)
    return lambda: actions.agree_to_help(by=stage.clerk, request=one, decided=decided)


def to_do(stage: Stage) -> Help:
    """A help that the post of the township is to see to."""
    decided = decided_for(stage.township)
    return actions.agree_to_help(by=stage.clerk, request=request(stage), decided=decided)


@act("officers.my_helps_listed")
def _(stage: Stage) -> Doing:
    to_do(stage)
    return stage.get(stage.township, "officers:my_helps")


@act("officers.my_help_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.township, "officers:my_help", own_help=to_do(stage).pk)


@act("officers.help_closed")
def _(stage: Stage) -> Doing:
    one = request(stage)
    actions.let_go(by=stage.clerk, officer=one.officer, on=today(), why="retired")
    return lambda: actions.close_request(by=stage.clerk, request=one, reason="已退休，由老干部局接手")


@act("officers.help_declined")
def _(stage: Stage) -> Doing:
    one = request(stage)
    return lambda: actions.decline_help(by=stage.clerk, request=one, reason="目前没有编制")


@act("officers.help_withdrawn")
def _(stage: Stage) -> Doing:
    one = request(stage)
    return lambda: actions.withdraw_request(by=stage.officer, request=one)


@act("officers.help_answered")
def _(stage: Stage) -> Doing:
    one = actions.decline_help(by=stage.clerk, request=request(stage), reason="目前没有编制")
    return lambda: actions.answer_request(by=stage.clerk, request=one, words="已解释")


@act("officers.help_planned")
def _(stage: Stage) -> Doing:
    decided = decided_for(stage.clerk)
    return lambda: actions.plan_help(by=stage.clerk, unit=stage.tree.town, decided=decided)


@act("officers.help_done")
def _(stage: Stage) -> Doing:
    one = given(stage)
    return lambda: actions.finish_help(by=stage.clerk, given=one, words="已办")


@act("officers.help_dropped")
def _(stage: Stage) -> Doing:
    one = given(stage)
    return lambda: actions.drop_help(by=stage.clerk, given=one, reason="学校停办")


@act("officers.help_entry_written")
def _(stage: Stage) -> Doing:
    return lambda: entry(stage)


@act("officers.help_entry_ended")
def _(stage: Stage) -> Doing:
    one = entry(stage)
    return lambda: actions.end_help_entry(by=stage.clerk, entry=one, reason="新办法")


@act("officers.own_asks_opened")
def _(stage: Stage) -> Doing:
    request(stage)
    return stage.get(stage.officer, "officers:ask")


@act("officers.asks_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:asks")


@act("officers.looked_up")
def _(stage: Stage) -> Doing:
    officer(stage)
    return stage.post(stage.clerk, "officers:ask_new", {"officer": "xap"})


@act("officers.ask_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:asked", ask=request(stage).pk)


@act("officers.helps_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:helps")


@act("officers.help_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:help", given=given(stage).pk)


@act("officers.fund_opened")
def _(stage: Stage) -> Doing:
    said = {"name": "关爱帮扶资金", "ground": "安委〔2026〕8号", "opened_on": today()}
    return lambda: actions.open_fund(by=stage.clerk, unit=stage.tree.county, **said)


@act("officers.fund_money_in")
def _(stage: Stage) -> Doing:
    one, said = fund(stage), {"amount_fen": 1_00, "on": today(), "words": "捐赠"}
    return lambda: actions.put_in(by=stage.clerk, fund=one, **said)


@act("officers.fund_closed")
def _(stage: Stage) -> Doing:
    said = {"name": "旧资金", "ground": "旧办法", "opened_on": today()}
    one = actions.open_fund(by=stage.clerk, unit=stage.tree.county, **said)
    return lambda: actions.close_fund(by=stage.clerk, fund=one)


@act("officers.fund_seen")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:fund", fund=fund(stage).pk)


@act("officers.payment_proposed")
def _(stage: Stage) -> Doing:
    one, relief = fund(stage), actions.Relief(officer(stage), 100_00, "临时困难")
    return lambda: actions.propose_payment(by=stage.clerk, fund=one, relief=relief)


@act("officers.payment_agreed")
def _(stage: Stage) -> Doing:
    one = payment(stage)
    return lambda: actions.agree_to_payment(by=stage.leader, payment=one)


@act("officers.payment_refused")
def _(stage: Stage) -> Doing:
    one = payment(stage)
    return lambda: actions.refuse_payment(by=stage.leader, payment=one, reason="医保已报销")


@act("officers.payment_paid")
def _(stage: Stage) -> Doing:
    one = actions.agree_to_payment(by=stage.leader, payment=payment(stage))
    return lambda: actions.pay(by=stage.clerk, payment=one, on=today())


@act("officers.payment_receipted")
def _(stage: Stage) -> Doing:
    one, receipt = paid(stage), actions.Receipt("2026-001", today())
    return lambda: actions.take_receipt(by=stage.clerk, payment=one, given=receipt)


@act("officers.payment_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:payment", payment=payment(stage).pk)


@act("officers.payments_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.leader, "officers:payments")


@act("officers.receipt_printed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:receipt", payment=paid(stage).pk)


@act("officers.plan_drafted")
def _(stage: Stage) -> Doing:
    return lambda: draft(stage)


@act("officers.plan_item_added")
def _(stage: Stage) -> Doing:
    plan = draft(stage)
    return lambda: item(stage, plan)


@act("officers.plan_adopted")
def _(stage: Stage) -> Doing:
    plan = item(stage).plan
    return lambda: actions.adopt_plan(by=stage.leader, plan=plan)


@act("officers.plan_item_done")
def _(stage: Stage) -> Doing:
    one = adopted(stage)
    return lambda: actions.finish_item(by=stage.clerk, item=one, words="已体检")


@act("officers.plan_item_dropped")
def _(stage: Stage) -> Doing:
    one = adopted(stage)
    return lambda: actions.drop_item(by=stage.clerk, item=one, reason="医院停办")


@act("officers.plan_looked_at")
def _(stage: Stage) -> Doing:
    said = {"quarter": 1, "on": today(), "words": "按计划推进"}
    plan = adopted(stage).plan
    return lambda: actions.look_at_plan(by=stage.clerk, plan=plan, **said)


@act("officers.rule_entered")
def _(stage: Stage) -> Doing:
    return lambda: actions.enter_rule(by=stage.clerk, unit=stage.tree.town, rule=a_rule())
