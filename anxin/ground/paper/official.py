"""Official documents in the layout of GB/T 9704-2012: as Word files through templates that the office can
edit, and as PDF (official_pdf).

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
from typing import IO, Any, Literal

from django.conf import settings
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from anxin.ground.paper.report_styles import ACROSS, CHARACTER, WIDTH
from anxin.ground.paper.titles import lozenge
from anxin.ground.paper.widths import GAP, NARROWEST, Hunger, hunger, shares
from anxin.ground.paper.wording import ems, printable

TEMPLATES = Path(__file__).parent / "templates"
HAN_NUMBERS = "一二三四五六七八九十"
MARK_POINTS = 38.0  # size of the red name of the issuing body
MARK_ROOM = 438.0  # points of the line it has to fit
NARROWEST_MARK = 66  # per cent: narrower letters are set smaller instead
LINE = 28.0  # characters of a line
TABLE_EM = 240.0  # twips of 12 pt

Side = Literal["left", "center", "right"]
Form = Literal["document", "letter", "minutes"]
FILES: dict[Form, str] = {"document": "report.docx", "letter": "letter.docx", "minutes": "minutes.docx"}
HEAD_ENDS: dict[Form, str] = {"document": "文件", "letter": "", "minutes": "纪要"}


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
    """An annex on a page of its own: its title, what stands under it; ``across`` on A4 across (a ledger)."""

    title: str
    blocks: tuple[Block, ...]
    across: bool = False


@dataclass(frozen=True)
class Official:
    """A document as the office sends it.

    `form`: a document with a red head (通知, 报告), a letter (信函格式) or minutes (纪要格式). `issuer`
    without 文件 or 纪要 (the layout adds it); `signer` only on documents that go up; `attachments` are the
    names under the text, `annexes` what is bound behind it; `copies_to` without 抄送 and full stop;
    `present` who was there, on minutes: 出席, 请假, 列席 with their names.
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
    form: Form = "document"
    present: tuple[tuple[str, str], ...] = ()

    @property
    def head(self) -> str:
        """The red words at the head."""
        return printable(self.issuer) + HEAD_ENDS[self.form]


def template_of(form: Form) -> Path:
    """The template of a form: the office's own copy in the folder ANXIN_PAPERS, else the one built in."""
    own = Path(settings.ANXIN_PAPERS) / FILES[form] if settings.ANXIN_PAPERS else None
    return own if own and own.is_file() else TEMPLATES / FILES[form]


def official_docx(document: Official, template: Path | IO[bytes] | None = None) -> bytes:
    """The document as a .docx. Text is escaped, and a template edited by an office runs in a sandbox."""
    filled = DocxTemplate(template or template_of(document.form))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    filled.render(context_of(document), jinja_env=environment, autoescape=True)
    out = io.BytesIO()
    filled.save(out)
    return _finished(out, document)


def long_date(day: datetime.date) -> str:
    """成文日期: year in full, month and day without a leading zero."""
    return f"{day.year}年{day.month}月{day.day}日"


def context_of(document: Official) -> dict[str, Any]:
    """Every word of the document, clean and in its place, for the templates of Word and the layout of PDF."""
    return {
        "form": document.form,
        "head": document.head,
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
        "present": [(printable(label), printable(names)) for label, names in document.present],
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
        blocks = list(_blocks(annex.blocks))
        yield {"label": label, "title": title, "blocks": blocks, "across": annex.across}


def _finished(source: io.BytesIO, document: Official) -> bytes:
    """What no template can say: the width of the red name, the columns of tables, the file's own title."""
    word: Any = Document(source)
    for paragraph in (*word.paragraphs, *word.sections[0].first_page_header.paragraphs):
        if paragraph.style.name in ("发文机关标志", "函标志"):
            _fit(paragraph)
        if paragraph.style.name == "发文机关署名":
            _centre_over_date(paragraph, long_date(document.date))
    for before, after in pairwise(word.paragraphs):
        if after.style.name == "发文机关署名":
            before.paragraph_format.keep_with_next = True  # a signature never stands on a page without text
    tables = [(one, width) for one, width in _all_blocks(document) if isinstance(one, Table)]
    ruled = [table for table in word.tables if table.style.name == "三线表"]
    for drawn, (table, width) in zip(ruled, tables, strict=False):
        _share(drawn._tbl, table, width)
    word.core_properties.title = printable(document.title).replace("\n", "")[:255]
    word.core_properties.author = printable(document.signature_unit)[:255]
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _all_blocks(document: Official) -> Iterator[tuple[Block, int]]:
    """Every block in order, with the twips of its line: an annex across has more of them."""
    yield from ((block, WIDTH) for block in document.blocks)
    for annex in document.annexes:
        yield from ((block, ACROSS if annex.across else WIDTH) for block in annex.blocks)


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
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    left = centred_over(day, paragraph.text)
    indent.set(qn("w:leftChars"), str(round(left * 100)))
    indent.set(qn("w:left"), str(round(left * CHARACTER)))


def centred_over(day: str, unit: str) -> float:
    """From how many characters on the signature is centred, so that it stands over the middle of the date."""
    return max(min(LINE - 8 - ems(day, 0.5), LINE - 0.5 - ems(unit, 0.5)), 0)


def column_ems(table: Table, room: float) -> list[float]:
    """Width of each column, in ems of 12 pt, from what the columns hold."""
    columns = [(head, [row[at] for row in table.rows]) for at, head in enumerate(table.head)]
    return shares([_hunger(head, cells, lead=at == 0) for at, (head, cells) in enumerate(columns)], room)


def _hunger(head: str, cells: list[str], *, lead: bool) -> Hunger:
    """What a column wants: a number keeps its width, its head may break after four characters."""
    inside = max(map(ems, cells), default=0.0) + 0.4
    wish = max(inside, ems(head) + 0.4)
    if lead or inside > NARROWEST + 1:
        return hunger(wish, firm=False, lead=lead)
    return Hunger(wish + GAP, max(inside, min(wish, 4.4)) + GAP)


def _share(element: Any, table: Table, width: int) -> None:
    """Fixed column widths from what the columns hold, in a line of so many twips."""
    widths = [round(share * TABLE_EM) for share in column_ems(table, width / TABLE_EM)]
    element.tblPr.find(qn("w:tblW")).set(qn("w:w"), str(width))
    for grid, twips in zip(element.tblGrid.findall(qn("w:gridCol")), widths, strict=False):
        grid.set(qn("w:w"), str(twips))
    for row in element.tr_lst:
        for cell, twips in zip(row.tc_lst, widths, strict=False):
            cell.width = twips * 635  # EMU in a twip
