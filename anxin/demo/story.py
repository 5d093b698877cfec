"""What has happened in the demo so far, told only through the acts that a day's work would use."""

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
    record_need,
    record_visit,
    send,
)
from anxin.care.queries import responsibility_of
from anxin.families.models import Household, Source
from anxin.families.people import is_elder, is_minor, members_of
from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.units.models import Unit
from anxin.surveys.actions import keep, read, take_in

from .people import Cast
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
HEALTH_RULE = "国家基本公共卫生服务规范：65岁及以上老年人每年一次健康管理"
SCHOOL_RULE = "学生资助资金管理办法"


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
    """The two keys of PARTS for a family: its own town's people; the account's officer has no more than MINE."""
    for unit in household.unit.line():
        if unit.name in TOWNS and (unit.name != "铁山镇" or mine < MINE):
            return TOWNS[unit.name]
    rest = [keys for town, keys in TOWNS.items() if town != "铁山镇"]
    return rest[number % len(rest)]


def look_after(cast: Cast, named: list[Household]) -> None:
    """Needs, measures, requests, answers, visits and promises of the last weeks."""
    clerk, leader = cast.posts["clerk"], cast.posts["leader"]
    for number, household in enumerate(named):
        if number % 4 == 0:
            name_contact_leader(by=clerk, household=household, leader=leader)
        if number % 3 == 0:
            _visit(household, cast, number)
        if number % 2 == 0:
            _measure(household, cast, number)


def _visit(household: Household, cast: Cast, number: int) -> None:
    """One visit in three sentences, with a promise whose day lies around today."""
    visitor = responsibility_of(household).responsible
    assert visitor is not None
    met = [member.person for member in members_of(household)][:2]
    on = today() - timedelta(days=9 + number)
    steps = [
        NextStep(
            words="联系县教育局落实助学政策，当面答复",
            doer=visitor,
            due=add_working_days(today(), number % 7 - 2),
        )
    ]
    with scope(household.path):
        record_visit(
            by=visitor, household=household, on=on, met=met, news="老人身体稳定，家里收拾得干净。",
            said="盼着孩子上学的费用能有个准信。", promised="问清助学政策，一周内上门答复。", steps=steps if number % 6 == 0 else (),
        )  # fmt: skip


def _measure(household: Household, cast: Cast, number: int) -> None:
    """A need from the survey becomes a measure; some are asked of a desk, some are answered."""
    clerk = cast.posts["clerk"]
    people = [member.person for member in members_of(household)]
    elder = next(filter(is_elder, people), None)
    child = next(filter(is_minor, people), None)
    person = elder or child
    if person is None:
        return
    theme, key, words, asked, ground = (
        (
            "medical",
            "health",
            "老人慢性病用药和年度体检",
            "签约家庭医生，指定一名医生\n年内做完老年人体检，可上门",
            HEALTH_RULE,
        )
        if elder
        else ("schooling", "education", "孩子上学费用", "核对资助条件，办理本学期助学", SCHOOL_RULE)
    )
    due = add_working_days(today(), number % 9 + 1)
    need = record_need(
        by=clerk,
        household=household,
        theme=theme,
        words=words,
        source=Source.LEDGER,
        found_on=today(),
        person=person,
    )
    desk = cast.posts[key]
    measure = decide_measure(
        by=clerk,
        need=need,
        words=asked.split("\n")[0],
        due=due,
        ground=ground,
        domain=desk.unit.domain,
        unit=desk.unit,
    )
    if number % 8 == 6:
        return
    letter = Letter(desk=desk.unit, subject=words, asked=asked, ground=f"{NOTICE}\n{ground}", due=due, people=[person],
                    facts=frozenset({"name", "sex", "age", "number", "town", "contact"}))  # fmt: skip
    request = send(by=clerk, measure=measure, letter=letter)
    if number % 4 == 0:
        accept(by=desk, request=request, expected_on=due, handler=desk.name)
    if number % 8 == 0:
        request.refresh_from_db()
        finish(
            by=desk,
            request=request,
            answer=Answer(words="已签约家庭医生，本月完成体检。" if elder else "已列入本学期资助名单。"),
        )
