"""The measures of GB/T 9704-2012 as Word styles: faces, sizes, grid and indents.

Fonts are named only, never shipped: the reader's machine has them, `OTHER_NAMES` helps where
it has newer ones.
"""

from typing import NamedTuple

from docx.oxml.ns import nsdecls

W = nsdecls("w")
MM = 1440 / 25.4  # twips in a millimetre
TOP, BOTTOM, INNER, OUTER = 37, 35, 28, 26  # mm: 天头, 地脚, 订口, 切口
WIDTH = 8845  # twips of 156 mm
ACROSS = 12755  # twips of 225 mm: a line of a page across
PITCH = 579  # twips of a line: 225 mm / 22, rounded down so that 22 lines fit
CHARACTER = 316  # twips of a character: 156 mm / 28
CHAR_SPACE = -849  # 4096ths of a point between 16 pt and 156 mm / 28

FANG, HEI, KAI, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
OTHER_NAMES = {
    FANG: "仿宋,FangSong,FangSong_GB2312",
    KAI: "楷体,KaiTi,KaiTi_GB2312",
    SONG: "方正小标宋_GBK,小标宋,FZXiaoBiaoSong-B05,华文中宋",
    HEI: "SimHei",
    "宋体": "SimSun",
}
RED = "C00000"


class Style(NamedTuple):
    """A paragraph style: face, points, and its pPr in XML (without the tag)."""

    name: str
    font: str
    points: float
    layout: str
    colour: str = "000000"


FREE = '<w:snapToGrid w:val="0"/>'
TIGHT = '<w:spacing w:val="-5"/>'  # a quarter of a point closer: 28 characters of 16 pt in 156 mm


def exact(line: int = PITCH, before: int = 0, after: int = 0) -> str:
    """A fixed line, so that 22 fit in every program.

    The grid of the page stays declared (Word shows 22 lines of 28 characters), but paragraphs do not snap
    to it: LibreOffice gives a 16 pt character that is wider than its cell of 15.79 pt two cells.
    """
    return f'{FREE}<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def indent(first: int = 0, left: int = 0, right: int = 0) -> str:
    """Indents in characters, with the same in twips for programs that do not know characters."""
    hang = "hanging" if first < 0 else "firstLine"
    size = abs(first)
    return (
        f'<w:ind w:leftChars="{left * 100}" w:left="{left * CHARACTER}"'
        f' w:rightChars="{right * 100}" w:right="{right * CHARACTER}"'
        f' w:{hang}Chars="{size * 100}" w:{hang}="{size * CHARACTER}"/>'
    )


def kept(level: int) -> str:
    return f'{indent(first=2)}<w:outlineLvl w:val="{level}"/>'


def double(side: str, kind: str, space: int) -> str:
    """The double red line of a letter, so many points from its paragraph."""
    return f'<w:pBdr><w:{side} w:val="{kind}" w:sz="24" w:space="{space}" w:color="{RED}"/></w:pBdr>'


# 170 mm: 7 mm over the text on both sides
WIDER = f'<w:ind w:left="{-round(7 * MM)}" w:right="{-round(7 * MM)}"/><w:jc w:val="center"/>'
AT_FOOT = (
    f'<w:framePr w:w="{WIDTH}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:yAlign="bottom"/>'
)
NEXT = "<w:keepNext/><w:keepLines/>"
TABS = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - CHARACTER}"/></w:tabs>'
ITEM = f'<w:tabs><w:tab w:val="left" w:pos="{6 * CHARACTER}"/></w:tabs>'

