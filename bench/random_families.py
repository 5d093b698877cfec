"""Random families with their dates, for the benchmark and the property tests of the duty calendar: births of
every precision and calendar, leap days and leap months among them, deaths, schooling."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

FIRST, LAST = date(1930, 1, 1), date(2026, 11, 1)
KIN = ("12", "20", "30", "51", "52", "61", "64", "73", "22", "")
STUDIES = ("", "", "", "none", "primary", "junior", "senior", "vocational", "college", "postgraduate")


def families(n: int, seed: int = 5) -> Iterator[Any]:
    """``n`` families of one who died and four relatives, always the same for one seed."""
    from anxin.care.calendar import DeathDays, FamilyDays, PersonDays  # noqa: PLC0415  # needs settings

    random = Random(seed)
    for _ in range(n):
        died = _partial(random, _day(random, date(2004, 1, 1), LAST))
        people = tuple(PersonDays(_key(random), _life(random)) for _ in range(4))
        yield FamilyDays(people, (DeathDays(_key(random), died),))


def _key(random: Random) -> uuid.UUID:
    return uuid.UUID(int=random.getrandbits(128), version=4)


def _day(random: Random, first: date, last: date) -> date:
    return first + timedelta(random.randrange((last - first).days))


def _life(random: Random) -> Any:
    from anxin.care.calendar import Life  # noqa: PLC0415

    kin = random.choice(KIN)
    old = kin[:1] in ("5", "6")
    born = _day(random, FIRST, date(1966, 1, 1)) if old else _day(random, date(1965, 1, 1), LAST)
    study = "" if old or born.year < 2000 else random.choice(STUDIES)
    told = _day(random, max(born, date(2020, 1, 1)), date(2026, 11, 20)) if study else None
    birth = None if random.random() < 0.02 else _partial(random, born)
    gone = random.random() < 0.03
    died = _partial(random, _day(random, born, date(2036, 1, 1))) if gone else None
    return Life(birth, died, random.choice("12"), kin, study, told)


def _partial(random: Random, day: date) -> Any:
    """As some paper gives it: most to the solar day, some lunar, some without the day or the month."""
    from anxin.ground.days.lunar import lunar_of  # noqa: PLC0415
    from anxin.ground.days.partial import PartialDate  # noqa: PLC0415

    kind = random.random()
    if kind < 0.02 and day.month == 2:
        year = day.year - day.year % 4
        return PartialDate(year, 2, 29)
    if kind < 0.12:
        lunar = lunar_of(day)
        return PartialDate(lunar.year, lunar.month, lunar.day, "lunar", lunar.leap)
    if kind < 0.16:
        return PartialDate(day.year, day.month)
    return PartialDate(day.year) if kind < 0.18 else PartialDate(day.year, day.month, day.day)
