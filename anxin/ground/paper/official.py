"""Official documents as Word files in the layout of GB/T 9704-2012, through a template the office can edit.

The text is Chinese by nature of the standard. Headings number themselves (一、（一）1.（1）); a title is
broken into lozenge lines; tables keep three lines; annexes begin a new page; 版记 stands at the foot of the
last page.
"""

import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from anxin.ground.paper.report_styles import CHARACTER, WIDTH
from anxin.ground.paper.titles import lozenge
from anxin.ground.paper.widths import hunger, shares
from anxin.ground.paper.wording import ems, printable

TEMPLATE = Path(__file__).parent / "templates" / "report.docx"
HAN_NUMBERS = "一二三四五六七八九十"
MARK_POINTS = 38.0  # size of the red name of the issuing body
MARK_ROOM = 438.0  # points of the line it has to fit
NARROWEST_MARK = 66  # per cent: narrower letters are set smaller instead
LINE = 28.0  # characters of a line
TABLE_EM = 240.0  # twips of 12 pt

Side = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4, without its number: the document counts."""

    level: Literal[1, 2, 3, 4]
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; each line of it becomes a paragraph with two characters of indent."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of text under a head; `align` gives each column's side (else the first left, the others right)."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Side, ...] = ()

    def __post_init__(self) -> None:
        """A row or an alignment that does not fit the head is a mistake of the caller: ValueError."""
        widths = {len(row) for row in self.rows} | ({len(self.align)} if self.align else set())
        if widths - {len(self.head)}:
            raise ValueError("every row needs one cell for each column of the head")


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Annex:
    """An annex on a page of its own: its title and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Official:
    """A document as the office sends it.

    `issuer` without 文件 (the layout adds it); `signer` only on documents that go up; `attachments` are the
    names under the text, `annexes` what is bound behind it; `copies_to` without 抄送 and full stop.
    """

    issuer: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    signature_unit: str
    date: datetime.date
    printed_by: str
    printed_on: datetime.date
    signer: str = ""
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    copies_to: str = ""
    annexes: tuple[Annex, ...] = ()


def official_docx(document: Official, template: Path = TEMPLATE) -> bytes:
    """The document as a .docx. Text is escaped, and a template edited by an office runs in a sandbox."""
    filled = DocxTemplate(template)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    filled.render(_context(document), jinja_env=environment, autoescape=True)
    out = io.BytesIO()
    filled.save(out)
    return _finished(out, document)


def long_date(day: datetime.date) -> str:
    """成文日期: year in full, month and day without a leading zero."""
    return f"{day.year}年{day.month}月{day.day}日"


def _context(document: Official) -> dict[str, Any]:
    return {
        "issuer": printable(document.issuer),
        "number": printable(document.number),
        "signer": printable(document.signer),
        "title": "\n".join(lozenge(printable(document.title))),
        "addressee": printable(document.addressee).rstrip("：:"),
        "blocks": list(_blocks(document.blocks)),
        "attachments": list(_attachments(document.attachments)),
        "signature_unit": printable(document.signature_unit),
        "date": long_date(document.date),
        "annexes": list(_annexes(document.annexes)),
        "copies_to": printable(document.copies_to).rstrip("。"),
        "printed_by": printable(document.printed_by),
        "printed_on": long_date(document.printed_on),
    }


