"""Makes templates/report.docx, the Word template of official documents (GB/T 9704-2012).

Run `python -m anxin.ground.paper.report_template` after changing it; a test holds the file to this script.
An office may edit a copy of the file in Word or WPS: the words in {{ }} and {% %} are docxtpl's, the styles
carry the measures.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from anxin.ground.paper.report_styles import (
    BASE,
    BOTTOM,
    CHAR_SPACE,
    DEFAULTS,
    INNER,
    KAI,
    MM,
    OUTER,
    PITCH,
    SETTINGS,
    STYLES,
    THREE_LINES,
    TOP,
    WIDTH,
    W,
    border,
    cell_margins,
    font_table,
    fonts_of,
    style_xml,
)

TARGET = Path(__file__).parent / "templates" / "report.docx"
NOT_NEEDED = (
    "thumbnail",
    "stylesWithEffects",
    "customXml",
    "numbering",
)  # parts of python-docx's own template
TAB = "<w:r><w:tab/></w:r>"


def run(text: str, extra: str = "") -> str:
    properties = extra or '<w:rFonts w:hint="eastAsia"/>'
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, *runs: str) -> str:
    inside = "".join(piece if piece.startswith("<w:") else run(piece) for piece in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def tag(words: str) -> str:
    """A paragraph that docxtpl takes out again: a loop or a condition."""
    return paragraph("公文正文", f"{{%p {words} %}}")


def either(*ways: tuple[str, str]) -> str:
    """Paragraphs under if, elif … endif."""
    words = ["if", *["elif"] * (len(ways) - 1)]
    return "".join(
        tag(f"{word} {test}") + body for word, (test, body) in zip(words, ways, strict=True)
    ) + tag("endif")


def blocks(source: str) -> str:
    """Everything that may stand in the text or in an annex, one after another."""
    headings = [
        (f'block.kind == "heading{n}"', paragraph(f"{han}级标题", "{{ block.text }}"))
        for n, han in enumerate("一二三四", 1)
    ]
    text = ('block.kind == "paragraph"', paragraph("公文正文", "{{ block.text }}"))
    caption = either(("block.caption", paragraph("表题", "{{ block.caption }}")))
    table = ('block.kind == "table"', caption + three_lines())
    return tag(f"for block in {source}") + either(*headings, text, table) + tag("endfor")


def three_lines() -> str:
    """A table with a line above, below and under its head, its head repeated on every page."""
    head = cell("{%tc for cell in block.head %}") + aligned("表头文字", under=True) + cell("{%tc endfor %}")
    body = cell("{%tc for cell in row %}") + aligned("表内文字") + cell("{%tc endfor %}")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="三线表"/><w:tblW w:w="{WIDTH}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid(3)}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"<w:tr>{cell('{%tr for row in block.rows %}')}</w:tr>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr>"
        f"<w:tr>{cell('{%tr endfor %}')}</w:tr></w:tbl>"
    )


def grid(columns: int) -> str:
    return f'<w:gridCol w:w="{WIDTH // columns}"/>' * columns


def cell(words: str, properties: str = "", style: str = "表内文字") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(style, words)}</w:tc>"


def aligned(style: str, under: bool = False) -> str:
    line = f"<w:tcBorders>{border('bottom', 6)}</w:tcBorders>"
    ways = [(f'cell.side == "{side}"', justified(style, side)) for side in ("left", "center", "right")]
    return f'<w:tc><w:tcPr>{line if under else ""}<w:vAlign w:val="center"/></w:tcPr>{either(*ways)}</w:tc>'


def justified(style: str, side: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>'
    return f"<w:p>{properties}{run('{{ cell.text }}')}</w:p>"


def heading() -> str:
    signer = run("{{ signer }}", fonts_of(KAI))
    return (
        paragraph("发文机关标志", "{{ issuer }}文件")
        + either(
            ("signer", paragraph("发文字号", "{{ number }}", TAB, "签发人：", signer)),
            ("not signer", paragraph("发文字号居中", "{{ number }}")),
        )
        + paragraph("红色分隔线")
        + paragraph("公文标题", "{{ title }}")
        + either(("addressee", paragraph("主送机关", "{{ addressee }}：")))
    )


def closing() -> str:
    numbered = ("{{ item.number }}.", TAB, "{{ item.text }}")
    items = either(
        ('item.kind == "only"', paragraph("附件说明", "附件：{{ item.text }}")),
        ('item.kind == "first"', paragraph("附件说明首项", "附件：", *numbered)),
        ('item.kind == "next"', paragraph("附件说明续项", *numbered)),
    )
    return (
        tag("for item in attachments")
        + items
        + tag("endfor")
        + paragraph("发文机关署名", "{{ signature_unit }}")
        + paragraph("成文日期", "{{ date }}")
    )


def annexes() -> str:
    return (
        tag("for annex in annexes")
        + paragraph("附件标注", "{{ annex.label }}")
        + paragraph("附件标题", "{{ annex.title }}")
        + blocks("annex.blocks")
        + tag("endfor")
    )


def imprint() -> str:
    """版记: held to the foot of the last page, thick lines outside, a thin one within.

    It stands in the middle of the page, not of the text, which differs by 1 mm: LibreOffice lets a table as
    wide as the text float only so.
    """
    borders = border("top", 8) + border("bottom", 8) + border("insideH", 6)
    half = f'<w:tcW w:w="{WIDTH // 2}" w:type="dxa"/>'
    whole = f'<w:tcW w:w="{WIDTH}" w:type="dxa"/><w:gridSpan w:val="2"/>'
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin"'
        ' w:horzAnchor="page" w:tblpXSpec="center" w:tblpYSpec="bottom"/>'
        f'<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{cell_margins(0)}</w:tblPr>'
        f"<w:tblGrid>{grid(2)}</w:tblGrid>"
        f"<w:tr>{cell('{%tr if copies_to %}', whole)}</w:tr>"
        f"<w:tr>{cell('抄送：{{ copies_to }}。', whole, '版记抄送')}</w:tr>"
        f"<w:tr>{cell('{%tr endif %}', whole)}</w:tr>"
        f"<w:tr>{cell('{{ printed_by }}', half, '版记')}"
        f"{cell('{{ printed_on }}印发', half, '版记右')}</w:tr></w:tbl>" + paragraph("版末")
    )


def section() -> str:
    """A4, the four margins, 22 lines of 28 characters, page numbers 7 mm under the text."""
    top, bottom, inner, outer = (round(side * MM) for side in (TOP, BOTTOM, INNER, OUTER))
    return (
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{top}" w:right="{outer}" w:bottom="{bottom}" w:left="{inner}"'
        f' w:header="851" w:footer="{round(25 * MM)}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{PITCH}" w:charSpace="{CHAR_SPACE}"/>'
    )


def build() -> bytes:
    """The template as a file, the same bytes every time."""
    document = Document()
    _dress(document)
    body = document.element.body
    sections = body.find(qn("w:sectPr"))
    for old in list(body):
        if old is not sections:
            body.remove(old)
    everything = heading() + blocks("blocks") + closing() + annexes() + imprint()
    for element in parse_xml(f"<w:body {W}>{everything}</w:body>"):
        sections.addprevious(element)
    _measure(document, sections)
    return _stamped(document)


def _dress(document: Any) -> None:
    """Only the styles above: no theme fonts, no blue headings."""
    styles = document.styles.element
    for old in styles.findall(qn("w:style")) + styles.findall(qn("w:docDefaults")):
        if old.get(qn("w:styleId")) not in ("TableNormal", "DefaultParagraphFont", "NoList"):
            styles.remove(old)
    styles.insert(0, parse_xml(DEFAULTS))
    for xml in (BASE, *map(style_xml, STYLES), THREE_LINES):
        styles.append(parse_xml(xml))
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = font_table().encode()


def _measure(document: Any, properties: Any) -> None:
    """Page, grid, mirrored margins, page numbers at the outer edge."""
    for old in list(properties):
        properties.remove(old)
    for element in parse_xml(f"<w:sectPr {W}>{section()}</w:sectPr>"):
        properties.append(element)
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    for element in parse_xml(SETTINGS):
        settings.append(element)
    only = document.sections[0]
    for footer, style in ((only.footer, "页码单页"), (only.even_page_footer, "页码双页")):
        footer.is_linked_to_previous = False
        _number(footer, style)


def _number(footer: Any, style: str) -> None:
    for old in list(footer._element):
        footer._element.remove(old)
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    xml = paragraph(style, "— ", field, " —").replace("<w:p>", f"<w:p {W}>", 1)
    footer._element.append(parse_xml(xml))


def _stamped(document: Any) -> bytes:
    """Saved without author, thumbnail or the time of day, so that the same script gives the same file."""
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in NOT_NEEDED:
                del owner.rels[key]
    properties = document.core_properties
    properties.author = properties.comments = properties.title = ""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(build())