STYLES = (
    Style("公文正文", FANG, 16, exact() + indent(first=2) + '<w:jc w:val="both"/>'),
    Style("发文机关标志", SONG, 38, exact(920, 1984) + '<w:jc w:val="center"/>', RED),
    Style("发文字号", FANG, 16, TABS + exact(before=2 * PITCH) + indent(left=1)),
    Style("发文字号居中", FANG, 16, exact(before=2 * PITCH) + '<w:jc w:val="center"/>'),
    Style(
        "红色分隔线",
        FANG,
        1,
        f'<w:pBdr><w:top w:val="single" w:sz="16" w:space="0" w:color="{RED}"/></w:pBdr>'
        + exact(20, round(4 * MM)),
    ),
    Style("公文标题", SONG, 22, NEXT + exact(PITCH, 2 * PITCH, PITCH) + '<w:jc w:val="center"/>'),
    Style("主送机关", FANG, 16, exact() + '<w:jc w:val="both"/>'),
    Style("一级标题", HEI, 16, NEXT + exact() + kept(0)),
    Style("二级标题", KAI, 16, NEXT + exact() + kept(1)),
    Style("三级标题", FANG, 16, NEXT + exact() + kept(2)),
    Style("四级标题", FANG, 16, exact() + kept(3)),
    Style("表题", HEI, 14, NEXT + exact() + '<w:jc w:val="center"/>'),
    Style("表头文字", HEI, 12, exact(350)),
    Style("表内文字", FANG, 12, exact(350)),
    Style("附件说明", FANG, 16, exact(before=PITCH) + indent(first=-3, left=5)),
    Style("附件说明首项", FANG, 16, ITEM + exact(before=PITCH) + indent(first=-4, left=6)),
    Style("附件说明续项", FANG, 16, ITEM + exact() + indent(first=-1, left=6)),
    Style("发文机关署名", FANG, 16, NEXT + exact(before=PITCH) + indent(left=13) + '<w:jc w:val="center"/>'),
    Style("成文日期", FANG, 16, exact() + indent(right=4) + '<w:jc w:val="right"/>'),
    Style("附件标注", HEI, 16, "<w:keepNext/><w:pageBreakBefore/>" + exact()),
    Style("附件标题", SONG, 22, NEXT + exact(PITCH, PITCH, PITCH) + '<w:jc w:val="center"/>'),
    Style("版记", FANG, 14, exact(420) + indent(left=1, right=1)),
    Style("版记抄送", FANG, 14, exact(420) + indent(first=-3, left=4, right=1)),
    Style("版记右", FANG, 14, exact(420) + indent(right=1) + '<w:jc w:val="right"/>'),
    Style("页码单页", "宋体", 14, FREE + indent(right=1) + '<w:jc w:val="right"/>'),
    Style("页码双页", "宋体", 14, FREE + indent(left=1) + '<w:jc w:val="left"/>'),
    Style("版末", FANG, 1, exact(20)),
    Style("出席人员", FANG, 16, exact() + indent(first=-3, left=5)),
    Style("函标志", SONG, 38, double("bottom", "thickThinSmallGap", 11) + exact(920) + WIDER, RED),
    Style("函下线", FANG, 1, double("bottom", "thinThickSmallGap", 14) + exact(20) + WIDER),
    Style("函发文字号", FANG, 16, exact(before=280) + '<w:jc w:val="right"/>'),
    Style("函抄送", FANG, 14, AT_FOOT + exact(420) + indent(first=-3, left=4, right=1)),
)


def fonts_of(name: str) -> str:
    """Han in the named face, Latin letters and digits in Times New Roman, marks like — and “ as Han."""
    latin = "Times New Roman" if name in (FANG, KAI, "宋体") else name
    names = f'w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{name}" w:cs="{latin}"'
    return f'<w:rFonts {names} w:hint="eastAsia"/>'


def sized(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def style_xml(style: Style) -> str:
    """The style as an element of styles.xml."""
    tight = TIGHT if style.points == 16 else ""
    looks = f'{fonts_of(style.font)}{FREE}<w:color w:val="{style.colour}"/>{tight}{sized(style.points)}'
    return (
        f'<w:style {W} w:type="paragraph" w:customStyle="1" w:styleId="{style.name}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{style.layout}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


def border(side: str, eighths: int) -> str:
    """A black line; its thickness in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def cell_margins(twips: int) -> str:
    size = f'w:w="{twips}" w:type="dxa"'
    return f"<w:tblCellMar><w:left {size}/><w:right {size}/></w:tblCellMar>"


# autoSpace off: no gap between Han and digits, since the page counts characters (LibreOffice 7 ignores it)
DEFAULTS = (
    f"<w:docDefaults {W}><w:rPrDefault><w:rPr>{fonts_of(FANG)}{sized(16)}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
)

# margins that change sides on even pages, their own page number, the behaviour of Word 2013 and later
SETTINGS = (
    f'<w:settings {W}><w:mirrorMargins/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)

BASE = (
    f'<w:style {W} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    f"<w:rPr>{sized(16)}</w:rPr></w:style>"
)

THREE_LINES = (
    f'<w:style {W} w:type="table" w:customStyle="1" w:styleId="三线表"><w:name w:val="三线表"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{border("top", 12)}{border("bottom", 12)}'
    f"</w:tblBorders>{cell_margins(57)}</w:tblPr></w:style>"
)


def font_table() -> str:
    """The part that tells a word processor under which other names it may have the same face."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in OTHER_NAMES.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:fonts {W}>{entries}</w:fonts>"
