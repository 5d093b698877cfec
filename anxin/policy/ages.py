"""Ages to the day, for arrays of dates. What the law leaves open is a convention (parameters/conventions).

Dates are taken apart with whole numbers: numpy's own way from days to months and back costs twenty times as
much, and a run asks for the ages of a million people again and again.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from anxin.policy.rules import Dates, Ints

Bools = npt.NDArray[np.bool_]

# Years begin in March here, so that 29 February is the last day of one.
MARCH_0: Final = 719_468  # days from 0000-03-01 to 1970-01-01
DAYS_400: Final = 146_097  # days of 400 years
FEBRUARY: Final = 11  # counted from March
YEAR_KEY: Final = 372  # 12 months of 31 days: keys order dates, and a year is always as long


@dataclass(frozen=True)
class Conventions:
    """How the law's open points are settled. Each that could have changed a result is named in it.

    age_reached: "birthday" (an age is full on the birthday) or "day_after".
    leap_birthday: where somebody born on 29 February has the birthday in other years: "02-28" or "03-01".
    """

    age_reached: str = "birthday"
    leap_birthday: str = "02-28"


def birthday(birth: Dates, years: Ints | int, conventions: Conventions) -> Dates:
    """The day on which each completes this many years; NaT for NaT."""
    year, month, day = _apart(birth)
    year = year + np.asarray(years, dtype=np.int32)
    on = year * 365 + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - MARCH_0
    if conventions.leap_birthday == "02-28":
        on = on - ((month == FEBRUARY) & (day == 28) & ~_leap(year))
    if conventions.age_reached == "day_after":
        on = on + 1
    return np.where(np.isnat(birth), np.datetime64("NaT", "D"), on.astype(np.int64).astype("datetime64[D]"))


def age_reached(birth: Dates, years: Ints | int, on: Dates, conventions: Conventions) -> Bools:
    """Whether each has completed this many years on that day (民法典 art 1259: 以上 and 届满 include it)."""
    return keys_reached(birth_key(birth), years, on_key(on, conventions)) & ~np.isnat(birth)


def keys_reached(birth_keys: Ints, years: Ints | int, on_keys: Ints) -> Bools:
    """The same, where the keys of the dates are at hand."""
    reached: Bools = birth_keys + np.asarray(years, dtype=np.int32) * YEAR_KEY <= on_keys
    return reached


def birth_key(birth: Dates) -> Ints:
    """A number that orders days of birth as they return each year."""
    year, month, day = _apart(birth)
    return year * YEAR_KEY + month * 31 + day


def on_key(on: Dates, conventions: Conventions) -> Ints:
    """The last day of birth that has come round by the given day, as a number."""
    if conventions.age_reached == "day_after":
        on = on - np.timedelta64(1, "D")
    year, month, day = _apart(on)
    key = year * YEAR_KEY + month * 31 + day
    if conventions.leap_birthday == "02-28":  # the 28th counts for who was born on the 29th
        key = key + ((month == FEBRUARY) & (day == 27) & ~_leap(year))
    return key


def _apart(days: Dates) -> tuple[Ints, Ints, Ints]:
    """Year (from March), month (from March, from 0) and day (from 0) of each; of NaT those of 1970-01-01."""
    known = np.where(np.isnat(days), np.datetime64("1970-01-01"), days).astype(np.int64).astype(np.int32)
    whole = known + MARCH_0
    era = whole // DAYS_400
    rest = whole - era * DAYS_400
    of_era = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
    of_year = rest - (365 * of_era + of_era // 4 - of_era // 100)
    month = (5 * of_year + 2) // 153
    return era * 400 + of_era, month, of_year - (153 * month + 2) // 5


def _leap(year: Ints) -> Bools:
    """Whether the year from March ends with a 29 February."""
    last = year + 1
    leap: Bools = (last % 4 == 0) & ((last % 100 != 0) | (last % 400 == 0))
    return leap
