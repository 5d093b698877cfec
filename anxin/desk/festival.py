"""The next Spring Festival, before which every family is visited."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language, gettext, ngettext

from anxin.ground.days.lunar import days_to_spring_festival, lunar_of, lunar_text

WIDTH = 470  # of the bar, in its own units


@dataclass(frozen=True)
class Festival:
    """How far the festival is, and how many of the families were visited this year."""

    days: int
    day: date
    families: int
    unvisited: int

    @property
    def visited(self) -> int:
        """Families that somebody visited this year."""
        return self.families - self.unvisited

    @property
    def split(self) -> int:
        """Where the bar of the visited ends; both ends stay wide enough to be seen."""
        if not self.unvisited or not self.visited:
            return 0 if self.unvisited else WIDTH
        return min(max(WIDTH * self.visited // self.families, 8), WIDTH - 8)

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


def spring(day: date, families: int, unvisited: int) -> Festival | None:
    """The next Spring Festival as seen from ``day``; None where there is no family to visit."""
    if not families:
        return None
    days = days_to_spring_festival(day)
    return Festival(days, day + timedelta(days), families, unvisited)


def lunar_words(day: date) -> str:
    """The lunar day in the reader's language."""
    if not (get_language() or "").startswith("en"):
        return lunar_text(day)
    lunar = lunar_of(day)
    return gettext("lunar month %(month)d, day %(day)d") % {"month": lunar.month, "day": lunar.day}
