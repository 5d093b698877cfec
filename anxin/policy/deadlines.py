"""Until when something is to be done, with the article. The start day does not count (民法典 art 201); that a
last day on a holiday moves on (art 203) is for the caller, who knows the holidays."""

from datetime import date, timedelta
from typing import Final, NamedTuple

import numpy as np

from anxin.policy.lines import Deadline


class Term(NamedTuple):
    """So many days, working days or years from a day on, and the article that says so."""

    span: int
    unit: str  # day, working_day, year
    citation: str


TERMS: Final[dict[str, Term]] = {
    "unit_applies": Term(30, "day", "council_586_17"),  # from the accident, by the unit
    "family_applies": Term(1, "year", "council_586_17"),  # from the accident, by relatives or the union
    "injury_decision": Term(60, "day", "council_586_20"),  # from the acceptance of the application
    "clear_injury_decision": Term(15, "day", "council_586_20"),  # the same, where facts and duties are clear
    "tell_agency": Term(20, "working_day", "council_765_25"),  # from an event that ends or suspends a pension
}


def deadline(code: str, since: date) -> Deadline:
    """The last day of a term that begins on a day. Working days leave out weekends only, so that with
    holidays in between there is more time than told, never less unless a weekend is worked."""
    term = TERMS[code]
    return Deadline(code, _last_day(term, since))


def _last_day(term: Term, since: date) -> date:
    if term.unit == "day":
        return since + timedelta(days=term.span)
    if term.unit == "working_day":
        last: date = np.busday_offset(since, term.span, roll="backward").astype(date)
        return last
    try:
        return since.replace(year=since.year + term.span)
    except ValueError:  # 29 February: the last day of the month (民法典 art 202)
        return since.replace(year=since.year + term.span, day=28)
