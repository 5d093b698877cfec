"""What care adds to the printed card: who is responsible, and the joint measures."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anxin.families.models import Household
from anxin.families.papers import foot
from anxin.ground.access.models import Post
from anxin.ground.paper.shapes import (
    Cell,
    Column,
    Columns,
    Mark,
    Panel,
    Picture,
    Section,
    Sheet,
    State,
    Table,
)
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.pictures.shapes import State as Support
from anxin.ground.ui.pictures.spans import Flag, Timeline
from anxin.ground.ui.pictures.timeline import timeline_on_paper

from .models import Measure, Need
from .queries import contact_leader_of, family_title, responsibility_of

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
    needs = Need.objects.filter(household=household).exclude(state=Need.State.REFUSED)
    found = needs.select_related("person").prefetch_related("measures__unit")
    rows = tuple(row for need in found for row in _rows(need))
    columns = (
        Column(_("For which person"), "lead"), Column(_("Need")), Column(_("Measure")),
        Column(_("Carried out by")), Column(_("Due"), "whole"), Column(_("State")),
    )  # fmt: skip
    return Section(_("Needs and measures"), Table(columns, rows, empty=_("No need recorded.")))


def _rows(need: Need) -> list[tuple[Cell, ...]]:
    who = need.person.name if need.person else _("the whole family")
    found = need.state == Need.State.FOUND
    missing = str(need.get_state_display()) if found else _("no measure decided")
    none: tuple[Cell, ...] = ("", "", "", Mark("missing", missing))
    return [(who, need.shown, *cells) for cells in [_cells(one) for one in need.measures.all()] or [none]]


def _cells(measure: Measure) -> tuple[Cell, ...]:
    mark = Mark(MARKS.get(measure.state, "going"), str(measure.get_state_display()))
    if measure.state == Measure.State.NONE:
        return masked_text(measure.reason), "", "", mark
    return masked_text(measure.words), measure.who, str(measure.due or ""), mark


STATES: dict[Support, State] = {"done": "done", "way": "going", "gap": "missing"}


def timeline_sheet(household: Household, picture: Timeline, by: Post) -> Sheet:
    """The care timeline on A4: the picture, then every date and measure of it in words."""
    dates = tuple(
        (_flag_day(flag), lane.name, str(flag.mark_words), flag.words) for lane, flag in picture.flags
    )
    spans = tuple(
        (bar.days_words, lane.name, bar.words, Mark(STATES[bar.state], str(bar.state_words)))
        for lane, bar in picture.bars
    )
    who, what = Column(_("For which person"), "lead"), Column(pgettext("column", "What"))
    day = Column(pgettext("column", "Day"), "whole")
    ahead = Table((day, who, Column(_("Kind")), what), dates, empty=_("No date ahead is known."))
    measures = Table((day, who, what, Column(_("State"))), spans, empty=_("No measure recorded."))
    return Sheet(
        title=family_title(household),
        subtitle=_("Two years back and ten ahead"),
        number=household.number,
        classification=_("Internal; file after use"),
        sections=(
            Section(_("Care timeline"), Picture(timeline_on_paper(picture), picture.description)),
            Section(_("Dates ahead"), ahead, note=_("An age is a date for review, never an end by itself.")),
            Section(_("Measures and benefits"), measures),
        ),
        foot=foot(household, by),
        language="en" if get_language() == "en" else "zh",
    )


def _flag_day(flag: Flag) -> str:
    day = flag.on.isoformat()
    return pgettext("a day that may move", "about %(month)s") % {"month": day} if flag.expected else day
