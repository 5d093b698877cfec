"""The dates of one life, before anybody's name is put to them. People who are alike share them."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from anxin.ground.days.ages import anniversary
from anxin.ground.days.lunar import kept_in, lunar_of
from anxin.ground.days.partial import PartialDate, bounds

from .rules import AGES, STUDIES, Scope
from .schooling import first_year, stages_of
from .shapes import Life

FAR = date.max
_STUDY_RULES = {rule.kind: rule for rule in STUDIES}
_PUPIL = Scope.PUPIL  # whom every rule of schooling is about
ELDER = 60  # 老年人权益保障法 2


class Point(NamedTuple):
    """A date of one life: the day, what, how many; ``until`` and ``expected`` as in DutyDay."""

    day: date
    kind: str
    n: int | None
    until: date | None = None
    expected: bool = False


def end_of(life: Life) -> date:
    """The first day that certainly lies after this life may have ended; nothing falls due from it on."""
    return life.died.first() if life.died else FAR


@lru_cache(maxsize=1 << 17)
def once_of(life: Life) -> tuple[Point, ...]:
    """What comes once in this life (ages, schooling), in order; nothing where the birth date is missing."""
    if life.birth is None:
        return ()
    ages = _ages(life.birth)
    found = [ages[place] for place in _ages_meant(life.kin, life.sex, life.study)]
    first = first_year(life)
    if first is not None and _PUPIL.holds(life):
        found += _studies(first, life.study)
    last = end_of(life)
    return tuple(sorted(one for one in found if one is not None and one.day < last))


@lru_cache(maxsize=1 << 16)
def _ages(birth: PartialDate) -> tuple[Point | None, ...]:
    """Every age by its rule, in the order of the rules; None where the rule does not hold on that day. A
    register holds fewer different days of birth than people."""
    earliest, latest = bounds(birth)
    found = []
    for rule in AGES:
        first = anniversary(earliest, earliest.year + rule.years)
        last = None if earliest == latest else anniversary(latest, latest.year + rule.years)
        found.append(Point(first, rule.kind, rule.years, last) if rule.in_force(first) else None)
    return tuple(found)


@lru_cache(maxsize=4096)
def _ages_meant(kin: str, sex: str, study: str) -> tuple[int, ...]:
    """The places of the rules that are about somebody of this kinship, sex and schooling."""
    life = Life(None, None, sex, kin, study)
    return tuple(place for place, rule in enumerate(AGES) if rule.scope.holds(life))


@lru_cache(maxsize=4096)
def _studies(first: int, study: str) -> tuple[Point, ...]:
    """The steps of schooling of a child that starts primary school in this year."""
    return tuple(
        Point(stage.day, stage.kind, None, None, stage.expected)
        for stage in stages_of(first, study)
        if _STUDY_RULES[stage.kind].in_force(stage.day)
    )


@lru_cache(maxsize=1 << 16)
def elder_from(life: Life) -> date:
    """The day from which this person is certainly 60 or more; the end of time where nothing is known."""
    return anniversary(life.birth.last(), life.birth.last().year + ELDER) if life.birth else FAR


def birthdays_of(life: Life, start: date, end: date) -> Iterator[Point]:
    """The birthdays from ``start`` to ``end``: by the calendar of the record, once in each of its years; of a
    birth date that lacks a part, none. 29 February is kept on the 28th in other years (ground.days.ages), a
    leap month in the ordinary one, the 30th of a short month on the 29th (ground.days.lunar)."""
    birth = life.birth
    if birth is None or birth.day is None or birth.month is None:
        return
    last = end_of(life)
    if birth.calendar == "lunar":
        kept = _lunar(birth, start, end)
    else:
        born = birth.first()
        kept = ((anniversary(born, year), year - born.year) for year in range(start.year, end.year + 1))
    for day, n in kept:
        if n > 0 and start <= day <= end and day < last:
            yield Point(day, "birthday", n)


def _lunar(birth: PartialDate, start: date, end: date) -> Iterator[tuple[date, int]]:
    month, day = birth.month or 1, birth.day or 1
    for year in range(lunar_of(start).year, lunar_of(end).year + 1):
        yield kept_in(year, month, day, birth.leap), year - birth.year


def returns_of(died: PartialDate, start: date, end: date) -> Iterator[Point]:
    """The anniversaries of a death, by the calendar of the record; none where the day is not known."""
    return (mark._replace(kind="memorial") for mark in birthdays_of(Life(died), start, end))
