"""The joint measures table on paper: the minutes of the meeting in Word, and the table on A4 across as PDF.

Both are papers of the office: they name whom they are about as the card does, without any number.
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.papers.others import Paper, paper, template_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import local_day, today
from anxin.ground.paper.forms import filled
from anxin.ground.paper.matrix import Lines, MatrixRow, MatrixSheet, matrix_pdf
from anxin.ground.paper.official import long_date
from anxin.ground.paper.shapes import Language
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.templatetags.ui import yuan

from .models import JointCell, JointColumn, JointRow, JointTable
from .queries import family_title, matrix_of
from .queries.joint import Line, Matrix

CHINESE = "zh-hans"
MEASURE = dict.fromkeys(("who", "words", "ground", "handler", "due", "proof"), "样例")
MINUTES = Paper(
    "joint_minutes",
    _("Minutes of a meeting on joint measures"),
    Path(__file__).parent / "papers_templates" / "joint_minutes.docx",
    {
        "unit": "安和县委组织部", "number": "AH-0001-1", "version": "1", "state": "已批准",
        "family": "样例家庭", "partners": "财政局、民政局", "count": "1", "approved_by": "样例",
        "approved_on": "2026年11月28日",
        "by": "样例", "printed_on": "2026年11月28日",
        "needs": [{"about": "样例", "told": "样例", "measures": [MEASURE] * 2, "none": "样例"}] * 2,
        "columns": [dict.fromkeys(("who", "contact", "state", "on"), "样例")] * 2,
    },
)  # fmt: skip
paper(MINUTES)


def number_of(table: JointTable) -> str:
    """How a table is cited: the card's number and the version."""
    return f"{table.household.number}-{table.version}"


def minutes_word(table: JointTable, by: Post) -> bytes:
    """The minutes as the office's own template, or the built-in one, has them; in Chinese."""
    with override(CHINESE):
        return filled(template_of(MINUTES, table.path), fields_of(table, by))


def fields_of(table: JointTable, by: Post) -> dict[str, Any]:
    """What stands in the fields of the minutes."""
    matrix = matrix_of(table)
    return {
        "unit": by.unit.name, "number": number_of(table), "version": str(table.version),
        "state": str(table.get_state_display()), "family": family_title(table.household),
        "partners": "、".join(column.who for column in matrix.columns), "count": str(len(matrix.lines)),
        "needs": [_need(line) for line in matrix.lines],
        "columns": [_column(column) for column in matrix.columns],
        "approved_by": table.approved_by.name if table.approved_by else "",
        "approved_on": _long(table.approved_at and local_day(table.approved_at)),
        # the record is the same whoever prints it: kept by whoever started the table, of the day of approval
        "by": table.started_by.name,
        "printed_on": _long(table.approved_at and local_day(table.approved_at)) or long_date(today()),
    }  # fmt: skip


def _long(day: date | None) -> str:
    return long_date(day) if day else ""


def _need(line: Line) -> dict[str, Any]:
    cells = [field.cell for field in line.fields]
    none = [one for one in cells if one.kind == JointCell.Kind.NONE]
    return {
        "about": _whose(line.row),
        "told": "，".join(_what(line.row)),
        "measures": [_measure(one) for one in cells if one.kind == JointCell.Kind.MEASURE],
        "none": "；".join(f"{one.column.who}（{masked_text(one.reason)}）" for one in none),
    }


def _whose(row: JointRow) -> str:
    return row.need.person.name if row.need.person else gettext("the whole family")


def _what(row: JointRow) -> list[str]:
    """The theme, and what the departments are told where it says more than the theme."""
    theme = str(row.need.theme_words)
    return [theme] if row.told in ("", theme) else [theme, masked_text(row.told)]


def _measure(cell: JointCell) -> dict[str, str]:
    sum_ = f"（{yuan(cell.amount_fen)}元）" if cell.amount_fen else ""
    return {
        "who": cell.column.who, "words": masked_text(cell.words) + sum_, "ground": _ground(cell),
        "handler": masked_text(cell.handler), "due": str(cell.due or ""), "proof": masked_text(cell.proof),
    }  # fmt: skip


def _ground(cell: JointCell) -> str:
    """The legal ground, and the entry of the catalogue or why it is case by case."""
    basis = (
        gettext("catalogue %(mark)s") % {"mark": cell.entry.mark}
        if cell.entry
        else gettext("case by case: %(why)s") % {"why": masked_text(cell.case_by_case)}
    )
    return f"{masked_text(cell.ground)}\n{basis}"


def _column(column: JointColumn) -> dict[str, str]:
    return {
        "who": column.who,
        "contact": column.contact.name if column.contact else "",
        "state": str(column.get_state_display()),
        "on": _long(column.signed_on),
    }


def minutes_pdf(table: JointTable, by: Post) -> bytes:
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
