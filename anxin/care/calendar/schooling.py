"""When a child moves up, as far as anybody can know it beforehand.

Expected from the birth date: primary school on 1 September for who has turned 6 by 31 August, six years
there, three and three at middle school, four at university, and the end of the last school year on 31 August
(the house's convention, policy/parameters/conventions). What was told about schooling shifts this by whole
years, as few as agree with it; a child told to be out of school has no school dates ahead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from anxin.ground.days.ages import anniversary
from anxin.ground.days.partial import PartialDate, bounds

from .shapes import Life

ENTRY_AGE: Final = 6
MOST: Final = 6  # years ahead or behind; beyond that nothing is expected
# Stage: the school years it covers, counted from the first year of primary school.
STAGES: Final = {
    "preschool": (-3, 0),
    "primary": (0, 6),
    "junior": (6, 9),
    "senior": (9, 12),
    "vocational": (9, 12),
    "college": (12, 16),
    "postgraduate": (16, 19),
}
ENTRIES: Final = ("preschool", "primary", "junior", "senior", "college")
SCHOOL: Final = (0, 12)  # the years at school, told by families on 1 September


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of schooling: the day, its kind, and whether it is expected from the birth date alone."""

    day: date
    kind: str
    expected: bool


def stages_of(first: int, study: str) -> Iterator[Stage]:
    """The steps of schooling, from kindergarten to the end of the studies, of a child that starts primary
    school in ``first`` (see first_year) and of whom this stage was told, or "" for none."""
    expected = not study
    for stage in ENTRIES:
        if stage == "college" and study == "vocational":
            continue  # from vocational school one goes to work
        yield Stage(date(first + STAGES[stage][0], 9, 1), f"study_{stage}", expected)
    last = study if study in ("vocational", "postgraduate") else "college"
    yield Stage(date(first + STAGES[last][1], 8, 31), "study_ends", expected)


@lru_cache(maxsize=1 << 16)
def first_year(life: Life) -> int | None:
    """The year in which this child starts, or is reckoned to have started, primary school."""
    if life.birth is None:
        return None
    year = entry_year(life.birth)
    if year is None or not life.study or life.study_on is None:
        return year
    at = life.study_on.year - (life.study_on < date(life.study_on.year, 9, 1)) - year
    if life.study == "none":
        return year if at < 0 else None  # a small child is not at school yet
    return _agreeing(year, at, life.study)


def _agreeing(year: int, at: int, study: str) -> int | None:
    first, end = STAGES.get(study, (at, at + 1))
    shift = at - first if at < first else max(0, at - end + 1)
    return year + shift if abs(shift) <= MOST else None


def entry_year(birth: PartialDate) -> int | None:
    """The year of the 1 September before which a child turned 6; None where a missing part decides."""
    earliest, latest = (_entry(day) for day in bounds(birth))
    return earliest if earliest == latest else None


def _entry(born: date) -> int:
    year = born.year + ENTRY_AGE
    return year + (anniversary(born, year) > date(year, 8, 31))


@lru_cache(maxsize=1 << 16)
def school_years(life: Life) -> frozenset[int]:
    """The years on whose 1 September this child goes back to school, not those in which it is new."""
    first = first_year(life)
    if first is None or life.study == "none":
        return frozenset()
    new = {STAGES[stage][0] for stage in ENTRIES}
    return frozenset(first + at for at in range(*SCHOOL) if at not in new)
