"""What holds for every family, whoever it is: hypothesis looks for the exception, and 100,000 random families
are asked in the long run (marked slow; make assurance runs it)."""

import uuid
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from anxin.care.calendar import (
    KINDS,
    DeathDays,
    FamilyDays,
    Life,
    PersonDays,
    ReviewDay,
    asking_of,
    days_between,
    missing_of,
    quiet_days_of,
)
from anxin.care.calendar.kinds import AGE_REVIEWS
from anxin.ground.days.lunar import lunar_of, month_length, solar_of
from anxin.ground.days.partial import PartialDate, bounds
from bench.random_families import families

START, END = date(2026, 11, 23), date(2036, 11, 22)


def lunar(day, cut):
    """The lunar day of a solar day, with as much of it as some paper may give."""
    told = lunar_of(day)
    if cut == "year":
        return PartialDate(told.year, calendar="lunar")
    return PartialDate(told.year, told.month, told.day if cut == "day" else None, "lunar", told.leap)


def solar(day, cut):
    return PartialDate(day.year, day.month if cut != "year" else None, day.day if cut == "day" else None)


LEAP_DAYS = [date(year, 2, 29) for year in range(1924, 2025, 4)]
BIRTHS = some.builds(
    lambda day, cut, calendar: (lunar if calendar else solar)(day, cut),
    some.dates(date(1920, 3, 1), date(2026, 11, 1)) | some.sampled_from(LEAP_DAYS),
    some.sampled_from(["day", "day", "day", "month", "year"]),
    some.booleans(),
)  # fmt: skip
DEATHS = some.builds(
    solar, some.dates(date(2000, 1, 1), date(2038, 1, 1)), some.sampled_from(["day", "month", "year"])
)
LIVES = some.builds(
    Life,
    birth=some.none() | BIRTHS,
    died=some.none() | some.none() | DEATHS,
    sex=some.sampled_from("0129"),
    kin=some.sampled_from(["", "12", "20", "30", "51", "52", "61", "64", "73"]),
    study=some.sampled_from(
        ["", "none", "primary", "junior", "senior", "vocational", "college", "postgraduate"]
    ),
    study_on=some.dates(date(2015, 1, 1), date(2026, 11, 1)),
)
KEYS = some.builds(lambda n: uuid.UUID(int=n, version=4), some.integers(0, 2**120))


def few(things, most):
    """A tuple of them with different keys."""
    return some.lists(things, max_size=most, unique_by=lambda one: one.key).map(tuple)


REVIEWS = some.builds(
    ReviewDay, some.dates(START, END), some.sampled_from([*AGE_REVIEWS, "yearly_check", "school_year_ends"]),
    some.none() | KEYS,
)  # fmt: skip
FAMILIES = some.builds(
    FamilyDays,
    few(some.builds(PersonDays, KEYS, LIVES), 5),
    few(some.builds(DeathDays, KEYS, some.none() | DEATHS), 2),
    some.lists(REVIEWS, max_size=3).map(tuple),
)  # fmt: skip


def check(family: FamilyDays) -> None:
    """All that holds for one family between the first and the last day."""
    found = days_between(family, START, END)
    assert found == days_between(family, START, END)
    assert all(one.day <= other.day for one, other in pairwise(found))
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys)), "a date has one name and one day"
    assert all(START <= one.day <= END and (one.until is None or one.until > one.day) for one in found)
    assert all(one.quiet == KINDS[one.kind].quiet and one.decides == KINDS[one.kind].decides for one in found)
    _parts(family, found)
    for person in family.people:
        _person(person, found, {review.person for review in family.reviews})
    for death in family.deaths:
        _death(death, found)
    _asking(family, found)


def _parts(family, found):
    """Two periods that join are the whole."""
    for cut in (START, START + timedelta(90), date(2028, 2, 29), date(2030, 1, 23), END - timedelta(1)):
        assert days_between(family, START, cut) + days_between(family, cut + timedelta(1), END) == found


