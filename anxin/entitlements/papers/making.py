"""Makes templates/*.docx, the built-in application papers.

Run `python -m anxin.entitlements.papers.making` after changing it; a test holds the files to this script. An
office takes one, changes it in Word or WPS and loads it again: the words in {{ }} and {% %} stay.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from anxin.ground.paper.stamping import stamped

W = nsdecls("w")
TARGET = Path(__file__).parent / "templates"
SONG, FANG, HEI = "方正小标宋_GBK", "仿宋_GB2312", "黑体"
NOT_NEEDED = ("thumbnail", "stylesWithEffects", "customXml")  # parts of python-docx's own template
GRID, UNIT = 60, 160  # columns of the table and twips of each: 169 mm
SPANS = {2: (10, 50), 4: (10, 20), 6: (8, 12)}  # of label and value, by how many cells a row has
RIGHT = "\u2192"  # a line that begins with it stands at the right
Row = Sequence[str]  # label, value, label, value …; one text alone is a heading across

DECEASED: tuple[Row, ...] = (
    ("姓名", "{{ deceased.name }}", "性别", "{{ deceased.sex }}", "出生年月", "{{ deceased.birth }}"),
    ("身份证号", "{{ deceased.id_number }}", "参加工作时间", "{{ deceased.work_start }}"),
    ("工作单位", "{{ deceased.unit }}", "职务", "{{ deceased.post }}"),
    ("死亡时间", "{{ deceased.died_on }}", "认定类别", "{{ deceased.category }}"),
    ("认定文书", "{{ deceased.document }}", "认定机关", "{{ deceased.body }}"),
)
APPLICANT: tuple[Row, ...] = (
    (
        "申请人",
        "{{ applicant.name }}",
        "与死者关系",
        "{{ applicant.kin }}",
        "联系电话",
        "{{ applicant.phone }}",
    ),
    ("身份证号", "{{ applicant.id_number }}", "住址", "{{ applicant.address }}"),
)
RELATIVES = ("姓名", "性别", "出生年月", "与死者关系", "身份证号", "有无收入来源", "备注")
RELATIVE = ("name", "sex", "birth", "kin", "id_number", "income", "note")
SUMS = ("待遇项目", "对象", "金额（元）", "怎么算", "依据")
SUM = ("name", "person", "amount", "arithmetic", "ground")
LISTS: dict[str, tuple[str, Row, Row, tuple[int, ...]]] = {
    "relatives": ("one in relatives", RELATIVES, RELATIVE, (8, 4, 9, 8, 14, 12, 5)),
    "others": ("one in others", RELATIVES, RELATIVE, (8, 4, 9, 8, 14, 12, 5)),
    "sums": ("one in lines", SUMS, SUM, (11, 8, 11, 14, 16)),
}
TOTAL: tuple[Row, ...] = (
    ("合计（小写）", "{{ total }}", "合计（大写）", "{{ total_capital }}"),
    ("支付方", "{{ payer }}", "起始年月", "{{ since }}"),
)


def opinion(*who: str) -> tuple[Row, ...]:
    """Fields for whoever decides: left empty, with place for seal and day."""
    return tuple((f"{one}意见", f"\n\n{RIGHT}（盖章）　　　　年　　月　　日") for one in who)


def bank() -> tuple[Row, ...]:
    """Where the money goes: filled in by hand."""
    return (("开户银行", "", "账户名称", ""), ("银行账号", ""))


FORMS: dict[str, tuple[Any, ...]] = {
    "work_injury": (
        "工伤认定申请表",
        ("一、职工情况",), *DECEASED[:3],
        ("事故时间", "{{ deceased.died_on }}", "事故地点", "", "职业、工种或工作岗位", "{{ deceased.post }}"),
        ("二、申请人",), *APPLICANT,
        ("三、受伤害经过",), ("经过简述（时间、地点、原因、救治情况）", "{{ deceased.cause }}\n\n\n"),
        ("四、申请事项",), ("申请事项", "申请认定{{ deceased.name }}同志为工伤（视同工伤）。"),
        ("申请期限", "{{ deadlines }}"),
        *opinion("用人单位", "社会保险行政部门"),
    ),
    "death_benefits": (
        "机关事业单位工作人员死亡待遇呈报表",
        ("一、死者情况",), *DECEASED,
        ("生前最后一个月基本工资（元）", "{{ deceased.basic_pay }}", "死亡性质", "{{ deceased.nature }}"),
        ("二、供养直系亲属情况",), "relatives", "others",
        ("三、申报待遇",), "sums", *TOTAL,
        *opinion("所在单位", "主管部门", "组织人事（人社）部门"),
    ),
    "dependants": (
        "供养亲属抚恤金待遇申请表",
        ("一、因工死亡职工情况",), *DECEASED,
        ("二、申请人",), *APPLICANT,
        ("三、供养亲属情况",), "relatives", "others",
        ("四、申请待遇",), "sums", *TOTAL, *bank(),
        *opinion("用人单位", "经办机构"),
    ),
    "survivors": (
        "遗属生活困难补助申请表",
        ("一、死者情况",), *DECEASED,
        ("二、申请人",), *APPLICANT,
        ("三、遗属情况",), "relatives", "others",
        ("四、申请补助",), "sums", *TOTAL, *bank(),
        *opinion("所在单位", "主管部门", "审批部门"),
    ),
    "martyr": (
        "烈士褒扬金、抚恤金申请表",
        ("一、烈士情况",), *DECEASED,
        ("二、申请人",), *APPLICANT,
        ("三、烈士遗属情况",), "relatives", "others",
        ("四、申请待遇",), "sums", *TOTAL, *bank(),
        ("遗属协商一致的领取办法", "\n\n　　　　　　　　全体遗属签字：\n"),
        *opinion("乡镇（街道）", "县级退役军人事务部门"),
    ),
    "general": (
        "{{ title }}申请表",
        ("一、已故干部情况",), *DECEASED,
        ("二、申请人",), *APPLICANT,
        ("三、家庭成员",), "relatives",
        ("四、申请待遇",), "sums", *TOTAL, *bank(),
        *opinion("受理单位"),
    ),
}  # fmt: skip


def build(code: str) -> bytes:
    """One template as a file, the same bytes every time."""
    title, *parts = FORMS[code]
    document = Document()
    page(document)
    rows = "".join(_list(part) if isinstance(part, str) else _row(part) for part in parts)
    whole = (
        paragraph(title, SONG, 20, "center", after=120)
        + paragraph(
            "填报单位：{{ unit }}\t编号：{{ number }}　　填报日期：{{ filled_on }}", FANG, 11, after=60
        )
        + table(rows)
        + paragraph(
            "金额系测算，不是决定，由主管部门核定。未填的身份证号、账号等由申请人手工填写。", FANG, 10
        )
    )
    body = document.element.body
    for element in parse_xml(f"<w:body {W}>{whole}</w:body>"):
        body.find(qn("w:sectPr")).addprevious(element)
    return stamped(document, NOT_NEEDED)


def page(document: Any) -> None:
    """A4 upright with the margins of a form."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(16)