def _blocks(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    counts = [0, 0, 0, 0]
    for block in blocks:
        match block:
            case Heading(level, text):
                counts[level - 1] += 1
                counts[level:] = [0] * (4 - level)
                yield {
                    "kind": f"heading{level}",
                    "text": _numeral(level, counts[level - 1]) + printable(text),
                }
            case Paragraph(text):
                yield from (
                    {"kind": "paragraph", "text": line} for line in printable(text).split("\n") if line
                )
            case Table():
                yield _table(block)


def _numeral(level: int, number: int) -> str:
    """结构层次序数: 一、 then （一） then 1. then （1）."""
    return (f"{han(number)}、", f"（{han(number)}）", f"{number}.", f"（{number}）")[level - 1]


def han(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else HAN_NUMBERS[tens - 1] + "十")
    return head + (HAN_NUMBERS[ones - 1] if ones else "")


def _table(table: Table) -> dict[str, Any]:
    right: Side = "right"
    sides = table.align or ("left", *(right for _ in table.head[1:]))
    return {
        "kind": "table",
        "caption": printable(table.caption),
        "head": _row(table.head, sides),
        "rows": [_row(row, sides) for row in table.rows],
    }


def _row(cells: tuple[str, ...], sides: Iterable[Side]) -> list[dict[str, str]]:
    return [{"text": printable(text), "side": side} for text, side in zip(cells, sides, strict=True)]


def _attachments(names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if len(names) == 1:
        yield {"kind": "only", "text": printable(names[0])}
        return
    for number, name in enumerate(names, start=1):
        yield {"kind": "first" if number == 1 else "next", "number": number, "text": printable(name)}


def _annexes(annexes: tuple[Annex, ...]) -> Iterator[dict[str, Any]]:
    for number, annex in enumerate(annexes, start=1):
        label = "附件" if len(annexes) == 1 else f"附件{number}"
        title = "\n".join(lozenge(printable(annex.title)))
        yield {"label": label, "title": title, "blocks": list(_blocks(annex.blocks))}


def _finished(source: io.BytesIO, document: Official) -> bytes:
    """What no template can say: the width of the red name, the columns of tables, the file's own title."""
    word: Any = Document(source)
    for paragraph in word.paragraphs:
        if paragraph.style.name == "发文机关标志":
            _fit(paragraph)
        if paragraph.style.name == "发文机关署名":
            _centre_over_date(paragraph, long_date(document.date))
    for before, after in pairwise(word.paragraphs):
        if after.style.name == "发文机关署名":
            before.paragraph_format.keep_with_next = True  # a signature never stands on a page without text
    tables = [block for block in _all_blocks(document) if isinstance(block, Table)]
    ruled = [table for table in word.tables if table.style.name == "三线表"]
    for drawn, table in zip(ruled, tables, strict=False):
        _share(drawn._tbl, table)
    word.core_properties.title = printable(document.title).replace("\n", "")[:255]
    word.core_properties.author = printable(document.signature_unit)[:255]
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _all_blocks(document: Official) -> Iterator[Block]:
    yield from document.blocks
    for annex in document.annexes:
        yield from annex.blocks


def _fit(paragraph: Any) -> None:
    """A long name is set narrower, then smaller, so that it stays on one line."""
    length = max(ems(paragraph.text), 1.0)
    per_cent = min(100, int(MARK_ROOM / (length * MARK_POINTS) * 100))
    points = MARK_POINTS if per_cent >= NARROWEST_MARK else MARK_ROOM / (length * NARROWEST_MARK / 100)
    for run in paragraph.runs:
        run.font.size = Pt(round(points * 2) / 2)
        if per_cent < 100:
            scale = run._r.get_or_add_rPr().makeelement(
                qn("w:w"), {qn("w:val"): str(max(per_cent, NARROWEST_MARK))}
            )
            run._r.rPr.insert_element_before(scale, "w:kern", "w:position", "w:sz")


def _centre_over_date(paragraph: Any, day: str) -> None:
    """The date keeps four characters from the right; the signature stands centred over it, on one line."""
    left = min(LINE - 8 - ems(day, 0.5), LINE - 0.5 - ems(paragraph.text, 0.5))
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:leftChars"), str(round(max(left, 0) * 100)))
    indent.set(qn("w:left"), str(round(max(left, 0) * CHARACTER)))


def _share(element: Any, table: Table) -> None:
    """Fixed column widths from what the columns hold."""
    columns = [(head, *(row[at] for row in table.rows)) for at, head in enumerate(table.head)]
    wishes = [hunger(max(map(ems, texts)) + 0.4, firm=False, lead=False) for texts in columns]
    widths = [round(share * TABLE_EM) for share in shares(wishes, WIDTH / TABLE_EM)]
    for grid, width in zip(element.tblGrid.findall(qn("w:gridCol")), widths, strict=False):
        grid.set(qn("w:w"), str(width))
    for row in element.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=False):
            cell.width = width * 635  # EMU in a twip