def _person(person, found, reviewed):
    life = person.life
    own = [one for one in found if one.person == person.key and one.kind != "memorial"]
    if life.birth is None:
        assert person.key in reviewed or not own
        return
    first, last = bounds(life.birth)
    assert all(one.day > first for one in own), "nothing before the birth"
    if life.died and person.key not in reviewed:
        assert all(one.day < life.died.first() for one in own), "nothing after a death"
    _birthdays(life, [one for one in own if one.kind == "birthday"])
    eighteen = [one for one in own if one.kind == "age_18"]
    assert len(eighteen) <= 1
    alive = life.died is None or life.died.first() > date(first.year + 19, 1, 1)
    if START.year < first.year + 18 < END.year and alive:
        assert len(eighteen) == 1, "18 exactly once"
        assert eighteen[0].day.year == first.year + 18
        assert (eighteen[0].until is None) == (first == last), "a part that lacks makes a window, never a day"


def _birthdays(life, found):
    if life.birth.precision != "day":
        assert not found
        return
    if life.birth.calendar == "solar":
        kept = [one.day.year for one in found]
        whole = range(max(START.year + 1, life.birth.year + 1), END.year)
    else:
        kept = [lunar_of(one.day).year for one in found]
        whole = range(max(lunar_of(START).year + 1, life.birth.year + 1), lunar_of(END).year)
    assert len(kept) == len(set(kept)), "never twice in a year of its calendar"
    if life.died is None:
        assert set(whole) <= set(kept), "never left out"
    for one in found:
        _kept_rightly(life.birth, one)


def _kept_rightly(birth, one):
    """29 February on the last of the month, the 30th on the 29th of a short one, a leap month in another."""
    if birth.calendar == "solar":
        assert one.n == one.day.year - birth.year
        leap_day = (birth.month, birth.day) == (2, 29) and (one.day + timedelta(1)).day == 1
        assert (one.day.month, one.day.day) == (birth.month, birth.day) or (leap_day and one.day.month == 2)
        return
    day = lunar_of(one.day)
    assert one.n == day.year - birth.year
    assert day.month == birth.month
    assert birth.leap or not day.leap
    assert day.day == min(birth.day, month_length(day.year, day.month, day.leap))
    assert solar_of(day.year, day.month, day.day, day.leap) == one.day, "there and back"


def _death(death, found):
    kept = [one for one in found if one.kind == "memorial" and one.person == death.key]
    if death.died is None or death.died.precision != "day":
        assert not kept
        return
    assert all(one.quiet and one.n and one.n > 0 and one.day > death.died.first() for one in kept)
    assert len(kept) <= 10


def _asking(family, found):
    """What duties are made of is what the family's page shows, and is named the same."""
    asking = {one.key: one.day for one in asking_of(family) if START <= one.day <= END}
    assert asking == {one.key: one.day for one in found if KINDS[one.kind].asks}


@given(FAMILIES)
@settings(max_examples=150)
def test_what_holds_for_every_family(family):
    check(family)


@given(FAMILIES, some.integers(0, 3))
@settings(max_examples=40)
def test_quiet_days_are_those_of_mourning_and_the_days_around(family, around):
    quiet = quiet_days_of(family, START, END, around)
    near = timedelta(around)
    mourning = {one.day for one in days_between(family, START - near, END + near) if one.quiet}
    assert quiet == {
        day + timedelta(shift)
        for day in mourning
        for shift in range(-around, around + 1)
        if START <= day + timedelta(shift) <= END
    }


@given(FAMILIES)
@settings(max_examples=40)
def test_whoever_has_no_day_of_birth_is_named_as_missing_it(family):
    missing = {one.person for one in missing_of(family) if one.code.startswith("birth")}
    living = [one for one in family.people if one.life.died is None]
    assert missing == {
        one.key for one in living if one.life.birth is None or one.life.birth.precision != "day"
    }


@given(some.dates(date(1900, 2, 1), date(2099, 12, 31)))
@settings(max_examples=200)
def test_a_solar_day_goes_to_the_lunar_calendar_and_back(day):
    told = lunar_of(day)
    assert solar_of(told.year, told.month, told.day, told.leap) == day


def test_a_thousand_random_families():
    for family in families(1_000):
        check(family)


@pytest.mark.slow
def test_a_hundred_thousand_random_families():
    for family in families(100_000, seed=11):
        check(family)
