"""What care adds to the printed card: who is responsible, and the joint measures."""

from django.utils.translation import gettext as _

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.paper.shapes import Cell, Column, Columns, Mark, Panel, Section, State, Table
from anxin.ground.ui.masks import masked_text

from .models import Measure, Need
from .queries import contact_leader_of, responsibility_of

MARKS: dict[str, State] = {
    Measure.State.DONE: "done",
    Measure.State.RETURNED: "over",
    Measure.State.NONE: "none",
}


def _panel(label: str, post: Post | None) -> Panel:
    """One person and how to reach them; the directory's telephone, as on the contact card."""
    if post is None:
        return Panel(label, _("to be named"))
    return Panel(label, post.name, post.title, tuple(filter(None, (post.unit.label, post.phone))))


def responsible_part(household: Household) -> Section | None:
    """Who is responsible, with the deputy and the contact leader."""
    row, leader = responsibility_of(household), contact_leader_of(household)
    panels = (
        _panel(_("Responsible person"), None if row.unassigned else row.responsible),
        _panel(_("Deputy"), None if row.unassigned else row.deputy),
        _panel(_("Contact leader"), leader.post if leader else None),
    )
    return Section(_("Who is responsible"), Columns(panels))


def measures_part(household: Household) -> Section | None:
    """Needs and measures, a row a measure; a need without one stands as a gap."""
    needs = (
        Need.objects.filter(household=household).select_related("person").prefetch_related("measures__unit")
    )
    rows = tuple(row for need in needs for row in _rows(need))
    columns = (
        Column(_("For which person"), "lead"), Column(_("Need")), Column(_("Measure")),
        Column(_("Carried out by")), Column(_("Due"), "whole"), Column(_("State")),
    )  # fmt: skip
    return Section(_("Needs and measures"), Table(columns, rows, empty=_("No need recorded.")))


def _rows(need: Need) -> list[tuple[Cell, ...]]:
    who = need.person.name if need.person else _("the whole family")
    none: tuple[Cell, ...] = ("", "", "", Mark("missing", _("no measure decided")))
    return [(who, need.shown, *cells) for cells in [_cells(one) for one in need.measures.all()] or [none]]


def _cells(measure: Measure) -> tuple[Cell, ...]:
    mark = Mark(MARKS.get(measure.state, "going"), str(measure.get_state_display()))
    if measure.state == Measure.State.NONE:
        return masked_text(measure.reason), "", "", mark
    return masked_text(measure.words), measure.who, str(measure.due or ""), mark
