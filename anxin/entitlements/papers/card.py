"""The part of the printed card: what is calculated, how, who pays, how it stands."""

from django.utils.translation import gettext as _

from anxin.entitlements import words
from anxin.entitlements.reading import OfficerLines, lines_of
from anxin.entitlements.rows import Row
from anxin.families.models import Household
from anxin.ground.paper.shapes import Column, Mark, Section, State, Table

from .lines import equation, with_a_sum
from .words import RESERVED

Line = tuple[str, str, str, str, Mark]
MARKS: dict[str, State] = {"gap": "missing", "soon": "going", "none": "none"}


def entitlements_on_paper(household: Household) -> Section | None:
    """The calculations of a card as a table for A4; None where nothing is calculated."""
    groups = lines_of(household)
    if not groups:
        return None
    columns = (
        Column(_("Entitlement"), "lead"),
        Column(_("How it is calculated")),
        Column(_("Sum (yuan)"), "number"),
        Column(_("Paid by")),
        Column(_("State"), "whole"),
    )
    rows = tuple(row for group in groups for row in _rows(group, len(groups) > 1))
    note = _("A calculation is not a decision; the competent department decides.")
    return Section(_("Entitlements as calculated"), Table(columns, rows), note=note)


def _rows(group: OfficerLines, named: bool) -> list[Line]:
    """A family signs this paper: no sum stands on it while the determination is pending, none of nothing, and
    none that gave way to another. What may be applied for stands on the family's own sheet."""
    name = f"{group.officer.person.name}　" if named else ""
    waiting = _("Calculated once the determination is made; the screen shows each case.")
    pending = (name + _("Lump sum and what follows from it"), waiting, "", "", Mark("going", _("pending")))
    sums = {told.line.pk for told in with_a_sum(group)}
    settled = [
        row
        for part in group.parts
        if part.code != "apply"
        for row in part.rows
        if row.told.is_gap or row.told.line.pk in sums
    ]
    return [pending][: group.pending] + [_row(row, name) for row in settled]


def _row(row: Row, name: str) -> Line:
    told = row.told
    missing = _("; ").join(gap.what for gap in row.gaps)  # whom to ask the screen tells
    how = [missing or f"{equation(told)}\n{told.terms}".strip()]
    how += [str(words.CONVENTIONS[code]) for code in told.line.conventions if code in RESERVED]
    amount = told.amount
    if not told.is_gap and told.line.period != "once":
        amount = _("%(sum)s %(period)s") % {"sum": told.amount, "period": told.period}
    how += [told.reservation] if told.reservation else []
    return (name + _item(row), "\n".join(how), amount, told.payer, Mark(MARKS[told.light], told.state))


def _item(row: Row) -> str:
    """The rule, in which category, for whom."""
    told = row.told
    item = told.rule
    if told.category:
        item = _("%(rule)s (%(category)s)") % {"rule": told.rule, "category": told.category}
    return f"{item}\n{row.names}" if row.names else item
