"""By which festival a day is free, or worked instead of another: for pages that list such days."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .lunar import qingming, solar_of
from .workdays import standing

NEAR = timedelta(9)  # days around a festival that the State Council has moved to it so far
# The name in chinesecalendar → ours.
NAMES: dict[str, Promise] = {
    "New Year's Day": _("New Year's Day"),
    "Spring Festival": _("Spring Festival"),
    "Tomb-sweeping Day": _("Qingming"),
    "Labour Day": _("Labour Day"),
    "Dragon Boat Festival": _("Dragon Boat Festival"),
    "Mid-autumn Festival": _("Mid-Autumn Festival"),
    "National Day": _("National Day"),
}


def festival_of(day: date) -> Promise | None:
    """The festival to which a day off, or a day worked instead, belongs: as published, else the nearest
    within nine days. None: of no festival, as far as one can tell."""
    if standing(day.year) == "published":
        return NAMES.get(chinese_calendar.get_holiday_detail(day)[1] or "")
    near = [(abs(on - day), name) for on, name in _festivals(day.year) if abs(on - day) <= NEAR]
    return NAMES[min(near)[1]] if near else None


def _festivals(year: int) -> Iterator[tuple[date, str]]:
    yield date(year, 1, 1), "New Year's Day"
    yield solar_of(year, 1, 1), "Spring Festival"
    yield qingming(year), "Tomb-sweeping Day"
    yield date(year, 5, 1), "Labour Day"
    yield solar_of(year, 5, 5), "Dragon Boat Festival"
    yield solar_of(year, 8, 15), "Mid-autumn Festival"
    yield date(year, 10, 1), "National Day"
    yield date(year + 1, 1, 1), "New Year's Day"
