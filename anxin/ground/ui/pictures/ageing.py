"""How old a request is, as a strip of three stretches: 0–5, 6–10 and more than 10 working days."""

from dataclasses import dataclass
from datetime import date

from anxin.ground.days.clock import today
from anxin.ground.days.workdays import working_days_between

STRETCH, DAYS = 119, 5  # drawing units and working days of one stretch
WIDTH, ROOM = 3 * STRETCH, 52  # of the strip, and of one of its two words


@dataclass(frozen=True)
class Ageing:
    """Where today and the due day stand on the strip, and how many working days have passed."""

    days: int
    today_x: int
    due_x: int

    @property
    def today_first(self) -> bool:
        """Does today stand before the due day, as it should?"""
        return self.today_x <= self.due_x

    @property
    def today_anchor(self) -> str:
        """The two words lean away from one another, so that they never meet."""
        return _anchor(self.today_x, leans_left=self.today_first)

    @property
    def due_anchor(self) -> str:
        """See ``today_anchor``."""
        return _anchor(self.due_x, leans_left=not self.today_first)


def _anchor(x: int, *, leans_left: bool) -> str:
    if x < ROOM:
        return "start"
    if x > WIDTH - ROOM:
        return "end"
    return "end" if leans_left else "start"


def _place(days: int) -> int:
    """The place on the strip of the n-th working day; the last stretch holds all that is older."""
    return 1 + min(max(days, 0) * STRETCH // DAYS, WIDTH - 3)


def ageing(sent: date, due: date) -> Ageing:
    """The strip, as it stands today, of what was sent on one day and is due on another."""
    days = working_days_between(sent, today())
    return Ageing(days, _place(days), _place(working_days_between(sent, due)))
