"""The joint measures table on paper: the minutes of the meeting as an official paper (GB/T 9704-2012), and
the table itself on A4 across as PDF.

Both are papers of the office: they name whom they are about as the card does, without any number.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from io import BytesIO

from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.papers.others import Paper, paper, template_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import local_day, today
from anxin.ground.paper import official
from anxin.ground.paper.matrix import Lines, MatrixRow, MatrixSheet, matrix_pdf
from anxin.ground.paper.official import Block, Heading, Official, Paragraph, Table, long_date
from anxin.ground.paper.official_pdf import official_pdf
from anxin.ground.paper.shapes import Language
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.templatetags.ui import yuan

from .models import JointCell, JointColumn, JointRow, JointTable
from .queries import family_title, matrix_of
from .queries.joint import Line, Matrix

CHINESE = "zh-hans"
MEETING = "会商会议"  # behind the unit's name, at the head of the minutes
SAMPLE = Official(
    form="minutes", issuer="中共安和县委组织部" + MEETING, number="AH-0001-1", title="关于样例家庭的会商纪要",
    blocks=(
        Paragraph("样例"), Heading(1, "样例"), Heading(2, "样例"), Paragraph("样例"),
        Table("样例", ("单位", "会签日期"), (("样例", "2026年11月28日"),)),
    ),
    signature_unit="中共安和县委组织部", date=date(2026, 11, 28), printed_by="中共安和县委组织部",
    printed_on=date(2026, 11, 28), copies_to="样例", present=(("出席", "样例"), ("记录", "样例")),
)  # fmt: skip
MINUTES = Paper(
    "minutes",
    _("Minutes of a meeting on joint measures"),
    partial(official.template_of, "minutes"),
    official.context_of(SAMPLE),
)
paper(MINUTES)


def number_of(table: JointTable) -> str:
    """How a table is cited: the card's number and the version."""
    return f"{table.household.number}-{table.version}"


def minutes_word(table: JointTable) -> bytes:
    """The minutes as the office's own template, or the built-in one, has them; in Chinese."""
    template = BytesIO(template_of(MINUTES, table.path))
    return official.official_docx(minutes_of(table), template)


def minutes_pdf(table: JointTable) -> bytes:
    """The same as PDF, in the built-in layout."""
    return official_pdf(minutes_of(table))


def minutes_of(table: JointTable) -> Official:
    """The minutes as the layout takes them. The record is the same whoever prints it: of the unit of whoever
    started the table, who kept the record, and of the day of approval."""
    with override(CHINESE):
        matrix, unit = matrix_of(table), table.started_by.unit.name
        day = local_day(table.approved_at) if table.approved_at else today()
        return Official(
            form="minutes",
            issuer=unit + MEETING,
            number=number_of(table),
            title=f"关于{family_title(table.household)}关爱帮扶措施的会商纪要",
            blocks=tuple(_blocks(matrix, unit)),
            signature_unit=unit,
            date=day,
            printed_by=unit,
            printed_on=day,
            present=tuple(_present(matrix)),
        )


def _blocks(matrix: Matrix, unit: str) -> Iterator[Block]:
    partners = "、".join(column.who for column in matrix.columns)
    yield Paragraph(
        f"根据中央组织部2017年4月12日通知第三条要求，{unit}会同{partners}，就"
        f"{family_title(matrix.table.household)}的困难和需求共{len(matrix.lines)}项逐项会商，形成如下意见。"
        f"会商单为第{matrix.table.version}版，{matrix.table.get_state_display()}。"
    )
    for line in matrix.lines:
        yield Heading(1, f"{_whose(line.row)}：{'，'.join(_what(line.row))}")
        yield from _agreed([field.cell for field in line.fields])
    yield Heading(1, "会签情况")
    signed = tuple(_signed(column) for column in matrix.columns)
    yield Table("", ("单位", "联系人", "会签情况", "会签日期"), signed, ("left", "left", "left", "left"))


def _agreed(cells: Sequence[JointCell]) -> Iterator[Block]:
    """What each department does about one need; then who does nothing, and why."""
    for cell in cells:
        if cell.kind == JointCell.Kind.MEASURE:
            yield Heading(2, cell.column.who)
            yield Paragraph(_measure(cell))
    none = [cell for cell in cells if cell.kind == JointCell.Kind.NONE]
    if none:
        reasons = "；".join(f"{cell.column.who}（{_stopped(cell.reason)}）" for cell in none)
        yield Paragraph(f"未安排措施的单位及理由：{reasons}。")


