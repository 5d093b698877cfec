"""Makes papers_templates/joint_minutes.docx, the built-in minutes of a meeting on joint measures.

Run `python -m anxin.care.papers_making` after changing it; a test holds the file to this script. An office
takes it, changes it in Word or WPS and loads it again: the words in {{ }} and {% %} stay.
"""

from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from anxin.entitlements.papers.making import (
    FANG,
    GRID,
    HEI,
    NOT_NEEDED,
    SONG,
    W,
    line,
    page,
    paragraph,
    table,
)
from anxin.ground.paper.stamping import stamped

TARGET = Path(__file__).parent / "papers_templates" / "joint_minutes.docx"
MEASURES = (  # head, field, columns of the grid
    ("单位", "who", 10), ("措施（金额或服务）", "words", 18), ("依据", "ground", 13), ("经办", "handler", 7),
    ("完成时限", "due", 6), ("凭证", "proof", 6),
)  # fmt: skip
SIGNED = (("单位", "who", 22), ("联系人", "contact", 12), ("会签情况", "state", 14), ("会签日期", "on", 12))


def build() -> bytes:
    """The template as a file, the same bytes every time."""
    document = Document()
    page(document)
    body = document.element.body
    for element in parse_xml(f"<w:body {W}>{_whole()}</w:body>"):
        body.find(qn("w:sectPr")).addprevious(element)
    return stamped(document, NOT_NEEDED)


def _whole() -> str:
    return (
        paragraph("{{ unit }}", FANG, 14, "center", after=60)
        + paragraph("关爱帮扶措施会商纪要", SONG, 20, "center", after=120)
        + paragraph("会商单编号：{{ number }}\t第{{ version }}版　　{{ state }}", FANG, 11, after=60)
        + paragraph(
            "根据中央组织部2017年4月12日通知第三条要求，{{ unit }}会同{{ partners }}，就{{ family }}的困难和"
            "需求共{{ count }}项逐项会商，形成如下意见。",
            FANG, 12, after=100,
        )
        + table(_needs())
        + paragraph("", FANG, 6)
        + paragraph("各单位会签", HEI, 12, after=60)
        + table(_loop("one in columns", SIGNED))
        + paragraph("", FANG, 6)
        + paragraph(
            "批准：{{ approved_by }}　　{{ approved_on }}\t记录：{{ by }}　　{{ printed_on }}", FANG, 11
        )
    )  # fmt: skip


def _head(columns: tuple[tuple[str, str, int], ...]) -> str:
    return line([(words, span, HEI) for words, _name, span in columns])


def _tag(words: str) -> str:
    return line([(words, GRID, FANG)])


def _fields(columns: tuple[tuple[str, str, int], ...]) -> str:
    return line([("{{ one." + name + " }}", span, FANG) for _words, name, span in columns])


def _loop(loop: str, columns: tuple[tuple[str, str, int], ...]) -> str:
    return _head(columns) + _tag("{%tr for " + loop + " %}") + _fields(columns) + _tag("{%tr endfor %}")


def _needs() -> str:
    """A heading for each need, its measures below, and who has none and why."""
    heading = line([("{{ loop.index }}、{{ need.about }}：{{ need.told }}", GRID, HEI)], shade=True)
    none = line([("不采取措施：{{ need.none }}", GRID, FANG)])
    return (
        _tag("{%tr for need in needs %}")
        + heading
        + _loop("one in need.measures", MEASURES)
        + _tag("{%tr if need.none %}")
        + none
        + _tag("{%tr endif %}")
        + _tag("{%tr endfor %}")
    )


if __name__ == "__main__":
    TARGET.write_bytes(build())
