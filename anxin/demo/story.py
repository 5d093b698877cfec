"""What has happened in the demo so far, told only through the acts that a day's work would use."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from anxin.care.actions import (
    Answer,
    Letter,
    NextStep,
    accept,
    decide_measure,
    finish,
    name_contact_leader,
    name_responsible,
    record_visit,
    send,
)
from anxin.care.forms.visits import present_people
from anxin.care.models import Need
from anxin.care.queries import concerned, responsibility_of
from anxin.families.actions import approve_standing
from anxin.families.models import Household
from anxin.families.people import members_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.units.models import Unit
from anxin.surveys.actions import keep, read, take_in

from .people import Cast
from .table import basis
from .tree import ANHE

SAMPLES = Path(__file__).with_name("samples")
LEDGERS = ("survey.xlsx", "allowance.xlsx", "register.xlsx")
TOWNS = {
    "河东镇": ("hedong", "hedong2"),
    "铁山镇": ("township", "tieshan2"),
    "石屯镇": ("shitun", "shitun2"),
    "星溪镇": ("xingxi", "xingxi2"),
}
LEFT_UNNAMED = 3  # families that still wait for somebody, so that the clerk's day begins with them
MINE = 6  # families of the township officer who has an account
NOTICE = "中央组织部2017年4月12日通知第三条"


@dataclass(frozen=True)
class Answered:
    """What is done about a need of one theme: whose desk, what is asked, on what ground, what came of it."""

    desk: str
    words: str
    asked: str
    ground: str
    answer: str


ANSWERS = {
    "medical": Answered(
        "health", "家庭医生签约，每年免费体检",
        "与镇卫生院签约家庭医生，指定一名医生\n年内做完老年人体检，可上门",
        "国家基本公共卫生服务规范：65岁及以上老年人每年一次健康管理",
        "已签约家庭医生，本月完成体检。",
    ),
    "elder_care": Answered(
        "civil", "老年助餐和上门照护", "评估照护需要\n安排助餐或上门照护",
        "老年人权益保障法第三十七条", "已安排每日助餐。",
    ),
    "schooling": Answered(
        "education", "落实助学政策和课后辅导", "核对资助条件，办理本学期资助\n由学校安排课后辅导",
        "学生资助资金管理办法", "已列入本学期资助名单，课后辅导每周三次。",
    ),
    "housing": Answered(
        "civil", "核查住房，协调维修", "入户查看房屋\n符合条件的列入维修计划",
        "安和县会商纪要〔2026〕3号（演示）", "已入户查看，列入年内维修计划。",
    ),
    "work": Answered(
        "hrss", "就业推荐和技能培训", "登记求职意向\n推荐岗位或安排培训",
        "安和县会商纪要〔2026〕3号（演示）", "已推荐公益性岗位，下周面谈。",
    ),
    "wishes": Answered(
        "hrss", "答复认定进展", "说明认定所缺材料和办理时限", "工伤保险条例第二十条", "所缺材料已一次告知。",
    ),
}  # fmt: skip
SENTENCES = (  # 家里近况, 他们说了什么, 我们答应了什么, 下一步
    (
        "老人身体稳定，家里收拾得干净。",
        "盼着孩子上学的费用能有个准信。",
        "问清助学政策，当面答复。",
        "联系县教育局问清助学政策，当面答复",
    ),
    (
        "母亲血压偏高，药按时吃。",
        "去县医院复查路远，来回不便。",
        "联系镇卫生院上门复查。",
        "联系镇卫生院安排上门复查",
    ),
    (
        "孩子这学期成绩有进步。",
        "老屋后墙渗水，怕过不了雨季。",
        "请人看屋顶，尽快给回话。",
        "带镇里的瓦工看屋顶",
    ),
    ("一家人都好，准备回老家过年。", "谢谢组织上惦记。", "", ""),
)


def bring_ledgers_in(clerk: Post) -> None:
    """The three sample ledgers, as the clerk would bring them in."""
    county = Unit.objects.get(code=ANHE)
    for name in LEDGERS:
        path = SAMPLES / name
        found = read(path)
        ledger = keep(by=clerk, unit=county, name=name, content=path.read_bytes(), found=found)
        take_in(by=clerk, ledger=ledger, found=found)


def name_people(cast: Cast) -> list[Household]:
    """Name a responsible person and a deputy for all families but a few; returns the named ones."""
    clerk = cast.posts["clerk"]
    named: list[Household] = []
    mine = 0
    for number, household in enumerate(Household.objects.order_by("path")):
        if number % 20 == 19 and number // 20 < LEFT_UNNAMED:
            continue
        pair = _pair(household, mine, number)
        mine += pair[0] == "township"
        responsible, deputy = (cast.posts[key] for key in pair)
        name_responsible(by=clerk, household=household, responsible=responsible, deputy=deputy)
        named.append(household)
    return named


def _pair(household: Household, mine: int, number: int) -> tuple[str, str]:
    """Two keys of PARTS for a family: its own town's people; the officer with an account has MINE at most."""
    for unit in household.unit.line():
        if unit.name in TOWNS and (unit.name != "铁山镇" or mine < MINE):
            return TOWNS[unit.name]
    rest = [keys for town, keys in TOWNS.items() if town != "铁山镇"]
    return rest[number % len(rest)]


