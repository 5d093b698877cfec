"""The impact assessment on paper. Its text is Chinese, as the office keeps it; codes become words here."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import override

from anxin.ground.access.personal import KEEPS, MASKS
from anxin.ground.access.rights import Role
from anxin.ground.paper.official import (
    Annex,
    Block,
    Heading,
    Official,
    Paragraph,
    Table,
    long_date,
    official_docx,
)
from anxin.ground.paper.pdf import sheet_pdf
from anxin.ground.paper.shapes import Column, KeyValues, Pair, Section, Sheet
from anxin.ground.paper.shapes import Paragraph as Text
from anxin.ground.paper.shapes import Table as Grid
from anxin.ground.units.models import Domain

from .assessing import MEASURES, difference, previous, sensitive_count
from .models import Assessment
from .registry import PURPOSES, SENSITIVE
from .rules import rules


@dataclass(frozen=True)
class Told:
    """One table of the assessment: its title, heads and rows, in words."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def told_of(found: Assessment) -> list[Told]:
    """What the house said of itself, as tables."""
    return [_fields(found), _readers(found), _retention(found), _shared(found), _measures(found)]


ROOMS = {
    "families": "家庭档案", "care": "帮扶措施和走访", "entitlements": "待遇测算", "surveys": "台账导入",
    "rights": "权利请求", "access": "账号和任职", "journal": "日志", "notices": "情况报告",
}  # fmt: skip


def _fields(found: Assessment) -> Told:
    by_room: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found.content["fields"]:
        by_room[one["room"]]["all"] += 1
        by_room[one["room"]]["sensitive"] += one["sensitivity"] == SENSITIVE
        by_room[one["room"]]["encrypted"] += bool(one["encrypted"])
    rows = tuple(
        (
            ROOMS.get(room, room), str(PURPOSES.get(room, "")), str(count["all"]), str(count["sensitive"]),
            str(count["encrypted"]),
        )
        for room, count in sorted(by_room.items())
    )  # fmt: skip
    return Told("处理的个人信息", ("业务", "目的", "字段", "敏感", "加密"), rows)


def _readers(found: Assessment) -> Told:
    rows = tuple(
        (ROOMS.get(room, room), "、".join(str(Role(role).label) for role in roles))
        for room, roles in found.content["readers"].items()
    )
    return Told("可以查看的岗位", ("业务", "岗位"), rows)


def _retention(found: Assessment) -> Told:
    known = rules()
    rows = tuple(
        (known[code].what, known[code].period, known[code].then_words, known[code].ground)
        for code in found.content["retention"]
        if code in known
    )
    return Told("保管期限", ("内容", "期限", "到期", "依据"), rows)


def _shared(found: Assessment) -> Told:
    domains = dict(Domain.choices)
    rows = tuple(
        (str(domains.get(code, "其他")), str(count)) for code, count in found.content["shared"].items()
    )
    return Told("近一年向部门提供", ("部门", "次数"), rows)


def _measures(found: Assessment) -> Told:
    rows = tuple(
        (str(MEASURES[code][0]), MEASURES[code][1]) for code in found.content["measures"] if code in MEASURES
    )
    return Told("已采取的措施", ("措施", "检验编号"), rows)


def details_of(found: Assessment) -> Told:
    """Every field by itself: what it is, how sensitive, how masked, how long kept, how it lies."""
    rows = tuple(
        (
            one["key"], "敏感" if one["sensitivity"] == SENSITIVE else "一般",
            str(MASKS.get(one["mask"], one["mask"])), str(KEEPS.get(one["keep"], one["keep"])),
            "加密" if one["encrypted"] else "明文",
        )
        for one in found.content["fields"]
    )  # fmt: skip
    return Told("字段明细", ("字段", "敏感程度", "遮盖", "保管", "存储"), rows)


def _judged(found: Assessment) -> list[tuple[str, str]]:
    return [
        ("处理目的、方式的合法、正当、必要", found.necessity),
        ("对个人权益的影响及安全风险", found.impact),
        ("保护措施与风险程度的适应", found.risks),
        ("结论和下一步", found.conclusion),
    ]


def _changes(found: Assessment) -> str:
    before = previous(found)
    if before is None:
        return "本次为首次评估。"
    differs = difference(found.content, before.content)
    if not differs.any:
        return f"与第{before.version}版相比，没有变化。"
    parts = [
        f"新增字段{len(differs.added)}个：{'、'.join(differs.added)}" if differs.added else "",
        f"减少字段{len(differs.removed)}个：{'、'.join(differs.removed)}" if differs.removed else "",
        f"其他变化：{'、'.join(differs.changed)}" if differs.changed else "",
    ]
    return f"与第{before.version}版相比，{'；'.join(part for part in parts if part)}。"


def assessment_docx(found: Assessment) -> bytes:
    """Word, in the layout of an official document; offices add to it and sign it."""
    with override("zh-hans"):
        blocks: list[Block] = [Paragraph(_opening(found))]
        for one in told_of(found):
            blocks += [Heading(1, one.title), _table(one)]
        for title, text in _judged(found):
            blocks += [Heading(1, title), Paragraph(text)]
        blocks += [Heading(1, "与上一版的差异"), Paragraph(_changes(found))]
        return official_docx(
            Official(
                issuer=found.unit.name, number=f"第{found.version}版", title="个人信息保护影响评估报告",
                blocks=tuple(blocks), signature_unit=found.unit.name, date=found.made_on,
                printed_by=found.unit.name, printed_on=found.made_on,
                annexes=(Annex("字段明细", (_table(details_of(found)),)),),
            )
        )  # fmt: skip


def _table(one: Told) -> Block:
    if not one.rows:
        return Paragraph("无。")
    return Table("", one.heads, one.rows, tuple("left" for _ in one.heads))


def _opening(found: Assessment) -> str:
    count, sensitive = len(found.content["fields"]), sensitive_count(found.content)
    return (
        f"根据《中华人民共和国个人信息保护法》第五十五条、第五十六条，{found.unit.name}对“安心”系统处理个人信息的活动"
        f"进行影响评估。截至{long_date(found.made_on)}，系统登记的个人信息字段{count}个，其中敏感个人信息{sensitive}个。"
        f"评估报告和处理情况记录至少保存三年。"
    )


def assessment_pdf(found: Assessment) -> bytes:
    """The same on A4."""
    with override("zh-hans"):
        who = KeyValues(
            (
                Pair("单位", found.unit.name),
                Pair("版本", f"第{found.version}版"),
                Pair("评估日期", long_date(found.made_on)),
                Pair("评估人", found.made_by.name),
            )
        )
        sections = [Section("概况", who), Section("说明", Text(_opening(found)))]
        for one in told_of(found):
            columns = tuple(Column(head) for head in one.heads)
            sections.append(Section(one.title, Grid(columns, one.rows, empty="无")))
        sections += [Section(title, Text(text)) for title, text in _judged(found)]
        sections.append(Section("与上一版的差异", Text(_changes(found))))
        details = details_of(found)
        columns = tuple(Column(head) for head in details.heads)
        sections.append(Section(details.title, Grid(columns, details.rows, empty="无")))
        return sheet_pdf(
            Sheet(
                title="个人信息保护影响评估报告",
                subtitle=f"第{found.version}版",
                classification="内部资料，保存不少于三年",
                sections=tuple(sections),
                signatures=("评估人", "负责人", "日期"),
                foot=f"{found.unit.name}，{long_date(found.made_on)}",
            )
        )
