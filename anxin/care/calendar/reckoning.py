"""Dates of one family between two days: computed when asked, never stored for years ahead."""

import uuid
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from anxin.ground.days.lunar import Festival, festivals_between

from .kinds import AGE_REVIEWS, ASKING, KINDS, TOGETHER
from .lives import Point, birthdays_of, elder_from, end_of, once_of, returns_of
from .schooling import school_years
from .shapes import DutyDay, FamilyDays, Life, Missing, ReviewDay

NOBODY = uuid.UUID(int=0)


def days_between(family: FamilyDays, start: date, end: date) -> list[DutyDay]:
    """Every date of this family from ``start`` to ``end``, both included, in order of days.

    The dates of two periods that join are those of the whole; the same family has the same dates always.
    """
    if end < start:
        return []
    found = [
        *_of_people(family, start, end),
        *_memorials(family, start, end),
        *_of_law(family, start, end),
        *_of_family(family, start, end),
    ]
    return sorted(found, key=_place)


def asking_of(family: FamilyDays, since: date = date.min) -> list[DutyDay]:
    """Every date from ``since`` to the end of this family's lives that asks for something, in order of days:
    what duties are made of. None of them comes back year after year of itself, so there is an end of them."""
    found = [
        _named(mark, person.key)
        for person in family.people
        for mark in once_of(person.life)
        if mark.kind in ASKING and (mark.until or mark.day) >= since
    ]
    found += (one for one in _of_law(family, since, date.max) if one.kind in ASKING)
    return sorted(found, key=_place)


def _place(one: DutyDay) -> tuple[date, str, uuid.UUID]:
    return one.day, one.kind, one.person or NOBODY


def _named(mark: Point, person: uuid.UUID | None) -> DutyDay:
    kind = KINDS[mark.kind]
    return DutyDay(mark.day, mark.kind, person, mark.n, kind.quiet, kind.decides, mark.until, mark.expected)


def _of_people(family: FamilyDays, start: date, end: date) -> Iterator[DutyDay]:
    for person in family.people:
        for mark in once_of(person.life):
            if start <= mark.day <= end:
                yield _named(mark, person.key)
        for mark in birthdays_of(person.life, start, end):
            yield _named(mark, person.key)


def _memorials(family: FamilyDays, start: date, end: date) -> Iterator[DutyDay]:
    for death in family.deaths:
        if death.died is not None:
            for mark in returns_of(death.died, start, end):
                yield _named(mark, death.key)


def _of_law(family: FamilyDays, start: date, end: date) -> Iterator[DutyDay]:
    """What the calculated entitlements ask for. The review of an age that this calendar knows by itself is
    told once; several lines looked at for one reason in one year are one date, the first; the yearly check is
    one of the whole family."""
    if not family.reviews:
        return
    own = {(person.key, mark.n) for person in family.people for mark in once_of(person.life) if mark.n}
    first: dict[tuple[str, uuid.UUID | None, int], ReviewDay] = {}
    for review in sorted(family.reviews, key=lambda one: one.day):
        age = AGE_REVIEWS.get(review.code)
        if age is not None and (review.person, age) not in own:
            first.setdefault((f"age_{age}", review.person, age), review)
        elif age is None:
            kind = f"{'deadline' if review.deadline else 'review'}_{review.code}"
            person = None if review.code in TOGETHER else review.person
            first.setdefault((kind, person, review.day.year), review)
    for (kind, person, n), review in first.items():
        if kind in KINDS and start <= review.day <= end:
            yield _named(Point(review.day, kind, n), person)


def _of_family(family: FamilyDays, start: date, end: date) -> Iterator[DutyDay]:
    """Festivals, and the beginning of a school year, as long as somebody of the family lives."""
    yield from _festivals(family, start, end)
    lives = [one.life for one in family.people]
    years = {
        year: max(end_of(life) for life in lives if year in school_years(life)) for year in _pupils(lives)
    }
    for year, last in years.items():
        day = date(year, 9, 1)
        if start <= day <= end and day < last:
            yield _named(Point(day, "school_starts", year), None)


def _pupils(lives: list[Life]) -> set[int]:
    return {year for life in lives for year in school_years(life)}


@lru_cache(maxsize=64)
def _almanac(start: date, end: date) -> tuple[Festival, ...]:
    return tuple(festivals_between(start, end))


def _festivals(family: FamilyDays, start: date, end: date) -> Iterator[DutyDay]:
    """The double ninth is for families with somebody of 60 or more; the others are for all."""
    lives = [one.life for one in family.people]
    last = max(map(end_of, lives), default=date.min)
    for festival in _almanac(start, end):
        day, code = festival.day, festival.code
        elders = code != "double_ninth" or any(elder_from(life) <= day < end_of(life) for life in lives)
        if day < last and elders:
            yield _named(Point(day, f"festival_{code}", day.year), None)


def quiet_between(family: FamilyDays, start: date, end: date) -> Iterator[DutyDay]:
    """Those of ``days_between`` on which nobody is prompted."""
    yield from _memorials(family, start, end)
    yield from (one for one in _festivals(family, start, end) if one.quiet)


def missing_of(family: FamilyDays) -> list[Missing]:
    """Whose dates are not known for want of a day: shown as gaps, never filled with an invented day."""
    found = [
        Missing("birth" if one.life.birth is None else "birth_day", one.key)
        for one in family.people
        if one.life.died is None and (one.life.birth is None or one.life.birth.precision != "day")
    ]
    return found + [
        Missing("death_day", one.key)
        for one in family.deaths
        if one.died is None or one.died.precision != "day"
    ]
