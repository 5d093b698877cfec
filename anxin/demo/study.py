"""Demo: a county studies. An invented water officer is told of with his family's consent; reading, lectures
and visits in head-counts; a talk that toured. One unit had guests, some have recorded nothing yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from anxin.exemplars import actions
from anxin.exemplars.content.shapes import Told, Words
from anxin.exemplars.models import Draft, Exemplar, Programme
from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.messages.actions import read_messages
from anxin.ground.units.models import Kind, Level, Unit

from .people import Cast

SOURCE = "演示文件：安和县水利局《孟守桥同志事迹》"
HEAD = actions.Head(
    name="孟守桥", headline="守桥三十年的水利员", source=SOURCE, source_on=date(2024, 3, 2),
    died_on=date(2023, 7, 9), age_at_death=55,
)  # fmt: skip
YES = actions.Consent("spouse", date(2024, 3, 1), "演示档案：水利局2024年第3号")
Deeds = tuple[tuple[str, str, int, str], ...]
DEEDS: Deeds = (
    (
        "守桥", "duty", 1993,
        "孟守桥守了三十年的石桥。汛期一到，他就住在桥头的小屋里。水位每小时记一次，他没有漏过一次。",
    ),
    ("一把伞", "people", 2009, "下雨天，他把伞借给过桥的学生。伞还回来的时候，常常多了一把。"),
    ("不收一条鱼", "clean", 2016, "养鱼的人送来两条鱼，他把鱼放回了塘里。他说：“桥是大家的，看桥不收钱。”"),
    ("最后一夜", "duty", 2023, "2023年7月9日夜里涨水，他把最后一批村民送过桥。他自己没有回来。"),
)  # fmt: skip
NEXT = actions.Head(
    name="梁稻香", headline="跑遍山村的农技员", source="演示文件：安和县农业农村局《梁稻香同志事迹》",
    source_on=date(2024, 10, 20),
)  # fmt: skip
SUBJECTS = (
    ("reading", "loyalty", "通读通知和廖俊波同志先进事迹"),
    ("lecture", "duty", "专题党课：担当尽责、忘我工作"),
    ("discussion", "people", "对标先进谈差距"),
    ("film", "", "观看先进事迹专题片"),
    ("visit", "people", "到石桥现场学习"),
    ("lessons", "clean", "对照廉洁奉公、无私奉献检视"),
)
ONE_TALK = "一座桥的故事。\n讲的人要慢，听的人才记得住。"


def learn(cast: Cast, county: Unit) -> None:
    """Everything through the acts that a clerk, a leader and a township officer have."""
    programme = actions.publish_two_studies(by=OPERATOR)
    clerk, leader = cast.posts["clerk"], cast.posts["leader"]
    with scope(*clerk.bounds):
        exemplar = _tell(clerk, leader, county)
        _set_intervals(clerk, county, programme)
        _bring_materials(clerk, county, exemplar)
        _study(cast, county, programme, exemplar)
        _list_publicity(cast, county, exemplar)


def _write(clerk: Post, county: Unit, head: actions.Head, deeds: Deeds) -> Draft:
    draft = actions.begin_draft(by=clerk, unit=county, head=head)
    for heading, theme, year, words in deeds:
        told = Told(Words(words), Words(heading), theme, PartialDate(year))
        actions.write_passage(by=clerk, draft=draft, part="deed", told=told)
    return draft


def _tell(clerk: Post, leader: Post, county: Unit) -> Exemplar:
    """One profile published, one that waits for the leader."""
    draft = _write(clerk, county, HEAD, DEEDS)
    post = Told(Words("安和县水利局河道管理员"), on=PartialDate(1993), until=PartialDate(2023, 7))
    honour = Told(Words("全县先进工作者"), on=PartialDate(2012), source=Words("演示文件：安委〔2012〕9号"))
    for part, told in (("post", post), ("honour", honour)):
        actions.write_passage(by=clerk, draft=draft, part=part, told=told)
    actions.note_consent(by=clerk, draft=draft, consent=YES)
    actions.hand_in(by=clerk, draft=draft)
    published = actions.publish(by=clerk, draft=actions.approve(by=leader, draft=draft))
    for who in (clerk, leader):  # each has done what the inbox said
        assert who.account is not None
        read_messages(by=who, account=who.account)
    fields = "她把新稻种背进最远的山村。哪块田缺水，她比田主人还清楚。"
    waiting = _write(clerk, county, NEXT, (("背稻种", "people", 2018, fields),))
    consent = replace(YES, who="self", on=today() - timedelta(3), paper="演示档案：农业农村局第7号")
    actions.note_consent(by=clerk, draft=waiting, consent=consent)
    actions.hand_in(by=clerk, draft=waiting)
    return published


def _set_intervals(clerk: Post, county: Unit, programme: Programme) -> None:
    for form, every, words in (
        ("reading", 3, "通知和典型事迹"),
        ("lecture", 6, "领导干部带头讲"),
        ("visit", 12, ""),
    ):
        interval = actions.Interval(form, every, words)
        actions.set_interval(by=clerk, programme=programme, unit=county, interval=interval)


def _bring_materials(clerk: Post, county: Unit, exemplar: Exemplar) -> None:
    about = actions.About("孟守桥同志事迹报告会讲稿（演示）", SOURCE, "duty", exemplar)
    talk = actions.bring_material(by=clerk, unit=county, about=about, sent=actions.Sent(ONE_TALK))
    longer = actions.Sent(f"{ONE_TALK}\n讲完以后，留五分钟不说话。", words="补一句结尾")
    actions.renew_material(by=clerk, material=talk, sent=longer)
    lines = "一、他做了什么。\n二、我在自己的岗位上能做什么。\n三、我马上改哪一件。"
    about = actions.About("对照检视三问（演示）", "演示文件：安和县委组织部", "clean")
    actions.bring_material(by=clerk, unit=county, about=about, sent=actions.Sent(lines))


def _study(cast: Cast, county: Unit, programme: Programme, exemplar: Exemplar) -> None:
    """The county's office, its towns but three, its departments but one; nothing lies ahead of today."""
    random, clerk = Random(20170412), cast.posts["clerk"]
    towns = Unit.objects.filter(parent=county, kind=Kind.REGION, level=Level.TOWNSHIP).order_by("path")
    bureaus = Unit.objects.filter(parent=county, kind=Kind.DEPARTMENT).order_by("path")
    for unit in (clerk.unit, *towns[: len(towns) - 3], *bureaus[1:]):
        people = random.randint(18, 46)
        actions.enter_establishment(by=clerk, unit=unit, people=people)
        for day, (form, theme, subject) in _days(random):
            came = random.randint(people // 2, people)
            said = actions.Held(
                day, form, subject, came, programme, theme, exemplar if form == "visit" else None
            )
            actions.record_activity(by=clerk, unit=unit, held=said)
    guests = actions.Held(
        today(), "lecture", "全县事迹报告会（各村干部列席）", 120, programme, "duty", exemplar,
        "讲完没有散会，大家又说了半个小时。",
    )  # fmt: skip
    actions.record_activity(by=cast.posts["hedong"], unit=cast.posts["hedong"].unit, held=guests)


def _days(random: Random) -> Iterator[tuple[date, tuple[str, str, str]]]:
    """Four or five days of this year up to today, each with a form of its own."""
    so_far = (today() - date(today().year, 1, 1)).days
    for what in random.sample(SUBJECTS, random.randint(4, 5)):
        yield today() - timedelta(random.randint(0, so_far)), what


def _list_publicity(cast: Cast, county: Unit, exemplar: Exemplar) -> None:
    clerk, day = cast.posts["clerk"], today()
    paper, office = "《澜川日报》（演示）", "澜川日报社（演示）"
    toured = day - timedelta(9)
    for shown in (
        actions.Shown("article", "石桥边的三十年", paper, day - timedelta(40), office),
        actions.Shown(
            "talk", "巡回事迹报告会", "安和县大礼堂", day - timedelta(30), "县委组织部", toured, 2310
        ),
        actions.Shown(
            "exhibition", "守桥：图片展", "县文化馆", day - timedelta(21), "县委宣传部", reached=860
        ),
    ):
        actions.list_publicity(by=clerk, unit=county, shown=replace(shown, exemplar=exemplar))
