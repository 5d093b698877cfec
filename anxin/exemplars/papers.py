"""A unit's year of study on paper."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.paper.shapes import Column, KeyValues, Pair, Section, Sheet, Table

from .queries import Interval, UnitYear


def year_sheet(told: UnitYear, by: Post) -> Sheet:
    """Numbers by form, intervals kept, activities in the order of the days, publicity."""
    return Sheet(
        title=_("A year of study"),
        subtitle=f"{told.unit.label}　" + _("the year %(year)s") % {"year": told.year},
        sections=(*_below(told), _sums(told), _forms(told), _kept(told), _activities(told), _publicity(told)),
        foot=_("%(unit)s, printed by %(name)s on %(day)s")
        % {"unit": told.unit.label, "name": by.name, "day": today()},
        language="en" if get_language() == "en" else "zh",
    )


def _below(told: UnitYear) -> tuple[Section, ...]:
    if told.below is None:
        return ()
    pairs = (
        Pair(_("Activities"), f"{told.below.activities:,}"), Pair(_("Attendances"), f"{told.below.people:,}"),
        Pair(_("Units with an activity"), f"{told.below.active:,}/{told.below.units:,}", wide=True),
    )  # fmt: skip
    return (Section(_("With all units below"), KeyValues(pairs)),)


def _sums(told: UnitYear) -> Section:
    said = told.establishment
    has = _("%(n)d, as of %(day)s") % {"n": said.people, "day": said.as_of} if said else _("not entered")
    pairs = (
        Pair(_("Activities"), str(len(told.activities))), Pair(_("Attendances"), f"{told.people:,}"),
        Pair(_("People of the unit"), has), Pair(_("Publicity"), str(len(told.publicity))),
    )  # fmt: skip
    return Section(_("In numbers"), KeyValues(pairs), note=_("head-counts; nobody is named"))


def _forms(told: UnitYear) -> Section:
    columns = (
        Column(_("Form of study")),
        Column(_("Activities"), "number"),
        Column(_("Attendances"), "number"),
    )
    rows = tuple((one.label, str(one.activities), str(one.people)) for one in told.forms)
    return Section(_("By form"), Table(columns, rows, empty=_("No activity was recorded.")))


def _kept(told: UnitYear) -> Section:
    columns = (
        Column(_("Programme")),
        Column(_("Form of study")),
        Column(_("How often to study")),
        Column(_("Held")),
    )
    rows = tuple(
        (
            one.schedule.programme.label, one.schedule.get_form_display(), one.schedule.get_every_display(),
            "\n".join(_held(interval) for interval in one.intervals if interval.begun),
        )
        for one in told.kept
    )  # fmt: skip
    return Section(_("Intervals that were set"), Table(columns, rows, empty=_("No interval was set.")))


def _held(interval: Interval) -> str:
    words = {"first": f"{interval.first:%m-%d}", "last": f"{interval.last:%m-%d}", "n": interval.held}
    if interval.held:
        return _("%(first)s to %(last)s: %(n)d times") % words
    return _("%(first)s to %(last)s: nothing recorded") % words


def _activities(told: UnitYear) -> Section:
    columns = (
        Column(_("Date held"), "whole"), Column(_("Form of study"), "whole"), Column(_("About what")),
        Column(_("People"), "number"),
    )  # fmt: skip
    rows = tuple(
        (
            str(one.on),
            one.get_form_display(),
            "\n".join(filter(None, (one.subject, one.words))),
            str(one.people),
        )
        for one in told.activities
    )
    return Section(_("Activities"), Table(columns, rows, empty=_("No activity was recorded.")))


def _publicity(told: UnitYear) -> Section:
    columns = (
        Column(_("Date held"), "whole"), Column(_("By what"), "whole"), Column(_("Title")),
        Column(_("Where it appeared")), Column(_("Reached"), "number"),
    )  # fmt: skip
    rows = tuple(
        (
            str(one.on), one.get_medium_display(), one.title, one.place,
            "" if one.reached is None else str(one.reached),
        )
        for one in told.publicity
    )  # fmt: skip
    return Section(_("Publicity"), Table(columns, rows, empty=_("Nothing was listed.")))
