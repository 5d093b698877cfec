"""The part of the printed card: what is calculated, how, who pays, how it stands."""

from django.utils.translation import gettext as _

from anxin.families.models import Household
from anxin.families.models.officers import Determination
from anxin.ground.paper.shapes import Column, Mark, Section, State, Table

from .reading import OfficerLines, lines_of
from .telling import Told

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


def _rows(group: OfficerLines, named: bool) -> list[tuple[str, str, str, str, Mark]]:
    """A family signs this paper: sums of a mere scenario do not stand on it."""
    if group.officer.determination == Determination.PENDING:
        waiting = _("Calculated once the determination is made; the screen shows each case.")
        name = f"{group.officer.person.name}　" if named else ""
        return [(name + _("Lump sum and what follows from it"), waiting, "", "", Mark("going", _("pending")))]
    return [_row(group, told, named) for told in group.told]


def _row(group: OfficerLines, told: Told, named: bool) -> tuple[str, str, str, str, Mark]:
    name = f"{group.officer.person.name}　" if named else ""
    how = [f"{gap.what}\n{gap.ask}" for gap in told.gaps] or [f"{told.equation}\n{told.terms}"]
    item = _("%(rule)s (%(category)s)") % {"rule": told.rule, "category": told.category}
    return (name + item, "\n".join(how), told.amount, told.payer, Mark(MARKS[told.light], told.state))
