"""The next Spring Festival, before which every family is visited."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language, gettext, ngettext

from anxin.ground.days.lunar import days_to_spring_festival, festivals_between, lunar_of, lunar_text

from .gaps import MOST

WIDTH = 470  # of the bar, in its own units


@dataclass(frozen=True)
class Festival:
    """How far the festival is, and how many of the families were visited this year."""

    days: int
    day: date
    families: int
    unvisited: int
    unplanned: int | None = None  # families without a plan for it; None where nobody plans, or not yet

    @property
    def visited(self) -> int:
        """Families that somebody visited this year."""
        return self.families - self.unvisited

    @property
    def is_planned_for(self) -> bool:
        """Is this the festival that is planned for now, and known exactly what is left to plan?"""
        return self.unplanned is not None and self.unplanned <= min(self.families, MOST)

    @property
    def unplanned_said(self) -> str:
        """How many are left to plan; beyond gaps.MOST only that it is more."""
        return f"{MOST}+" if (self.unplanned or 0) > MOST else str(self.unplanned or 0)

    @property
    def settled(self) -> int:
        """Families for which nothing is left to plan before this festival."""
        return self.families - (self.unplanned or 0)

    @property
    def split(self) -> int:
        """Where the bar of what is settled ends (without plans: of the visited); both ends stay wide
        enough to be seen."""
        full = self.settled if self.is_planned_for else self.visited
        if full in (0, self.families):
            return WIDTH if full else 0
        return min(max(WIDTH * full // self.families, 8), WIDTH - 8)

    @property
    def rest(self) -> int:
        """The width of what is left of the bar."""
        return WIDTH - self.split

    @property
    def words(self) -> str:
        """How far it is."""
        if self.days == 0:
            return gettext("Today is the Spring Festival")
        counted = ngettext("%(n)d day to the Spring Festival", "%(n)d days to the Spring Festival", self.days)
        return counted % {"n": self.days}


def spring(day: date, families: int, unvisited: int, unplanned: int | None = None) -> Festival | None:
    """The next Spring Festival as seen from ``day``; None where there is no family to visit. ``unplanned``
    is said only while this is the festival that is planned for next."""
    if not families:
        return None
    days = days_to_spring_festival(day)
    end = day + timedelta(days)
    following = next((one for one in festivals_between(day, end) if one.code != "qingming"), None)
    is_next = following is not None and following.day == end
    return Festival(days, end, families, unvisited, unplanned if is_next else None)


def lunar_words(day: date) -> str:
    """The lunar day in the reader's language."""
    if not (get_language() or "").startswith("en"):
        return lunar_text(day)
    lunar = lunar_of(day)
    return gettext("lunar month %(month)d, day %(day)d") % {"month": lunar.month, "day": lunar.day}
