"""The year-end sheet of leave (年休假情况统计表): what each officer had, took, did not take and why, and what
is to be paid. In the order of units and names: it is a record for the pay office, no comparison."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.paper.cells import Value
from anxin.ground.paper.workbook import Column
from anxin.ground.ui.masks import masked_text
from anxin.ground.units.models import Unit
from anxin.officers.models import HALF, Officer
from anxin.officers.reckoning import Standing, standings

from .kinds import Kind, Layout, Line, Wish, kind

AT_ONCE = 500


def _year(wish: Wish) -> int:
    """The year of the page one comes from; this one if none was named."""
    return int(wish.filters.get("year") or today().year)


def _unit(wish: Wish) -> Unit | None:
    """The unit whose page one comes from; None for all that the post may see."""
    pk = wish.filters.get("unit")
    return Unit.objects.get(pk=pk) if pk else None


def _people(reach: Reach, wish: Wish) -> QuerySet[Officer]:
    """Officers who were at work in that year: who left during it has days to be settled too."""
    there = Q(left_on=None) | Q(left_on__gte=date(_year(wish), 1, 1))
    rows = Officer.objects.visible_to(reach).filter(there).select_related("unit")
    if unit := _unit(wish):
        rows = rows.filter(unit=unit)
    return rows.order_by("path", "sort_key", "id")


def _lines(reach: Reach, wish: Wish) -> Iterator[Line]:
    year = _year(wish)
    people = list(_people(reach, wish))
    for at in range(0, len(people), AT_ONCE):
        batch = people[at : at + AT_ONCE]
        told = standings(batch, year)
        for one in batch:
            yield Line(None, [None, *_cells(told[one.pk])])


def _cells(one: Standing) -> list[Value]:
    kept, settled = one.facts, one.facts.settled_on is not None
    extra = kept.extra_fen if settled else None
    return [
        one.officer.unit.label, one.officer.name, one.officer.began_work, one.entitled_days,
        one.carried_over_days, _days(one.taken), _days(one.left),
        str(kept.get_untaken_reason_display()) if settled else "", masked_text(kept.untaken_words),
        kept.carried_on_days if settled else None, _yuan(extra), kept.pay_by if extra else None, kept.paid_on,
    ]  # fmt: skip


def _days(halves: int | None) -> Value:
    """Whole days as a number, 2.5 as one with a half; nothing where a fact is missing."""
    if halves is None:
        return None
    return halves // HALF if halves % HALF == 0 else str(Decimal(halves) / HALF)


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def _layout(wish: Wish) -> Layout:
    columns = (
        Column(pgettext("column", "No."), "number"), Column(gettext("Unit")), Column(gettext("Name")),
        Column(gettext("Began work"), "date"), Column(gettext("Days by law"), "number"),
        Column(gettext("Carried over"), "number"), Column(pgettext("leave", "Taken"), "number"),
        Column(pgettext("leave", "Not taken"), "number"),
        Column(gettext("Why days were not taken"), width=24), Column(gettext("In a few words"), width=24),
        Column(gettext("Days carried into the next year"), "number"),
        Column(gettext("Extra pay (yuan)"), "money"), Column(gettext("Due by"), "date"),
        Column(pgettext("leave", "Paid on"), "date"),
    )  # fmt: skip
    note = gettext(
        "Reckoned by the Regulations on Paid Annual Leave and the Measures for their implementation: a"
        " calculation, to be confirmed by the competent department. Empty: a fact of the year is missing."
    )
    title = gettext("Annual leave in %(year)s") % {"year": _year(wish)}
    if unit := _unit(wish):
        title = gettext("%(unit)s: annual leave in %(year)s") % {"unit": unit.label, "year": _year(wish)}
    return Layout(title, columns, "anxin.officers.leave_year", (note,))


kind(
    Kind(
        "leave_year",
        _("Year-end sheet of leave"),
        "officers.leave_keep",
        _("One row for each officer: days by law, taken, not taken and why, extra pay and its last day."),
        60,
        lambda reach, wish: _people(reach, wish).count(),
        _layout,
        _lines,
    )
)