def paragraph(words: str, font: str, size: float, side: str = "left", after: int = 0) -> str:
    """One paragraph; a tab in it runs to the right margin."""
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{UNIT * GRID}"/></w:tabs>' if "\t" in words else ""
    fonts = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    face = f'<w:rPr><w:rFonts{fonts}/><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    text = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(one)}</w:t>' for one in words.split("\t"))
    form = f'{tabs}<w:spacing w:before="0" w:after="{after}"/><w:jc w:val="{side}"/>'
    return f"<w:p><w:pPr>{form}</w:pPr><w:r>{face}{text}</w:r></w:p>"


def table(rows: str) -> str:
    """One table for the whole form, on a fine grid, so that rows of any cut stand under one another."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (
            ("top", 8),
            ("left", 8),
            ("bottom", 8),
            ("right", 8),
            ("insideH", 4),
            ("insideV", 4),
        )
    )
    inner = '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{UNIT * GRID}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{inner}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{f'<w:gridCol w:w={chr(34)}{UNIT}{chr(34)}/>' * GRID}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: Row) -> str:
    """Label, value, label, value …; one text alone is a heading across."""
    if len(cells) == 1:
        return line([(cells[0], GRID, HEI)], shade=True)
    label, value = SPANS[len(cells)]
    return line(
        [
            (words, value if place % 2 else label, FANG if place % 2 else HEI)
            for place, words in enumerate(cells)
        ]
    )


def _list(name: str) -> str:
    """A table of a list; the other members of the family under a heading, only where there are any."""
    if name != "others":
        return _loop(*LISTS[name])
    begin, end = (line([(f"{{%tr {tag} %}}", GRID, FANG)]) for tag in ("if others", "endif"))
    return begin + _row(("其他家庭成员（不在上述之列）",)) + _loop(*LISTS[name]) + end


def _loop(loop: str, heads: Row, names: Row, spans: Sequence[int]) -> str:
    """A head, and a row for each of a list: docxtpl takes the rows of the loop out again."""
    head = [(words, span, HEI) for words, span in zip(heads, spans, strict=True)]
    body = [("{{ one." + name + " }}", span, FANG) for name, span in zip(names, spans, strict=True)]
    return (
        line(head)
        + line([("{%tr for " + loop + " %}", GRID, FANG)])
        + line(body)
        + line([("{%tr endfor %}", GRID, FANG)])
    )


def line(cells: Sequence[tuple[str, int, str]], shade: bool = False) -> str:
    """One row: words, how many columns of the grid they take, and their face."""
    height = '<w:trPr><w:cantSplit/><w:trHeight w:val="440" w:hRule="atLeast"/></w:trPr>'
    return f"<w:tr>{height}{''.join(_cell(*cell, shade=shade) for cell in cells)}</w:tr>"


def _cell(words: str, span: int, font: str, shade: bool) -> str:
    grey = '<w:shd w:val="clear" w:color="auto" w:fill="EFEFEF"/>' if shade else ""
    form = (
        f'<w:tcW w:w="{span * UNIT}" w:type="dxa"/><w:gridSpan w:val="{span}"/>{grey}'
        '<w:vAlign w:val="center"/>'
    )
    lines = [
        paragraph(one.removeprefix(RIGHT), font, 10.5, "right" if one.startswith(RIGHT) else "left")
        for one in words.split("\n")
    ]
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{''.join(lines)}</w:tc>"


if __name__ == "__main__":
    TARGET.mkdir(exist_ok=True)
    for form in FORMS:
        (TARGET / f"{form}.docx").write_bytes(build(form))
