"""The dates ahead of a family on A4: day by day, with what each asks for."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anxin.families.models import Household
from anxin.families.papers import foot
from anxin.ground.access.models import Post
from anxin.ground.paper.shapes import Cell, Column, Section, Sheet, State, Table
from anxin.ground.paper.shapes import Mark as PaperMark

from .dates import Row
from .models import Duty
from .queries.titles import family_title

MEMORIAL = "memorial"
STATES: dict[str, State] = {"open": "none", "planned": "going", "decided": "going", "gone": "none"}


def dates_sheet(household: Household, rows: Iterable[Row], by: Post) -> Sheet:
    """The sheet for the folder and for a talk at the table; remarks are written by hand."""
    return Sheet(
        title=family_title(household),
        subtitle=_("Dates ahead"),
        number=household.number,
        classification=_("Internal; file after use"),
        sections=tuple(_sections(list(rows))),
        signatures=(_("Responsible person"), _("Date")),
        qr=household.pk.hex,
        qr_words=_("Code of this card"),
        foot=foot(household, by),
        language="en" if get_language() == "en" else "zh",
    )


def _sections(rows: list[Row]) -> list[Section]:
    """Every date in one table, so that the columns stand still; an anniversary of a death, the same day every
    year, once above it."""
    quiet: dict[tuple[str, int, int], Row] = {}
    for row in rows:
        if row.one.kind == MEMORIAL:
            quiet.setdefault((row.who, row.one.day.month, row.one.day.day), row)
    found = [Section(_("Every year, nobody calls"), _yearly(quiet.values()))] if quiet else []
    return [*found, Section(_("By day"), _table([row for row in rows if row.one.kind != MEMORIAL]))]


def _yearly(rows: Iterable[Row]) -> Table:
    columns = (
        Column(pgettext("date ahead", "Day"), "whole"), Column(pgettext("date ahead", "Who"), "lead"),
        Column(_("What comes")),
    )  # fmt: skip
    days = ((date_format(row.one.day, "MONTH_DAY_FORMAT"), row.who, str(row.kind.words)) for row in rows)
    return Table(columns, tuple(days))


def _table(rows: Iterable[Row]) -> Table:
    columns = (
        Column(pgettext("date ahead", "Day"), "whole"), Column(pgettext("date ahead", "Who"), "lead"),
        Column(_("What comes")), Column(_("What is looked at")), Column(_("State")),
    )  # fmt: skip
    return Table(columns, tuple(_cells(row) for row in rows), empty=_("No date."))


def _cells(row: Row) -> tuple[Cell, ...]:
    day = row.one.day.isoformat()
    if row.one.until:
        day = _("%(first)s to %(last)s") % {"first": day, "last": row.one.until.isoformat()}
    said = _("%(what)s (expected)") % {"what": row.words} if row.one.expected else row.words
    return day, row.who, said, str(row.rule.what), _state(row.duty)


def _state(duty: Duty | None) -> Cell:
    return PaperMark(STATES.get(duty.state, "done"), str(duty.get_state_display())) if duty else ""