def _measure(cell: JointCell) -> str:
    """One measure in a few sentences."""
    sum_ = f"（{yuan(cell.amount_fen)}元）" if cell.amount_fen else ""
    told = {
        "": _stopped(cell.words) + sum_,
        "依据：": "，".join(map(_stopped, _ground(cell).split("\n"))),
        "经办：": _stopped(cell.handler),
        "完成时限：": long_date(cell.due) if cell.due else "",
        "凭证：": _stopped(cell.proof),
    }
    return "".join(f"{label}{words}。" for label, words in told.items() if words)


def _stopped(words: str) -> str:
    """Words that another mark will follow, without a full stop of their own; numbers masked."""
    return masked_text(words).strip().rstrip("。；，")


def _signed(column: JointColumn) -> tuple[str, ...]:
    contact = column.contact.name if column.contact else ""
    return column.who, contact, str(column.get_state_display()), _long(column.signed_on)


def _present(matrix: Matrix) -> Iterator[tuple[str, str]]:
    table = matrix.table
    yield "出席", "、".join(column.who for column in matrix.columns)
    if table.approved_by:
        yield "批准", table.approved_by.name
    yield "记录", table.started_by.name


def _long(day: date | None) -> str:
    return long_date(day) if day else ""


def _whose(row: JointRow) -> str:
    return row.need.person.name if row.need.person else gettext("the whole family")


def _what(row: JointRow) -> list[str]:
    """The theme, and what the departments are told where it says more than the theme."""
    theme = str(row.need.theme_words)
    return [theme] if row.told in ("", theme) else [theme, masked_text(row.told)]


def _ground(cell: JointCell) -> str:
    """The legal ground, and the entry of the catalogue or why it is case by case."""
    basis = (
        gettext("catalogue %(mark)s") % {"mark": cell.entry.mark}
        if cell.entry
        else gettext("case by case: %(why)s") % {"why": masked_text(cell.case_by_case)}
    )
    return f"{masked_text(cell.ground)}\n{basis}"


def table_pdf(table: JointTable, by: Post) -> bytes:
    """The table on A4 across, in the reader's language."""
    matrix = matrix_of(table)
    language: Language = "en" if get_language() == "en" else "zh"
    return matrix_pdf(
        MatrixSheet(
            title=gettext("Joint measures table"),
            subtitle=family_title(table.household),
            number=number_of(table),
            state=gettext("version %(n)d, %(state)s")
            % {"n": table.version, "state": table.get_state_display()},
            corner=gettext("Need"),
            heads=tuple(column.who for column in matrix.columns),
            rows=tuple(_row(line) for line in matrix.lines),
            signing=gettext("Signatures"),
            signed=tuple(_signature(column) for column in matrix.columns),
            closing=_closing(matrix),
            foot=gettext("Printed by %(name)s, %(unit)s, %(day)s")
            % {"name": by.name, "unit": by.unit.label, "day": today()},
            language=language,
        )
    )


def _closing(matrix: Matrix) -> tuple[str, ...]:
    table = matrix.table
    if table.approved_by and table.approved_at:
        day = local_day(table.approved_at)
        return (gettext("Approved by %(name)s on %(day)s") % {"name": table.approved_by.name, "day": day},)
    return (gettext("Approved by (signature, day)"), gettext("Record kept by (signature, day)"))


def _row(line: Line) -> MatrixRow:
    return MatrixRow((_whose(line.row), *_what(line.row)), tuple(_cell(field.cell) for field in line.fields))


def _cell(cell: JointCell) -> Lines:
    if cell.kind == JointCell.Kind.EMPTY:
        return ("",)
    if cell.kind == JointCell.Kind.NONE:
        return (gettext("No measure"), masked_text(cell.reason))
    sum_ = gettext("%(sum)s yuan") % {"sum": yuan(cell.amount_fen)} if cell.amount_fen else ""
    until = gettext("%(who)s, by %(day)s") % {"who": masked_text(cell.handler), "day": cell.due}
    return (masked_text(cell.words), sum_, until, _ground(cell), masked_text(cell.proof))


def _signature(column: JointColumn) -> str:
    contact = column.contact.name if column.contact else ""
    on = str(column.signed_on) if column.is_signed else ""
    return "\n".join(filter(None, (contact, str(column.get_state_display()), on)))
