"""Makes the Word templates of official documents (GB/T 9704-2012): report.docx for notices and reports,
letter.docx (信函格式), minutes.docx (纪要格式).

Run `python -m anxin.ground.paper.report_template` after changing it; a test holds the files to this script.
An office may edit a copy of a file in Word or WPS: the words in {{ }} and {% %} are docxtpl's, the styles
carry the measures.
"""

from copy import deepcopy
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from anxin.ground.paper.official import FILES, TEMPLATES
from anxin.ground.paper.report_styles import (
    BASE,
    BOTTOM,
    CHAR_SPACE,
    DEFAULTS,
    HEI,
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
from anxin.ground.paper.stamping import stamped

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


def heading(form: str) -> str:
    """Head, number, title, addressee. The head of a letter stands in the header of its first page."""
    heads = {
        "document": document_head(),
        "letter": paragraph("函发文字号", "{{ number }}"),
        "minutes": minutes_head(),
    }
    addressee = either(("addressee", paragraph("主送机关", "{{ addressee }}：")))
    return heads[form] + paragraph("公文标题", "{{ title }}") + addressee


def document_head() -> str:
    signer = run("{{ signer }}", fonts_of(KAI))
    return (
        paragraph("发文机关标志", "{{ head }}")
        + either(
            ("signer", paragraph("发文字号", "{{ number }}", TAB, "签发人：", signer)),
            ("not signer", paragraph("发文字号居中", "{{ number }}")),
        )
        + paragraph("红色分隔线")
    )


def minutes_head() -> str:
    return (
        paragraph("发文机关标志", "{{ head }}")
        + paragraph("发文字号", "{{ number }}", TAB, "{{ date }}")
        + paragraph("红色分隔线")
    )


def attachments() -> str:
    """The names of what is attached, under the text."""
    numbered = ("{{ item.number }}.", TAB, "{{ item.text }}")
    items = either(
        ('item.kind == "only"', paragraph("附件说明", "附件：{{ item.text }}")),
        ('item.kind == "first"', paragraph("附件说明首项", "附件：", *numbered)),
        ('item.kind == "next"', paragraph("附件说明续项", *numbered)),
    )
    return tag("for item in attachments") + items + tag("endfor")


def closing(form: str) -> str:
    """Signature and date; on minutes who was there."""
    if form == "minutes":
        label = run("{{ label }}：", fonts_of(HEI))
        return (
            either(("present", paragraph("公文正文", "")))
            + tag("for label, names in present")
            + paragraph("出席人员", label, "{{ names }}")
            + tag("endfor")
        )
    return paragraph("发文机关署名", "{{ signature_unit }}") + paragraph("成文日期", "{{ date }}")


def annexes() -> str:
    """Each on a page of its own; a ledger in a section that lies across."""
    return (
        tag("for annex in annexes")
        + either(("annex.across", ends(section())))
        + paragraph("附件标注", "{{ annex.label }}")
        + paragraph("附件标题", "{{ annex.title }}")
        + blocks("annex.blocks")
        + either(("annex.across", ends(section(across=True))))
        + tag("endfor")
    )


def ends(properties: str) -> str:
    """A paragraph of no height that ends a section."""
    return f'<w:p><w:pPr><w:pStyle w:val="版末"/><w:sectPr>{properties}</w:sectPr></w:pPr></w:p>'


def imprint(form: str) -> str:
    """版记: held to the foot of the last page, thick lines outside, a thin one within.

    It stands in the middle of the page, not of the text, which differs by 1 mm: LibreOffice lets a table as
    wide as the text float only so.
    """
    if form == "letter":  # no lines, no printer
        return either(("copies_to", paragraph("函抄送", "抄送：{{ copies_to }}。"))) + paragraph("版末")
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


def section(form: str = "document", across: bool = False) -> str:
    """A4, the four margins, 22 lines of 28 characters, page numbers 7 mm under the text. A page across keeps
    the margins of the sheet: its head lies where the sheet is bound."""
    sides = (INNER, TOP, OUTER, BOTTOM) if across else (TOP, OUTER, BOTTOM, INNER)
    top, right, bottom, left = (round(side * MM) for side in sides)
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        if across
        else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    number = round((OUTER - 10 if across else 25) * MM)
    return (
        size + f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="{round(30 * MM) if form == "letter" else 851}" w:footer="{number}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{PITCH}" w:charSpace="{CHAR_SPACE}"/>'
    )


def build(form: str = "document") -> bytes:
    """The template of a form as a file, the same bytes every time."""
    document = Document()
    _dress(document)
    body = document.element.body
    sections = body.find(qn("w:sectPr"))
    for old in list(body):
        if old is not sections:
            body.remove(old)
    everything = heading(form) + blocks("blocks") + attachments() + closing(form) + annexes() + imprint(form)
    for element in parse_xml(f"<w:body {W}>{everything}</w:body>"):
        sections.addprevious(element)
    _measure(document, sections, form)
    if form == "letter":
        _letter(document.sections[-1])
    _same_footers(body, sections)
    return stamped(document, NOT_NEEDED)


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


def _measure(document: Any, properties: Any, form: str) -> None:
    """Page, grid, mirrored margins, page numbers at the outer edge."""
    for old in list(properties):
        properties.remove(old)
    for element in parse_xml(f"<w:sectPr {W}>{section(form)}</w:sectPr>"):
        properties.append(element)
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    for element in parse_xml(SETTINGS):
        settings.append(element)
    only = document.sections[-1]
    for footer, style in ((only.footer, "页码单页"), (only.even_page_footer, "页码双页")):
        footer.is_linked_to_previous = False
        _number(footer, style)


def _number(footer: Any, style: str) -> None:
    for old in list(footer._element):
        footer._element.remove(old)
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    xml = paragraph(style, "— ", field, " —").replace("<w:p>", f"<w:p {W}>", 1)
    footer._element.append(parse_xml(xml))


def _letter(only: Any) -> None:
    """The first page of a letter: its head above the text, double red lines, no page number."""
    only.different_first_page_header_footer = True
    for part, xml in (
        (only.first_page_header, paragraph("函标志", "{{ head }}")),
        (only.first_page_footer, paragraph("函下线")),
    ):
        part.is_linked_to_previous = False
        for old in list(part._element):
            part._element.remove(old)
        part._element.append(parse_xml(xml.replace("<w:p>", f"<w:p {W}>", 1)))


def _same_footers(body: Any, last: Any) -> None:
    """Sections that end within the text number their pages as the last one does."""
    names = (qn("w:headerReference"), qn("w:footerReference"))
    references = [one for one in last if one.tag in names]
    for inner in body.iterfind(f".//{qn('w:pPr')}/{qn('w:sectPr')}"):
        for place, one in enumerate(references):
            inner.insert(place, deepcopy(one))


if __name__ == "__main__":
    for form, name in FILES.items():
        (TEMPLATES / name).write_bytes(build(form))
