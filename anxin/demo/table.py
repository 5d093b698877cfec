"""The demo's part of agreeing: contacts, a standing catalogue, needs verified, four tables in four states."""

import uuid
from datetime import timedelta
from typing import TypedDict

from django.db.models import QuerySet

from anxin.care.actions import (
    Agreed,
    Asked,
    Said,
    approve_table,
    bring_into_force,
    fill_cell,
    hand_in,
    name_contact,
    put_out,
    send_out,
    sign_column,
    sign_entry,
    sign_on_paper,
    start_table,
    verify_need,
    write_entry,
)
from anxin.care.models import CatalogueEntry, JointCell, JointColumn, JointTable, Need
from anxin.care.queries import entries_for
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.units.models import Unit

from .people import Cast
from .tree import ANHE

CONTACTS = (  # whose contact: unit, name, telephone, the post of the cast that signs in or answers
    ("CZ", "罗志远", "0000 620 1301", ""), ("MZ", "冯立", "139 0000 6621", "civil"),
    ("RS", "吴国良", "139 0000 6623", "hrss"), ("WJ", "宋岚", "139 0000 6620", "health"),
    ("JY", "唐文", "139 0000 6622", "education"), ("FL", "苏梅", "0000 620 1306", ""),
)  # fmt: skip
NOTICE = "中央组织部2017年4月12日通知第三条"
CATALOGUE = (  # department, who signs besides, theme, name, text, ground
    ("WJ", ("CZ",), "medical", "家庭医生签约和老人体检",
     "为家庭成员签约家庭医生，65周岁以上老人每年免费体检一次，行动不便的上门。",
     f"{NOTICE}\n国家基本公共卫生服务规范"),
    ("MZ", ("CZ",), "elder_care", "老年助餐和上门照护",
     "对生活不能自理或独居的老人，评估后安排助餐或上门照护。", f"{NOTICE}\n老年人权益保障法第三十七条"),
    ("JY", (), "schooling", "助学衔接和课后辅导",
     "核对助学政策，当学期办理；由所在学校安排课后辅导。", f"{NOTICE}\n学生资助资金管理办法"),
    ("RS", (), "work", "就业推荐和技能培训",
     "登记求职意向，一个月内推荐岗位或安排培训。", NOTICE),
)  # fmt: skip
TO_VERIFY = 7  # every so many found needs one waits for the clerk
SERVES = {"medical": "health", "mind": "health", "elder_care": "civil", "housing": "civil",
          "schooling": "education", "upbringing": "education", "work": "hrss", "income": "finance",
          "wishes": "hrss"}  # fmt: skip
OFFERS = {
    "health": ("签约家庭医生，上门随访", "基层卫生股 宋岚", "签约协议"),
    "civil": ("上门评估，安排助餐或照护", "社会救助股 冯立", "评估表"),
    "education": ("办理本学期助学，安排课后辅导", "资助中心 唐文", "资助名单"),
    "hrss": ("推荐岗位，安排技能培训", "就业股 吴国良", "推荐信"),
    "finance": ("落实困难补助资金", "社保股 罗志远", "拨款凭证"),
}


def agree_on_measures(cast: Cast) -> None:
    """Contacts of the departments, and a catalogue that they have signed."""
    clerk = cast.posts["clerk"]
    for suffix, name, phone, key in CONTACTS:
        desk = Unit.objects.get(code=f"{ANHE}-{suffix}")
        name_contact(by=clerk, desk=desk, name=name, phone=phone, post=cast.posts[key] if key else None)
    for suffix, besides, theme, title, text, ground in CATALOGUE:
        desk = Unit.objects.get(code=f"{ANHE}-{suffix}")
        signers = [Unit.objects.get(code=f"{ANHE}-{one}") for one in besides]
        said = Agreed(desk, theme, title, text, ground)
        entry = put_out(by=clerk, entry=write_entry(by=clerk, said=said, signers=signers))
        for one in (desk, *signers):
            sign_entry(by=clerk, entry=entry, desk=one, on=today())
        bring_into_force(by=clerk, entry=entry, since=today())


def verify_most(clerk: Post) -> None:
    """The clerk has asked the families of most needs that the survey found."""
    for number, need in enumerate(Need.objects.to_verify().order_by("path", "found_on", "id")):
        if number % TO_VERIFY != TO_VERIFY - 1:
            verify_need(by=clerk, need=need, how="asked", words="入户时问了家属")


class Basis(TypedDict, total=False):
    """What ``decide_measure`` asks for: one of the two."""

    entry: CatalogueEntry
    case_by_case: str


def basis(need: Need) -> Basis:
    """On what a measure for this need rests: the catalogue's entry of its theme, or case by case."""
    entry = entries_for(need.path).filter(theme=need.theme).first()
    return {"entry": entry} if entry else {"case_by_case": "目录尚无此项，本次会商确定"}


def meet(cast: Cast) -> None:
    """Four families' tables: in force, waiting for the leader, out for filling, and a draft."""
    clerk, leader = cast.posts["clerk"], cast.posts["leader"]
    undecided = Need.objects.undecided().order_by("path")
    homes = list(dict.fromkeys(need.household_id for need in undecided))[:4]
    tables = [_start(clerk, home) for home in homes]
    for table in tables[:3]:
        send_out(by=clerk, table=table)
    for table in tables[:2]:
        _fill(table, cast, JointColumn.objects.filter(table=table))
        hand_in(by=clerk, table=table)
    if len(tables) > 2:
        _fill(tables[2], cast, JointColumn.objects.filter(table=tables[2], domain__in=("civil", "hrss")))
    if tables:
        approve_table(by=leader, table=tables[0])


def _start(clerk: Post, home: uuid.UUID) -> JointTable:
    household = Household.objects.get(pk=home)
    needs = list(Need.objects.filter(household=household).open())
    guests = [Unit.objects.get(code=f"{ANHE}-FL")] if household.path[-1] in "02468" else []
    asked = Asked(needs, add_working_days(today(), 8), guests=guests)
    return start_table(by=clerk, household=household, asked=asked)


def _fill(table: JointTable, cast: Cast, columns: QuerySet[JointColumn]) -> None:
    """Whoever has a post in the cast signs at the desk; the others sign on paper."""
    clerk = cast.posts["clerk"]
    for column in columns:
        desk = cast.posts.get(column.domain)
        for cell in column.cells.select_related("row__need", "column__unit"):
            fill_cell(by=desk or clerk, cell=cell, said=_said(cell))
        if desk:
            sign_column(by=desk, column=column)
        else:
            sign_on_paper(by=clerk, column=column, on=today())


def _said(cell: JointCell) -> Said:
    need, domain = cell.row.need, cell.column.domain
    if SERVES[need.theme] != domain:
        return Said("none", reason="不属本单位职责，由相关部门办理")
    words, handler, proof = OFFERS[domain]
    entry: CatalogueEntry | None = entries_for(cell.path).filter(theme=need.theme).first()
    return Said(
        "measure", words, ground=NOTICE, handler=handler, due=today() + timedelta(days=30), proof=proof,
        entry=entry, case_by_case="" if entry else "目录尚无此项，本次会商确定",
    )  # fmt: skip
