"""Days as clerks write them, and how far away they are in working days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils import dateformat
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from anxin.ground.days.partial import PartialDate
from anxin.ground.days.workdays import working_days_between

NEAR = 3  # working days from which a date counts as near: the yellow light of the supervision boards

SHORT_WEEKDAYS = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)


@dataclass(frozen=True, slots=True)
class Distance:
    """How a due day stands today: the kind of light and its words."""

    light: Literal["ok", "soon", "late"]
    words: str


def distance(due: date, today: date) -> Distance:
    """How far a due day is, in working days of the official calendar; the day itself is "today"."""
    if due == today:
        return Distance("soon", gettext("today"))
    return (
        _past(working_days_between(due, today)) if due < today else _ahead(working_days_between(today, due))
    )


def _past(days: int) -> Distance:
    if days == 0:  # due yesterday, a Saturday
        return Distance("late", gettext("overdue"))
    return Distance(
        "late", ngettext("%(n)d working day overdue", "%(n)d working days overdue", days) % {"n": days}
    )


def _ahead(days: int) -> Distance:
    if days == 0:
        return Distance("soon", gettext("no working day left"))
    light: Literal["ok", "soon"] = "soon" if days <= NEAR else "ok"
    return Distance(light, ngettext("%(n)d working day left", "%(n)d working days left", days) % {"n": days})


def long_day(day: date) -> str:
    """2026年11月23日（星期一）."""
    return dateformat.format(day, pgettext("format of a long date", "l j F Y"))


def moment(local: datetime, today: date) -> str:
    """11月23日08:42; another year is named."""
    if local.year == today.year:
        return dateformat.format(local, pgettext("format of a moment", "j F, H:i"))
    return dateformat.format(local, pgettext("format of a moment", "j F Y, H:i"))


def partial_words(value: PartialDate) -> str:
    """1971年, 1971年11月, 1971年11月3日: as much as is known of a solar date."""
    known = {
        "year": pgettext("date format: year", "Y"),
        "month": pgettext("date format: month", "F Y"),
        "day": pgettext("date format: day", "j F Y"),
    }
    return dateformat.format(value.first(), known[value.precision])
