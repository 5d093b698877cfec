"""A family card of invented people, and how tests read a PDF back."""

from collections.abc import Sequence
from dataclasses import replace

import pypdfium2

from anxin.ground.paper.shapes import (
    Column,
    Columns,
    Halves,
    KeyValues,
    Mark,
    Pair,
    Panel,
    Paragraph,
    Section,
    Sheet,
    Table,
)

MEMBERS = Table(
    (
        Column("姓名", "lead"),
        Column("关系", "whole"),
        Column("身份证号", "whole"),
        Column("经济来源"),
        Column("状态", "whole"),
    ),
    (
        ("周敏", "妻，户主", "9901**********0427", "镇小学教师，工资", Mark("done", "已核对")),
        ("陈小雨", "女儿", "9901**********1624", "遗属生活困难补助", Mark("going", "办理中")),
    ),
)

CARD = Sheet(
    title="陈志远家庭",
    subtitle="家庭档案卡（一户一档）",
    number="安和 青石 0007",
    classification="内部资料，用后归档",
    sections=(
        Section(
            "殉职干部",
            KeyValues((Pair("姓名", "陈志远，男，1983年3月生"), Pair("认定", "因公牺牲", wide=True))),
        ),
        Section("家庭成员", MEMBERS, "2人，逐人建档"),
        Section("谁负责", Columns((Panel("责任人", "林晓芳", "青石镇党委组织委员", ("139 0000 1866",)),))),
        Halves(
            Section("往后的节点", Table((Column(""), Column("", "lead")), (("2027-02-06", "春节"),))),
            Section("最近走访", Table((Column("日期"),), (), "还没有走访")),
        ),
        Section("家属的话", Paragraph("别在学校提他爸爸。", quoted=True)),
    ),
    signatures=("责任人", "家属（看过、无误）"),
    qr="HTTPS://ANXIN.EXAMPLE/C/7K2M9QXW4B",
    foot="中共安和县委组织部　2026年11月23日打印",
)


def with_members(*rows: Sequence[str]) -> Sheet:
    """The card with other members; each row: name, relation, number, income, state."""
    table = replace(MEMBERS, rows=tuple(tuple(row) for row in rows))
    return replace(CARD, sections=(Section("家庭成员", table),))


def texts(pdf: bytes) -> list[str]:
    """The text of each page as a reader would copy it."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]
