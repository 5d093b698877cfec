"""Demo: officers ask for help, the county answers; its fund, its plan of the year, its units' own rules."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit
from anxin.officers import actions
from anxin.officers.models import HelpKind, Officer

from .people import Cast

K = HelpKind
CATALOGUE = (
    (K.POLITICAL, "优秀一线干部宣传推荐", "每年推荐事迹，由本人同意后宣传"),
    (K.WORK, "驻村干部轮换休整", "驻村满一年安排一周休整，由派出单位补位"),
    (K.WORK, "减少填报", "一线单位同一数据只报一次"),
    (K.BENEFITS, "驻村工作补贴按月发放", "随工资发放，不得拖欠"),
    (K.BENEFITS, "人身意外伤害保险", "为一线干部逐人投保"),
)
GROUND = "演示文件：安组发〔2026〕3号"
REQUESTS = (
    ("family", "母亲下月在省城手术，想调几天班，路上要人照应。"),
    ("self", "驻村宿舍屋顶漏雨，冬天住不了人。"),
    ("family", "孩子转到县里读小学，不知道找谁。"),
    ("self", "连着值守，想歇几天再去。"),
)
ITEMS = (
    ("check_up", "一线干部体检，分两批到县人民医院", 6, 30),
    ("leave", "各单位排定全年年休假", 1, 31),
    ("talk", "党委班子与每名驻村干部谈心一次", 9, 30),
    ("counselling", "请心理老师到乡镇两次", 11, 30),
    ("help", "修缮驻村宿舍", 12, 20),
)
RULES = (("leave", "河东镇干部年休假办法"), ("check_up", "河东镇干部体检办法"))


def begin(cast: Cast, county: Unit) -> None:
    """A county some months into this work; requests only where officers are entered."""
    clerk, leader = cast.posts["clerk"], cast.posts["leader"]
    with scope(*clerk.bounds):
        officers = list(Officer.objects.under(county.path).at_work()[: len(REQUESTS)])
        _catalogue(clerk, county)
        _requests(clerk, officers)
        _relief(clerk, leader, county, officers)
        _agenda(clerk, leader, county)


def _catalogue(clerk: Post, county: Unit) -> None:
    for kind, title, text in CATALOGUE:
        offered = actions.Offered(kind, title, text, GROUND, today())
        actions.write_help_entry(by=clerk, unit=county, offered=offered)
    heat = actions.Decided(
        K.WORK, "驻村宿舍通热水", clerk, today() + timedelta(20), case_by_case="目录尚无此项"
    )
    actions.plan_help(by=clerk, unit=county, decided=heat)


def _requests(clerk: Post, officers: Sequence[Officer]) -> None:
    """One is told already, one is being done, one cannot be done, one waits."""
    asked = [
        actions.ask_for_help(by=clerk, officer=officer, asked=actions.Asked(whom, words, "phone"))
        for officer, (whom, words) in zip(officers, REQUESTS, strict=False)
    ]
    decided = actions.Decided(
        K.WORK, "与镇里商量调班一周", clerk, today() + timedelta(5), case_by_case="目录尚无此项"
    )
    for number, request in enumerate(asked[:2]):
        given = actions.agree_to_help(by=clerk, request=request, decided=decided)
        if number == 0:
            actions.finish_help(by=clerk, given=given, words="已调班，另派人替班一周")
            actions.answer_request(by=clerk, request=request, words="当面说了，请放心去照顾")
    for request in asked[2:3]:
        actions.decline_help(by=clerk, request=request, reason="已过转学时间，明年春季优先联系")


def _relief(clerk: Post, leader: Post, county: Unit, officers: Sequence[Officer]) -> None:
    said: dict[str, Any] = {"name": "干部关爱帮扶资金", "ground": GROUND, "opened_on": today()}
    fund = actions.open_fund(by=clerk, unit=county, **said)
    actions.put_in(by=clerk, fund=fund, amount_fen=120_000_00, on=today(), words="县财政拨款（演示）")
    payments = [
        actions.propose_payment(
            by=clerk, fund=fund, relief=actions.Relief(officer, fen, "家人住院，临时困难")
        )
        for officer, fen in zip(officers, (3_000_00, 5_000_00, 2_000_00), strict=False)
    ]
    for payment in payments[:2]:
        actions.agree_to_payment(by=leader, payment=payment)
    for payment in payments[:1]:
        paid = actions.pay(by=clerk, payment=payment, on=today())
        actions.take_receipt(by=clerk, payment=paid, given=actions.Receipt("2026-001", today()))


def _agenda(clerk: Post, leader: Post, county: Unit) -> None:
    plan = actions.draft_plan(by=clerk, unit=county, year=today().year)
    items = [
        actions.add_item(
            by=clerk, plan=plan, item=actions.Item(subject, words, date(plan.year, month, day), clerk)
        )
        for subject, words, month, day in ITEMS
    ]
    actions.adopt_plan(by=leader, plan=plan)
    actions.finish_item(by=clerk, item=items[1], words="各单位均已排定")
    actions.look_at_plan(by=clerk, plan=plan, quarter=1, on=today(), words="体检批次已与医院商定")
    town = Unit.objects.get(parent=county, name="河东镇")
    text = "一、每年一月由本人提出。\n二、单位统筹，不得以工作忙为由不安排。"
    for subject, title in RULES:
        rule = actions.Rule(subject, title, text, "中共河东镇委员会", today(), today())
        actions.enter_rule(by=clerk, unit=town, rule=rule)
