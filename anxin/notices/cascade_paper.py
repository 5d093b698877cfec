"""A list of units of a cascade on paper and as a workbook, for whoever has no account."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext, pgettext

from anxin.ground.access.models import Post
from anxin.ground.days.clock import local_day, today
from anxin.ground.paper.cells import Value
from anxin.ground.paper.shapes import Column, Section, Sheet, Table
from anxin.ground.paper.workbook import Column as SheetColumn
from anxin.ground.paper.workbook import table_xlsx
from anxin.ground.units.models import Unit

from .models import Delivery, Notice
from .picturing import LIST_WORDS, ROWS, units


def sheet_of(notice: Notice, place: Unit, name: str, rows: Sequence[Delivery], by: Post) -> Sheet:
    """The list as it is printed, with a column for the receipt's signature."""
    heads = ("", gettext("Unit"), gettext("Under"), gettext("State"), gettext("Signed by, date"))
    kinds = ("whole", "lead", "text", "whole", "text")
    lines = tuple(
        (str(number), one.unit.label, one.unit.above, one.stand_label, "")
        for number, one in enumerate(rows, 1)
    )
    columns = tuple(Column(head, kind) for head, kind in zip(heads, kinds, strict=True))  # type: ignore[arg-type]
    table = Table(columns, lines, empty=gettext("none"))
    return Sheet(
        title=notice.label,
        subtitle=place.label,
        number=notice.document,
        sections=(Section(str(LIST_WORDS[name]), table, units(len(rows))),),
        foot=gettext("%(unit)s, printed by %(name)s on %(day)s")
        % {"unit": by.unit.label, "name": by.name, "day": today().isoformat()},
        language="en" if get_language() == "en" else "zh",
    )


def workbook_of(notice: Notice, place: Unit, name: str, rows: QuerySet[Delivery]) -> bytes:
    """The list as a workbook, a few rows in memory at a time."""
    columns = (
        SheetColumn(pgettext("column", "No."), "number", width=6),
        SheetColumn(gettext("Unit"), width=34), SheetColumn(gettext("Under"), width=20),
        SheetColumn(gettext("Row of the cascade"), width=18), SheetColumn(gettext("State"), width=16),
        SheetColumn(pgettext("notice", "Delivered"), "date"), SheetColumn(gettext("Signed for on"), "date"),
        SheetColumn(gettext("More time until"), "date"), SheetColumn(gettext("Account"), width=10),
    )  # fmt: skip
    title = f"{place.label}　{LIST_WORDS[name]}　{notice.document}".rstrip()
    day = gettext("As of %(day)s") % {"day": today().isoformat()}
    return table_xlsx(columns, _lines(rows), title, footer=(notice.label, day))


def _lines(rows: QuerySet[Delivery]) -> Iterable[Sequence[Value]]:
    with_account, on_paper = pgettext("account", "has one"), gettext("on paper")
    for number, one in enumerate(rows.iterator(chunk_size=2000), 1):
        yield (
            number, one.unit.label, one.unit.above, str(ROWS[one.level]), one.stand_label,
            local_day(one.delivered_at) if one.delivered_at else None,
            local_day(one.received_at) if one.received_at else None,
            one.extended_to, on_paper if one.on_paper else with_account,
        )  # fmt: skip