def look_after(cast: Cast, named: list[Household]) -> None:
    """Measures, requests, answers, visits and promises of the last weeks."""
    clerk, leader = cast.posts["clerk"], cast.posts["leader"]
    for number, household in enumerate(named):
        if number % 4 == 0:
            name_contact_leader(by=clerk, household=household, leader=leader)
        if number % 3 != 1:
            _visit(household, number)
    _approve(named, leader)
    for number, need in enumerate(Need.objects.open().order_by("path")):
        if number % 5 != 4:
            _measure(need, cast, number)


def _approve(named: list[Household], leader: Post) -> None:
    """The leader has approved half of those who are responsible for children under 14, for half a year."""
    with_children = [one for one in named if any(member.is_child for member in members_of(one))]
    for household in with_children[::2]:
        holder = responsibility_of(household).responsible
        assert holder is not None
        until = today() + timedelta(days=180)
        approve_standing(by=leader, household=household, holder=holder, until=until)


def _visit(household: Household, number: int) -> None:
    """One visit in three sentences; where something was promised, its day lies around today."""
    visitor = responsibility_of(household).responsible
    assert visitor is not None
    news, said, promised, step = SENTENCES[number % len(SENTENCES)]
    met = [member.person for member in members_of(household)][: 1 + number % 2]
    due = add_working_days(today(), number % 7 - 1)
    steps = [NextStep(words=step, doer=visitor, due=due)] if step and number % 2 == 0 else []
    on = today() - timedelta(days=5 + number * 3 % 60)
    record_visit(
        by=visitor, household=household, on=on, met=met, news=news, said=said, promised=promised, steps=steps
    )


def _measure(need: Need, cast: Cast, number: int) -> None:
    """A need of the survey becomes a measure; most are asked of a desk, some are answered."""
    clerk, plan = cast.posts["clerk"], ANSWERS[need.theme]
    desk = cast.posts[plan.desk]
    due = add_working_days(today(), number % 9 + 1)
    measure = decide_measure(
        by=clerk,
        need=need,
        words=plan.words,
        due=due,
        ground=plan.ground,
        domain=desk.unit.domain,
        unit=desk.unit,
        **basis(need),
    )
    if number % 6 == 5:
        return
    household = Household.objects.get(pk=need.household_id)
    people = concerned(need, present_people(household))
    facts = frozenset({"name", "sex", "age", "number", "town", "contact"})
    letter = Letter(
        desk=desk.unit, subject=plan.words, asked=plan.asked, ground=f"{NOTICE}\n{plan.ground}", due=due,
        people=people, facts=facts,
    )  # fmt: skip
    request = send(by=clerk, measure=measure, letter=letter)
    if number % 3 == 0:
        accept(by=desk, request=request, expected_on=due, handler=desk.name)
        request.refresh_from_db()
        if number % 2 == 0:
            finish(by=desk, request=request, answer=Answer(words=plan.answer))
